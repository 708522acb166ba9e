// A signer's chain is checked once and believed for as long as its certificates are valid, for the very roots that it was checked
// with; nothing else is remembered.
import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { validFrom, validTo } from '../../../main/services/transport/chain.ts';
import { KnownChains } from '../../../main/services/transport/known-chains.ts';
import { serialToDecimal } from '../../../main/services/transport/serial.ts';
import { chainOfThree, type Issued } from '../../builders/certificates.ts';

let own: { root: Issued; issuing: Issued; leaf: Issued };
let other: { root: Issued; issuing: Issued; leaf: Issued };
beforeAll(async () => {
  own = await chainOfThree('Licensing');
  other = await chainOfThree('Other');
});

const signerOf = ({ leaf, issuing }: typeof own) => ({
  serial: serialToDecimal(leaf.certificate.serialNumber),
  pem: leaf.pem,
  subCaPems: [issuing.pem],
});
const rootsOf = (chains: KnownChains, { root }: typeof own) =>
  chains.roots('host', [root.pem], () => [new X509Certificate(root.pem)]);
const leafOf = ({ leaf }: typeof own) => new X509Certificate(leaf.pem);

describe('a signer', () => {
  it('is the same object the second time, and within its validity only', () => {
    const chains = new KnownChains();
    const roots = rootsOf(chains, own);
    const [from, to] = [validFrom(leafOf(own)), validTo(leafOf(own))];
    const first = chains.signer(signerOf(own), roots, from + 1);
    expect(first?.root.fingerprint256).toBe(new X509Certificate(own.root.pem).fingerprint256);
    expect(chains.signer(signerOf(own), roots, to)).toBe(first);
    expect(chains.signer(signerOf(own), roots, to + 1)).toBeNull();
    expect(chains.signer(signerOf(own), roots, from - 1)).toBeNull();
    expect(chains.signer(signerOf(own), roots, from)).toBe(first);
  });

  it('is checked anew for other roots, another chain and another serial number', () => {
    const chains = new KnownChains();
    const at = validFrom(leafOf(own)) + 1;
    expect(chains.signer(signerOf(own), rootsOf(chains, own), at)).not.toBeNull();
    expect(chains.signer(signerOf(own), rootsOf(chains, other), at)).toBeNull();
    expect(chains.signer({ ...signerOf(own), subCaPems: [] }, rootsOf(chains, own), at)).toBeNull();
    expect(chains.signer({ ...signerOf(own), subCaPems: [other.issuing.pem] }, rootsOf(chains, own), at)).toBeNull();
    expect(() => chains.signer({ ...signerOf(own), serial: '7' }, rootsOf(chains, own), at)).toThrow('serial');
  });

  it('that led nowhere may lead to a root later', () => {
    const chains = new KnownChains();
    const at = validFrom(leafOf(own)) + 1;
    expect(
      chains.signer(
        signerOf(own),
        chains.roots('host', [], () => []),
        at,
      ),
    ).toBeNull();
    expect(chains.signer(signerOf(own), rootsOf(chains, own), at)).not.toBeNull();
  });
});

describe('roots', () => {
  it('are read once for a host and its PEM texts, and anew for another host', () => {
    const chains = new KnownChains();
    let reads = 0;
    const read = () => {
      reads += 1;
      return [new X509Certificate(own.root.pem)];
    };
    expect(chains.roots('a', [own.root.pem], read)).toBe(chains.roots('a', [own.root.pem], read));
    chains.roots('b', [own.root.pem], read);
    chains.roots('a', [own.root.pem, other.root.pem], read);
    expect(reads).toBe(3);
  });

  it('of a great many hosts are not all kept', () => {
    const chains = new KnownChains();
    let reads = 0;
    const read = () => {
      reads += 1;
      return [];
    };
    for (let n = 0; n < 1_000; n += 1) chains.roots(`host-${n}`, [], read);
    chains.roots('host-999', [], read);
    expect(reads).toBe(1_000);
    chains.roots('host-0', [], read);
    expect(reads).toBe(1_001);
  });
});
