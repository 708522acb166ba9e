// Import and export at the contract's door.
import type { Application, FleetHandlers } from './application.ts';
import { idsIn } from './scope.ts';

type ExchangeHandlers = Pick<FleetHandlers, Extract<keyof FleetHandlers, `exchange.${string}`>>;

export const exchangeHandlers = ({
  exchange,
  fleet,
  clock,
}: Pick<Application, 'exchange' | 'fleet' | 'clock'>): ExchangeHandlers => ({
  'exchange.export': async ({ format, scope }) => {
    const ids = scope === undefined ? null : await idsIn(fleet, scope, clock.now().wallMs);
    return { text: await exchange.export(format, ids) };
  },
  'exchange.stage': async ({ upload, text }) => ({ upload: exchange.stage(upload ?? null, text) }),
  'exchange.preview': ({ upload, format }) => exchange.preview(upload, format),
  'exchange.apply': async ({ upload, format, confirm }) => ({ counts: await exchange.apply(upload, format, confirm) }),
  'exchange.discard': async ({ upload }) => {
    exchange.discard(upload);
    return {};
  },
});
