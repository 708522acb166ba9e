// Identity certificates as the server issues them: 365 days, to be renewed at half.
import { DAY } from '../../../shared/durations.ts';
import { type Authority, makeIdentityCertificate, type NewSerial } from '../authority/authority.ts';

export const IDENTITY_LIFE_MS = 365 * DAY;
export const RENEW_AFTER_MS = 180 * DAY;

/** Times are epoch ms, in whole seconds as in the certificate. */
export type Issued = { serial: string; publicKey: string; expiresAt: number; wire: Record<string, unknown> };

export class Identities {
  constructor(
    private readonly authority: Authority,
    private readonly newSerial: NewSerial,
  ) {}

  /** `wire`: the fields of the answer that carry it. */
  async issue(productSerial: string, publicKey: string, at: number): Promise<Issued> {
    const from = Math.floor(at / 1000) * 1000;
    const expiresAt = from + IDENTITY_LIFE_MS;
    const serial = this.newSerial();
    const certificate = await makeIdentityCertificate(this.authority, {
      serial,
      productSerial,
      publicKeyPem: publicKey,
      at,
      expiresAt,
    });
    const wire = {
      id_cert: certificate,
      id_cert_serial_number: serial,
      register_time: from,
      expire_time: expiresAt,
      next_renew_time: from + RENEW_AFTER_MS,
    };
    return { serial, publicKey, expiresAt, wire };
  }
}
