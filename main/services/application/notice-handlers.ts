// What is told of a fleet unasked, and its figures, at the contract's door.
import { outlookOf } from '../../../shared/model/fleet-outlook.ts';
import type { Application, FleetHandlers } from './application.ts';

type NoticeHandlers = Pick<FleetHandlers, 'fleet.outlook' | 'notices.watch'>;

export const noticeHandlers = ({ fleet, clock, notices }: Pick<Application, 'fleet' | 'clock' | 'notices'>): NoticeHandlers => ({
  'fleet.outlook': async () => outlookOf(fleet.rows(), clock.now().wallMs),
  'notices.watch': ({ after, waitMs }) => notices.since(after, waitMs ?? 0),
});
