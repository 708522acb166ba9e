// Import and export at the contract's door.
import type { Application, FleetHandlers } from './application.ts';

type ExchangeHandlers = Pick<FleetHandlers, Extract<keyof FleetHandlers, `exchange.${string}`>>;

export const exchangeHandlers = ({ exchange }: Pick<Application, 'exchange'>): ExchangeHandlers => ({
  'exchange.export': async ({ format, scope }) => ({ text: await exchange.export(format, scope?.ids ?? null) }),
  'exchange.stage': async ({ upload, text }) => ({ upload: exchange.stage(upload ?? null, text) }),
  'exchange.preview': ({ upload, format }) => exchange.preview(upload, format),
  'exchange.apply': async ({ upload, format }) => ({ counts: await exchange.apply(upload, format) }),
  'exchange.discard': async ({ upload }) => {
    exchange.discard(upload);
    return {};
  },
});
