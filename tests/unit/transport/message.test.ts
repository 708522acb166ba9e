// Serials, signatures, keys and requests: the small parts that everything else of the protocol stands on.
import { constants, createPrivateKey, createPublicKey, generateKeyPairSync, privateEncrypt, verify } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { certificateRequest } from '../../../main/services/transport/certificate-request.ts';
import { IdentityKeys } from '../../../main/services/transport/identity-keys.ts';
import { buildRequest, sealRequest } from '../../../main/services/transport/message.ts';
import { isSerial, sameSerial, serialToDecimal, serialToHex } from '../../../main/services/transport/serial.ts';
import { signText, verifyText } from '../../../main/services/transport/signature.ts';
import { readCsr, rsaKey } from '../../builders/certificates.ts';
import { SecretsInMemory } from '../../builders/exchanges.ts';

describe('serials', () => {
  it('go from decimal to hex and back at any length', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 160n }), (serial) => {
        const hex = serialToHex(serial.toString());
        expect(hex.length % 2).toBe(0);
        expect(serialToDecimal(hex)).toBe(serial.toString());
        expect(serialToDecimal(hex.toUpperCase())).toBe(serial.toString());
      }),
    );
    expect(serialToHex('128')).toBe('80');
  });
  it('are compared as numbers', () => {
    expect(sameSerial('7', '007')).toBe(true);
    expect(sameSerial('7', '8')).toBe(false);
    expect(sameSerial('', '')).toBe(false);
    expect(sameSerial('0x7', '7')).toBe(false);
    expect(isSerial('9'.repeat(48))).toBe(true);
  });
});

describe('signatures', () => {
  const key = rsaKey();
  const publicKey = createPublicKey(key);
  const text = '{"a":"\u00e4 \ud83d\ude00"}';
  it('are PKCS#1 v1.5 with SHA-256 over the UTF-8 bytes', () => {
    const signature = signText(text, key);
    expect(verify('sha256', Buffer.from(text, 'utf8'), publicKey, Buffer.from(signature, 'base64'))).toBe(true);
    expect(verifyText(text, signature, publicKey)).toBe(true);
    expect(verifyText(`${text} `, signature, publicKey)).toBe(false);
    expect(verifyText(text.normalize('NFD'), signature, publicKey)).toBe(false);
  });
  it.each(['', 'A', '!!', 'AAAA', 'AA=A'])('are not %j, and that throws nothing', (signature) => {
    expect(verifyText(text, signature, publicKey)).toBe(false);
  });
  it('of another kind or by another key do not count', () => {
    expect(verifyText(text, signText(text, rsaKey()), publicKey)).toBe(false);
    const raw = privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(text)).toString('base64');
    expect(verifyText(text, raw, publicKey)).toBe(false);
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(verifyText(text, signText(text, curve.privateKey), curve.publicKey)).toBe(false);
  });
});

describe('keys and certificate requests', () => {
  let pem: string;
  beforeAll(async () => {
    pem = await new IdentityKeys(new SecretsInMemory()).ensure('i', 'k');
  });

  it('a key is RSA of 2048 bits, made once and kept before it is used', async () => {
    const secrets = new SecretsInMemory();
    const keys = new IdentityKeys(secrets);
    const [a, b] = await Promise.all([keys.ensure('i', 'k'), keys.ensure('i', 'k')]);
    expect(a).toBe(b);
    expect(secrets.kept.get('i key:k')).toBe(a);
    expect(await new IdentityKeys(secrets).ensure('i', 'k')).toBe(a);
    const key = createPrivateKey(a);
    expect(key.asymmetricKeyType).toBe('rsa');
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(await keys.find('i', 'other')).toBeNull();
    expect(await keys.ensure('i', 'other')).not.toBe(a);
  });

  it('a key that could not be kept is not used, and the next try makes another', async () => {
    const secrets = new SecretsInMemory();
    const put = secrets.put.bind(secrets);
    secrets.put = async () => {
      throw new Error('disk full');
    };
    const keys = new IdentityKeys(secrets);
    await expect(keys.ensure('i', 'k')).rejects.toThrow('disk full');
    secrets.put = put;
    expect(await keys.ensure('i', 'k')).toContain('PRIVATE KEY');
  });

  it.each(['0123456789ABCDEF0123456789ABCDEF', '#00ff', 'a"b\\c, d+e', ' x '])(
    'the subject is CN=%s and nothing else',
    async (serial) => {
      const csr = await certificateRequest(pem, serial);
      const { subject, publicKeyPem } = readCsr(csr);
      expect(subject.replace(/\\(.)/g, '$1')).toBe(`CN=${serial}`);
      const own = createPublicKey(createPrivateKey(pem)).export({ type: 'spki', format: 'pem' });
      expect(createPublicKey(publicKeyPem).export({ type: 'spki', format: 'pem' })).toBe(own);
    },
  );

  it('the same key gives the same request, byte for byte', async () => {
    expect(await certificateRequest(pem, 'S')).toBe(await certificateRequest(pem, 'S'));
  });
});

it('the request is a string inside the envelope, its data a string inside that', () => {
  const header = {
    productId: 'CUSP',
    serial: 'S',
    timestamp: 5,
    nonce: '18446744073709551615',
    requestType: 'POLL',
    productInstanceIdentifier: 'p',
    idCertSerial: '123456789012345678901234567890',
    signingCertSerial: '7',
  } as const;
  const envelope = JSON.parse(sealRequest(buildRequest(header, { poll_id: 'x' }), 'c2ln'));
  expect(Object.keys(envelope)).toEqual(['signature', 'credential', 'request']);
  expect(envelope.signature).toEqual({ type: 'SHA-256', value: 'c2ln' });
  const request = JSON.parse(envelope.request);
  expect(Object.keys(request)).toEqual(['header', 'nonce', 'request_data']);
  expect(request.nonce).toBe(header.nonce);
  expect(request.header.id_cert_serial_number).toBe(header.idCertSerial);
  expect(JSON.parse(request.request_data)).toEqual({
    sudi: {
      suvi: null,
      uuid: null,
      host_identifier: null,
      mac_address: null,
      udi_pid: 'CUSP',
      udi_serial_number: 'S',
      udi_vid: null,
    },
    timestamp: 5,
    nonce: header.nonce,
    product_instance_identifier: 'p',
    poll_id: 'x',
  });
});
