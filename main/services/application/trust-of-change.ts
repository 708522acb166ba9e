// Certificates that come with a configuration are trusted for its licence server, and taken back when the change is refused.
import type { ConfigurationChange } from '../../../shared/model/configuration.ts';
import { checkServerUrl } from '../../../shared/model/field-rules.ts';
import type { Application } from './application.ts';
import { refuseProblems } from './refusals.ts';

/** `signerCaPem` and `tlsCaPem` of the change are kept for the server of `url`. Adding what is there already changes nothing. */
export async function withTrust(
  { trust }: Pick<Application, 'trust'>,
  url: string | null,
  change: Pick<ConfigurationChange, 'signerCaPem' | 'tlsCaPem'>,
  act: () => Promise<void>,
): Promise<void> {
  const wanted = [{ kind: 'signer', pem: change.signerCaPem } as const, { kind: 'tls', pem: change.tlsCaPem } as const].filter(
    (entry) => entry.pem !== undefined,
  );
  if (wanted.length > 0 && url === null) refuseProblems([checkServerUrl('')]);
  const added: string[] = [];
  try {
    for (const { kind, pem } of wanted) added.push(...(await trust.add(url ?? '', kind, pem ?? '')));
    await act();
  } catch (refusal) {
    for (const id of added) await trust.remove(id);
    throw refusal;
  }
}
