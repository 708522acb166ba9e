// The signing certificates in service: the one that a request names as long as it is here, the newest for everybody else, and the
// next one for a renewal.
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { DAY } from '../../../shared/durations.ts';
import { sameSerial } from '../../services/transport/serial.ts';
import { type Authority, makeSigner, type NewSerial, type Signer } from './authority.ts';

/** A signing certificate with less than this left gets a successor. */
const RENEW_BEFORE_MS = 730 * DAY;

export class SigningCertificates {
  readonly #keys = new WeakMap<Signer, KeyObject>();

  constructor(
    private readonly authority: Authority,
    private readonly newSerial: NewSerial,
    /** Called when `authority.signers` has changed. */
    private readonly changed: () => void,
  ) {}

  /** The newest one, made if there is none with time enough left at `at` (epoch ms). */
  async current(at: number): Promise<Signer> {
    const newest = this.authority.signers.at(-1);
    if (newest !== undefined && newest.validFrom <= at && at < newest.validTo - RENEW_BEFORE_MS) return newest;
    return this.#next(at);
  }

  /** The one that a request names, or the newest. */
  async named(serial: string, at: number): Promise<Signer> {
    const found = this.authority.signers.find((signer) => sameSerial(signer.serial, serial));
    return found !== undefined && found.validFrom <= at && at <= found.validTo ? found : this.current(at);
  }

  /** One that is newer than what the request names. */
  async after(serial: string, at: number): Promise<Signer> {
    const newest = await this.current(at);
    return sameSerial(newest.serial, serial) ? this.#next(at) : newest;
  }

  keyOf(signer: Signer): KeyObject {
    const key = this.#keys.get(signer) ?? createPrivateKey(signer.privateKey);
    this.#keys.set(signer, key);
    return key;
  }

  async #next(at: number): Promise<Signer> {
    const signer = await makeSigner(this.authority, this.newSerial(), at);
    this.authority.signers = [...this.authority.signers.filter((one) => at <= one.validTo), signer];
    this.changed();
    return signer;
  }
}
