// Trusted certificates as the window manages them: over the real store and real agents, with certificates made for the test.
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { trustHandlers } from '../../../main/services/application/trust-handlers.ts';
import type { Store } from '../../../main/services/store/open-store.ts';
import { AppFailure } from '../../../shared/app-failure.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { FailureCategory } from '../../../shared/model/failure.ts';
import { trustedCertificateSchema } from '../../../shared/model/trusted-certificate.ts';
import { chainOfThree, type Issued, issue, MIDDLE } from '../../builders/certificates.ts';
import { failureOf, granted, noAnswer } from '../../builders/licence-answers.ts';
import { configurationOf, instanceOf, SERVER_URL } from '../../builders/stepped-agent.ts';
import { AgentWorld } from '../../fakes/agent-world.ts';
import { openIn, temporaryFolder } from '../store/setting.ts';

vi.setConfig({ testTimeout: 60_000 });
const DAY = 86_400_000;
const ID = instanceOf().id;
const OTHER = '00000000-0000-4000-8000-000000000002';

let chain: { root: Issued; issuing: Issued; leaf: Issued };
let selfSigned: Issued;
beforeAll(async () => {
  chain = await chainOfThree('Nordtel');
  selfSigned = await issue({ subject: [{ CN: 'ssm.example' }] });
});

let world: AgentWorld;
let store: Store;
let handlers: ReturnType<typeof trustHandlers>;
beforeEach(async () => {
  world = new AgentWorld();
  await world.fleet.open();
  store = await openIn(temporaryFolder());
  handlers = trustHandlers({ fleet: world.fleet, trust: store.trust });
});
const add = (pem: string, kind: 'tls' | 'signer' = 'tls', url = SERVER_URL) => handlers['trust.add']({ url, kind, pem });
const refusal = async (promise: Promise<unknown>): Promise<AppError> => {
  const thrown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppFailure)) throw new Error(`not refused: ${String(thrown)}`);
  return thrown.error;
};

describe('the list', () => {
  it('tells name, issuer, fingerprint and dates, and no PEM text', async () => {
    await add(`${chain.issuing.pem}${chain.root.pem}`);
    const list = await handlers['trust.list']();
    expect(list.map((one) => trustedCertificateSchema.strict().parse(one))).toEqual(list);
    expect(list).toEqual([
      {
        id: expect.any(String),
        origin: 'https://licences.example:443',
        kind: 'tls',
        name: 'Nordtel Issuing',
        subject: 'CN=Nordtel Issuing',
        issuer: 'CN=Nordtel Root, O=Nordtel',
        fingerprint256: chain.issuing.certificate.fingerprint256,
        validFrom: MIDDLE - 365 * DAY,
        validTo: MIDDLE + 365 * DAY,
      },
      expect.objectContaining({ name: 'Nordtel Root', fingerprint256: chain.root.certificate.fingerprint256 }),
    ]);
  });

  it('names a certificate without a common name by its whole subject', async () => {
    await add((await issue({ subject: [{ O: 'Nordtel' }, { OU: 'Voice' }], ca: true })).pem);
    expect((await handlers['trust.list']())[0]?.name).toBe('O=Nordtel, OU=Voice');
  });

  it('no longer has what was removed; removing it again changes nothing', async () => {
    const { added } = await add(`${chain.root.pem}${chain.issuing.pem}`);
    const id = added[0] ?? '';
    await handlers['trust.remove']({ id });
    await handlers['trust.remove']({ id });
    expect((await handlers['trust.list']()).map(({ name }) => name)).toEqual(['Nordtel Issuing']);
    expect((await store.trust.rootsFor(SERVER_URL)).tlsRoots).toHaveLength(1);
  });
});

describe('refused, with nothing kept', () => {
  it.each([
    ['no certificate', () => 'hello', 'no-certificate'],
    ['a private key beside it', () => `${chain.root.pem}${chain.root.keyPem}`, 'private-key'],
    ['a broken one', () => `${chain.root.pem}-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n`, 'unreadable'],
    ['one that can sign for nobody', () => `${chain.root.pem}${chain.leaf.pem}`, 'no-authority'],
  ])('%s', async (_what, pem, rule) => {
    const error = await refusal(add(pem()));
    expect(error).toMatchObject({ code: 'invalid-input', problems: [{ field: 'ca-file', rule }] });
    expect(error.message).not.toContain('PRIVATE KEY');
    expect(await handlers['trust.list']()).toEqual([]);
  });

  it('a server that is no URL, and TLS roots for one that is reached over http', async () => {
    expect(await refusal(add(chain.root.pem, 'tls', 'ssm.example'))).toMatchObject({ problems: [{ field: 'server-url' }] });
    expect(await refusal(add(chain.root.pem, 'tls', 'http://ssm.example'))).toMatchObject({ problems: [{ rule: 'no-tls' }] });
    expect((await add(chain.root.pem, 'signer', 'http://ssm.example')).added).toHaveLength(1);
  });

  it('a self-signed certificate as a root of signatures; for TLS it is the server’s own', async () => {
    expect(await refusal(add(selfSigned.pem, 'signer'))).toMatchObject({ problems: [{ values: { subject: 'ssm.example' } }] });
    expect((await add(selfSigned.pem, 'tls')).added).toHaveLength(1);
  });
});

describe('what it mends', () => {
  /** Two instances at one server, whose registrations fail. */
  async function failing(category: FailureCategory, otherUrl = SERVER_URL): Promise<void> {
    world.server.script = () => noAnswer(failureOf(category, 'not trusted', world.wallMs));
    for (const [id, name, serverUrl] of [
      [ID, 'proxy-1', SERVER_URL],
      [OTHER, 'proxy-2', otherUrl],
    ] as const) {
      await world.fleet.add(instanceOf({ id, name }));
      await world.fleet.configure(id, configurationOf({ serverUrl }), {
        register: { force: false },
        deregisterAndSwitch: false,
        liveServerAllowed: false,
        actor: 'administrator',
      });
    }
    await world.calm();
    world.server.script = (request) => granted(request, world.wallMs);
  }
  const states = () => [ID, OTHER].map((id) => world.fleet.row(id)?.clientState);

  it('is tried again at once, on every instance of that server whatever its path', async () => {
    await failing('tls-untrusted', 'https://LICENCES.example:443/licservice/license');
    expect(states()).toEqual(['Un-Identified', 'Un-Identified']);
    expect(await add(chain.root.pem)).toMatchObject({ retried: 2 });
    await world.calm();
    expect(states()).toEqual(['Authorized', 'Authorized']);
  });

  it('is left alone at another server, for another failure, and by what was trusted already', async () => {
    await failing('tls-untrusted', 'https://licences.example:8443/SmartTransport');
    expect(await add(chain.root.pem, 'signer')).toMatchObject({ retried: 0 });
    expect(await add(chain.root.pem)).toMatchObject({ retried: 1 });
    await world.calm();
    expect(states()).toEqual(['Authorized', 'Un-Identified']);
    expect(await add(chain.root.pem, 'tls')).toEqual({ added: [], retried: 0 });
  });

  it('is a bad signature where a signing root is added', async () => {
    await failing('bad-signature');
    expect(await add(chain.root.pem, 'tls')).toMatchObject({ retried: 0 });
    expect(await add(chain.root.pem, 'signer')).toMatchObject({ retried: 2 });
    await world.calm();
    expect(states()).toEqual(['Authorized', 'Authorized']);
  });
});
