// Saving the fleet, or a part of it, where the person chooses.
import type { ExchangeFormat } from '../../../shared/model/exchange-format.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import { ask } from '../../api/client.ts';
import { tell } from './told.ts';

/** `scope` null: all of it. What was refused is told in the notice over the fleet. */
export async function exportFile(format: ExchangeFormat, scope: Scope | null): Promise<void> {
  await tell(async () => {
    const saved = await ask('files.saveExport', { format, ...(scope === null ? {} : { scope }) });
    return saved?.name ?? null;
  });
}
