// Which licence servers may be spoken to at all. SECURITY: the wire format is verified against simulators only, so a live
// Cisco server is spoken to only after it was switched on; a demonstration must never reach beyond this computer.

import { AppFailure } from '../../../shared/app-failure.ts';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** Null: allowed. The URL is one that checkServerUrl has passed. */
export function serverRefusal(url: string, liveServerAllowed: boolean, demonstration: boolean): FieldProblem | null {
  const host = new URL(url).hostname.replace(/\.$/, '').toLowerCase();
  if (demonstration && !LOOPBACK.test(host))
    return {
      field: 'server-url',
      rule: 'loopback',
      message: 'A demonstration speaks only to licence servers on this computer (loopback).',
    };
  if ((host === 'cisco.com' || host.endsWith('.cisco.com')) && !liveServerAllowed)
    return {
      field: 'server-url',
      rule: 'live',
      message:
        'This program is verified against simulators only. To let it speak to a live Cisco server, switch on “unverified live server” for this instance.',
    };
  return null;
}

export function refuseServer(url: string | null, liveServerAllowed: boolean, demonstration: boolean): void {
  const refusal = url === null ? null : serverRefusal(url, liveServerAllowed, demonstration);
  if (refusal !== null) throw new AppFailure({ code: 'server-not-allowed', message: refusal.message, problems: [refusal] });
}
