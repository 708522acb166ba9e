// Saving the fleet, or a part of it, where the person chooses.
import type { ExchangeFormat } from '../../../shared/model/exchange-format.ts';
import { ask } from '../../api/client.ts';
import { tell } from './told.ts';

/** `ids` null: all of it. What was refused is told in the notice over the fleet. */
export async function exportFile(format: ExchangeFormat, ids: string[] | null): Promise<void> {
  await tell(async () => {
    const saved = await ask('files.saveExport', { format, ...(ids === null ? {} : { scope: { ids } }) });
    return saved?.name ?? null;
  });
}
