// TLS to licence servers: every fault of a certificate has its own category, nothing is sent over a connection that was not
// verified, and it works as soon as the authority is trusted.
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { LicenceAnswer } from '../../../main/agent/ports.ts';
import { chainOfThree, type Issued, issue, MIDDLE, type Plan } from '../../builders/certificates.ts';
import { outcomeOf, registration, transportWorld } from '../../builders/exchanges.ts';
import { type Authority, LicencePeer } from '../../fakes/licence-peer.ts';

const DAY = 86_400_000;
const valid = { from: Date.now() - DAY, to: Date.now() + DAY };
let authority: Authority;
let root: Issued;
let issuing: Issued;
let peer: LicencePeer;
beforeAll(async () => {
  authority = await chainOfThree('Licensing');
  root = await issue({ subject: [{ CN: 'TLS Root' }], ca: true, ...valid });
  issuing = await issue({ subject: [{ CN: 'TLS Issuing' }], issuer: root, ca: true, serial: '05', ...valid });
});
afterEach(() => peer.stop());

const serve = (plan: Partial<Plan>): Promise<Issued> =>
  issue({ subject: [{ CN: 'server' }], issuer: issuing, dns: ['localhost'], ip: ['127.0.0.1'], ...valid, ...plan });

/** Registers at a server with this certificate (and what it sends along) as `host`, trusting these roots. */
async function ask(plan: Partial<Plan> | Issued, along: Issued[], trusted: Issued[], host = 'localhost'): Promise<LicenceAnswer> {
  const served = 'pem' in plan ? plan : await serve(plan);
  const cert = [served, ...along].map(({ pem }) => pem).join('');
  const started = await LicencePeer.start(authority, () => MIDDLE, { key: served.keyPem, cert });
  peer = started;
  const roots = { signerRoots: [authority.root.pem], tlsRoots: trusted.map(({ pem }) => pem) };
  const { server } = transportWorld(roots, () => MIDDLE);
  const answer = await server.exchange(registration({ url: started.url('/SmartTransport', host) }));
  server.dispose();
  return answer;
}

it('an authority that is not trusted, then the same one trusted', async () => {
  expect(outcomeOf(await ask({}, [issuing], []))).toBe('no-answer tls-untrusted');
  expect(peer.received).toEqual([]);
  await peer.stop();
  expect(outcomeOf(await ask({}, [issuing], [root]))).toBe('registered');
  await peer.stop();
  expect(outcomeOf(await ask({}, [issuing], [root], '127.0.0.1'))).toBe('registered');
});

it('a self-signed certificate, which can be trusted itself', async () => {
  const own = await issue({ subject: [{ CN: 'own' }], dns: ['localhost'], ...valid });
  expect(outcomeOf(await ask(own, [], [root]))).toBe('no-answer tls-untrusted');
  await peer.stop();
  expect(outcomeOf(await ask(own, [], [own]))).toBe('registered');
});

it('a missing intermediate', async () => {
  expect(outcomeOf(await ask({}, [], [root]))).toBe('no-answer tls-untrusted');
});

it('a certificate that has ended, or has not begun', async () => {
  const answer = await ask({ to: Date.now() - 1_000 }, [issuing], [root]);
  expect(outcomeOf(answer)).toBe('no-answer tls-expired');
  expect(peer.received).toEqual([]);
  await peer.stop();
  expect(outcomeOf(await ask({ from: Date.now() + DAY / 2 }, [issuing], [root]))).toBe('no-answer tls-expired');
});

it('a certificate for other names, which are said', async () => {
  const answer = await ask({ dns: ['a.example', 'b.example'], ip: ['10.0.0.1'] }, [issuing], [root]);
  expect(outcomeOf(answer)).toBe('no-answer tls-name-mismatch');
  expect(answer).toMatchObject({ failure: { facts: { host: 'localhost', names: 'a.example, b.example, 10.0.0.1' } } });
  expect(peer.received).toEqual([]);
  await peer.stop();
  expect(outcomeOf(await ask({ dns: ['localhost'], ip: [] }, [issuing], [root], '127.0.0.1'))).toBe(
    'no-answer tls-name-mismatch',
  );
});

it('a certificate of the licensing authority is none for TLS', async () => {
  expect(outcomeOf(await ask({ issuer: authority.issuing, to: Date.now() + DAY }, [authority.issuing], [root]))).toBe(
    'no-answer tls-untrusted',
  );
});
