// Chains are judged by trusted roots alone, link by link, at the moment that is asked about.
import { beforeAll, describe, expect, it } from 'vitest';
import { certificatesIn, hasSerial, rootOf } from '../../../main/services/transport/chain.ts';
import { chainOfThree, type Issued, issue, MIDDLE } from '../../builders/certificates.ts';

const DAY = 86_400_000;
let root: Issued;
let issuing: Issued;
let leaf: Issued;
beforeAll(async () => {
  ({ root, issuing, leaf } = await chainOfThree());
});
const found = (subject: Issued, between: Issued[], roots: Issued[], at = MIDDLE) =>
  rootOf(
    subject.certificate,
    between.map((one) => one.certificate),
    roots.map((one) => one.certificate),
    at,
  )?.fingerprint256 ?? null;

describe('rootOf', () => {
  it('finds the root over an intermediate, wherever that stands in the list', () => {
    expect(found(leaf, [issuing], [root])).toBe(root.certificate.fingerprint256);
    expect(found(leaf, [leaf, root, issuing], [root])).toBe(root.certificate.fingerprint256);
  });

  it('trusts no root that only came along with the answer', () => {
    expect(found(leaf, [issuing, root], [])).toBeNull();
  });

  it('needs every link', () => {
    expect(found(leaf, [], [root])).toBeNull();
  });

  it('refuses an issuer that is no certificate authority', async () => {
    const forged = await issue({ subject: [{ CN: 'Forged' }], issuer: leaf });
    expect(found(forged, [leaf, issuing], [root])).toBeNull();
  });

  it('refuses a root of the same name with another key', async () => {
    const other = await issue({ subject: [{ CN: 'Test Root' }, { O: 'Test' }], ca: true });
    expect(found(leaf, [issuing], [other])).toBeNull();
  });

  it('judges each link at the moment asked about, first and last second included', async () => {
    const short = await issue({ subject: [{ CN: 'Short' }], issuer: root, ca: true, from: MIDDLE - DAY, to: MIDDLE + DAY });
    const under = await issue({ subject: [{ CN: 'Under' }], issuer: short });
    const at = (moment: number) => found(under, [short], [root], moment) !== null;
    expect([MIDDLE - DAY - 1, MIDDLE - DAY, MIDDLE + DAY, MIDDLE + DAY + 1].map(at)).toEqual([false, true, true, false]);
  });

  it('ends on authorities that issued each other', async () => {
    const a = await issue({ subject: [{ CN: 'A' }], ca: true });
    const b = await issue({ subject: [{ CN: 'B' }], issuer: a, ca: true });
    const aByB = await issue({ subject: [{ CN: 'A' }], issuer: b, ca: true, key: a.key, serial: '09' });
    const end = await issue({ subject: [{ CN: 'End' }], issuer: a });
    expect(found(end, [a, b, aByB], [root])).toBeNull();
  });

  it('does not take seconds over many authorities of one name and key', async () => {
    const key = (await issue({ subject: [{ CN: 'Loop' }], ca: true })).key;
    const loop = await Promise.all(
      Array.from({ length: 40 }, (_, at) => issue({ subject: [{ CN: 'Loop' }], ca: true, key, serial: `0${at + 10}` })),
    );
    const end = await issue({ subject: [{ CN: 'End' }], issuer: loop[0] as Issued });
    const began = performance.now();
    expect(found(end, loop, [root])).toBeNull();
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('certificatesIn', () => {
  it('reads all certificates of a text and leaves the rest alone', () => {
    expect(certificatesIn(`notes\n${root.pem}\r\nmore\n${issuing.pem}`).map((one) => one.fingerprint256)).toEqual([
      root.certificate.fingerprint256,
      issuing.certificate.fingerprint256,
    ]);
    expect(certificatesIn('no certificate')).toEqual([]);
  });

  it('throws where one cannot be read', () => {
    expect(() => certificatesIn('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')).toThrow();
  });
});

it('compares serials as numbers of any length', () => {
  expect(hasSerial(leaf.certificate, BigInt('0x7fffffffffffffff03').toString())).toBe(true);
  expect(hasSerial(leaf.certificate, `00${BigInt('0x7fffffffffffffff03')}`)).toBe(true);
  expect(hasSerial(leaf.certificate, '2')).toBe(false);
  expect(hasSerial(leaf.certificate, 'two')).toBe(false);
});
