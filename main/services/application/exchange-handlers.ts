// Import and export at the contract's door.
import type { Application, FleetHandlers } from './application.ts';
import { idsIn } from './scope.ts';

type ExchangeHandlers = Pick<FleetHandlers, Extract<keyof FleetHandlers, `exchange.${string}`>>;

export const exchangeHandlers = ({
  exchange,
  fleet,
  clock,
  audit,
}: Pick<Application, 'exchange' | 'fleet' | 'clock' | 'audit'>): ExchangeHandlers => ({
  'exchange.export': async ({ format, scope }) => {
    const ids = scope === undefined ? null : await idsIn(fleet, scope, clock.now().wallMs);
    const text = await exchange.export(format, ids);
    const detail = { format, instances: ids?.length ?? fleet.ids().length };
    await audit.note({ at: clock.now().wallMs, event: 'fleet-exported', detail, actor: 'administrator' });
    return { text };
  },
  'exchange.stage': async ({ upload, text }) => ({ upload: exchange.stage(upload ?? null, text) }),
  'exchange.preview': ({ upload, format }) => exchange.preview(upload, format),
  'exchange.apply': async ({ upload, format, confirm }) => {
    const counts = await exchange.apply(upload, format, confirm);
    const { new: added = 0, changed = 0, unchanged = 0 } = counts;
    const detail = { format, added, changed, unchanged };
    // It is done, and the entries of its instances tell of it, whatever becomes of this one.
    await audit.note({ at: clock.now().wallMs, event: 'fleet-imported', detail, actor: 'import' }).catch(() => undefined);
    return { counts };
  },
  'exchange.discard': async ({ upload }) => {
    exchange.discard(upload);
    return {};
  },
});
