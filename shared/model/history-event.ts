// What happened to an instance (licensing-rules.md, section 8). Names follow the MIB's notifications.
import { z } from 'zod';
import { EVENT_ACTORS } from './closed-lists.ts';

export const EVENT_NAMES = [
  'enabled',
  'disabled',
  'registration-requested',
  'registered',
  'registration-failed',
  'authorization-requested',
  'authorized',
  'out-of-compliance',
  'authorization-failed',
  'authorization-expired',
  'id-certificate-renewed',
  'id-certificate-renewal-failed',
  'id-certificate-expiry-warning',
  'id-certificate-expired',
  'communication-failure',
  'communication-restored',
  'evaluation-started',
  'evaluation-stopped',
  'evaluation-warning',
  'evaluation-expired',
  'deregistered',
  'deregistration-failed',
  'configuration-changed',
  'system-clock-changed',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];

export const eventActorSchema = z.enum(EVENT_ACTORS);
export type EventActor = z.infer<typeof eventActorSchema>;

const detailValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** Flat and free of secrets, e.g. `{ daysLeft: 30 }`; a changed field is `{ "licenseCount.from": 50, "licenseCount.to": 100 }`. */
export const eventDetailSchema = z.record(z.string(), detailValue);
export type EventDetail = z.infer<typeof eventDetailSchema>;

export const historyEventSchema = z.object({
  id: z.number().int(),
  /** epoch ms */
  at: z.number(),
  instanceId: z.uuid(),
  instance: z.string(),
  event: z.enum(EVENT_NAMES),
  detail: eventDetailSchema,
  actor: eventActorSchema,
});
export type HistoryEvent = z.infer<typeof historyEventSchema>;

export const eventQuerySchema = z.object({
  id: z.uuid().optional(),
  /** epoch ms, inclusive */
  since: z.number().optional(),
  /** Events older than this event's number, for paging backwards. */
  before: z.number().int().optional(),
  limit: z.number().int().min(1).max(100_000).optional(),
});
