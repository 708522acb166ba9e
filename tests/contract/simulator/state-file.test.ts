// What is kept over a restart, and what becomes of files that cannot be used.
import { randomUUID, X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SimulatorError } from '../../../main/simulator/files/simulator-error.ts';
import { startSimulator } from '../../../main/simulator/simulator.ts';
import { MovedTime } from '../../fakes/moved-time.ts';
import { type House, openHouse, START } from './house.ts';
import { newKey } from './wire-agent.ts';

// Keys and certificates are made for real, and other tests may be doing the same.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let place: string;
let stateFile: string;
const houses: House[] = [];
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'simulator-state-'));
  stateFile = join(place, 'kept', 'state.json');
});
afterEach(async () => {
  for (const house of houses.splice(0)) await house.dispose();
  await rm(place, { recursive: true, force: true });
});
async function open(options: Parameters<typeof openHouse>[0] = {}): Promise<House> {
  const house = await openHouse(options);
  houses.push(house);
  return house;
}

/** Everything that stands in a folder, as one text. */
async function contentOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8'));
  return (await Promise.all(files)).join('\n');
}

describe('with a state file', () => {
  it('instances, tokens, quantities, certificates and the printed token are there after a restart', async () => {
    const house = await open({ stateFile });
    const agent = house.agent();
    await agent.register();
    await agent.authorize(25);
    await house.simulator.control.setPurchased('Simulator', 'Default', 30);
    const made = await house.simulator.control.createToken({ account: 'Simulator', virtualAccount: 'Default', uses: 2 });
    const used = house.agent();
    await used.register({ id_token: made.token });
    const renewedKey = newKey();
    const renewed = await agent.renew(renewedKey);
    const before = house.simulator;
    await house.restart();
    expect(house.simulator).toMatchObject({ token: before.token, signerCaPem: before.signerCaPem, tlsCaPem: before.tlsCaPem });
    expect(house.simulator.controlSecret).not.toBe(before.controlSecret);
    expect(house.simulator.control.accounts()).toEqual([
      { account: 'Simulator', virtualAccounts: [{ name: 'Default', purchased: 30, inUse: 25, available: 5, instances: 2 }] },
    ]);
    expect(house.simulator.control.tokens()).toContainEqual({ ...made, usesLeft: 1 });
    const back = Object.assign(house.agent(), { ...agent, server: house.simulator });
    const answered = await back.authorize(26, { entitlement_version: 1 });
    expect(answered.data).toMatchObject({ compliance_status: 'In Compliance', entitlement_version: 2 });
    expect(answered.signatureIsGood).toBe(true);
    back.key = renewedKey;
    back.adopt(renewed);
    const next = await back.authorize(26);
    expect(next.response.status_code).toBe('OK');
    expect(next.signatureIsGood).toBe(true);
  });

  it('a nonce that was used before the restart is refused after it', async () => {
    const house = await open({ stateFile });
    const agent = house.agent();
    await agent.register();
    const envelope = agent.envelope('AUTHORIZATION', agent.authorizationBody(1));
    expect(agent.read(await agent.post(envelope)).response.status_code).toBe('OK');
    await house.restart();
    const back = Object.assign(house.agent(), { ...agent, server: house.simulator });
    expect(back.read(await back.post(envelope)).response.status_message).toMatch(/nonce/);
  });

  it('what was answered is on the disk: a copy of the file at that moment has it', async () => {
    const house = await open({ stateFile });
    const agents = Array.from({ length: 20 }, () => house.agent());
    await Promise.all(
      agents.map(async (agent) => {
        await agent.register();
        expect(await readFile(stateFile, 'utf8')).toContain(agent.identifier);
      }),
    );
  });

  it('a copy at any moment, even with half a line at its end, is a state to go on from', async () => {
    const house = await open({ stateFile });
    const agents = Array.from({ length: 3 }, () => house.agent());
    for (const agent of agents) await agent.register();
    await agents[0]?.authorize(5);
    await agents[1]?.authorize(6);
    await agents[2]?.deregister();
    const copy = join(place, 'copy.json');
    await writeFile(copy, `${await readFile(stateFile, 'utf8')}{"put":{"virtual`);
    const second = await open({ stateFile: copy });
    expect(second.simulator.control.state()).toEqual(house.simulator.control.state());
    const lines = (await readFile(copy, 'utf8')).split('\n');
    expect(lines).toHaveLength(2);
    await writeFile(join(place, 'broken.json'), `${await readFile(stateFile, 'utf8')}nonsense\n`);
    await expect(open({ stateFile: join(place, 'broken.json') })).rejects.toThrow(SimulatorError);
  });

  it('a poll that is under way goes on after the restart, with its fault gone', async () => {
    const house = await open({ stateFile });
    house.simulator.control.faults.put([{ fault: 'poll' }]);
    const agent = house.agent();
    const begun = await agent.register();
    await house.restart();
    const back = Object.assign(house.agent(), { ...agent, serial: agent.serial, server: house.simulator });
    expect((await back.poll(begun.data.poll_id, 'REGISTRATION')).response.status_code).toBe('OK');
  });

  it('files are private, and no token is in any of them', async () => {
    const house = await open({ stateFile });
    house.simulator.control.faults.put([{ fault: 'poll', times: 1 }]);
    await house.agent().register();
    await house.agent().register();
    const { token } = await house.simulator.control.createToken({ account: 'Simulator', virtualAccount: 'Default' });
    expect((await stat(stateFile)).mode & 0o777).toBe(0o600);
    expect((await stat(join(house.folder, 'simulator'))).mode & 0o777).toBe(0o700);
    for (const name of await readdir(join(house.folder, 'simulator'))) {
      expect((await stat(join(house.folder, 'simulator', name))).mode & 0o777).toBe(0o600);
    }
    const everything = `${await contentOf(house.folder)}${await contentOf(place)}`;
    expect(everything).toContain('CUSP');
    expect(everything).not.toContain(house.simulator.token);
    expect(everything).not.toContain(token);
  });

  it('leaves no half-written file behind', async () => {
    const house = await open({ stateFile });
    await Promise.all(Array.from({ length: 10 }, () => house.agent().register()));
    await house.simulator.dispose();
    expect(await readdir(join(place, 'kept'))).toEqual(['state.json']);
  });

  it('an authority that is not the data folder’s own has its roots beside the state file', async () => {
    const first = await open({ stateFile });
    const second = await open({ stateFile });
    expect(second.simulator.signerCaPem).toBe(first.simulator.signerCaPem);
    expect(second.simulator.signerCaPath).toBe(`${stateFile}.signer-ca.pem`);
    expect(second.simulator.tlsCaPath).toBe(`${stateFile}.tls-ca.pem`);
    expect(new X509Certificate(await readFile(second.simulator.signerCaPath)).subject).toContain('Licence Simulator Root');
    expect(await readdir(second.folder)).toEqual([]);
  });
});

describe('without a state file', () => {
  it('the authority is the data folder’s, made once; the books begin anew', async () => {
    const house = await open();
    expect(house.simulator.signerCaPath).toBe(join(house.folder, 'simulator', 'signer-ca.pem'));
    expect(house.simulator.tlsCaPath).toBe(join(house.folder, 'simulator', 'tls-ca.pem'));
    const agent = house.agent();
    await agent.register();
    const before = house.simulator;
    await house.restart();
    expect(house.simulator).toMatchObject({ signerCaPem: before.signerCaPem, tlsCaPem: before.tlsCaPem, token: before.token });
    expect((await readFile(house.simulator.signerCaPath, 'utf8')).trim()).toBe(house.simulator.signerCaPem.trim());
    const back = Object.assign(house.agent(), { ...agent, server: house.simulator });
    const answer = await back.authorize(1);
    expect(answer.data.error_code).toBe('NOT_REGISTERED');
    // Under the signing certificate that the agent knows: it can believe this.
    expect(answer.signatureIsGood).toBe(true);
  });

  it('two that start at once in a new folder have the same authority', async () => {
    const folder = join(place, 'new');
    const [one, two] = await Promise.all([open({ folder }), open({ folder })]);
    expect(one.simulator.signerCaPem).toBe(two.simulator.signerCaPem);
  });
});

describe('files that cannot be used', () => {
  const start = (folder = place) => {
    const time = new MovedTime(START, false);
    return startSimulator({
      folder,
      stateFile,
      clock: 'real',
      now: () => time.now(),
      chance: { number: () => 0, uuid: randomUUID },
      time,
    });
  };

  it.each([
    ['no JSON', '{"kind":'],
    ['empty', ''],
    ['another kind of file', '{"kind":"something","version":1,"content":{}}'],
    ['without its content', '{"kind":"licence-simulator-state","version":1,"content":{}}'],
    ['a newer version', '{"kind":"licence-simulator-state","version":2,"content":{}}'],
  ])('%s: a clear error, the file as it was', async (_what, text) => {
    stateFile = join(place, 'state.json');
    await writeFile(stateFile, text);
    await expect(start()).rejects.toThrow(SimulatorError);
    await expect(start()).rejects.toThrow(stateFile);
    expect(await readFile(stateFile, 'utf8')).toBe(text);
  });

  it('says of a newer version that it is one', async () => {
    stateFile = join(place, 'state.json');
    await writeFile(stateFile, '{"kind":"licence-simulator-state","version":2,"content":{}}');
    await expect(start()).rejects.toThrow(/newer version/);
  });

  it('a state that cannot be written any more: no answer that was not kept, and recovery', async () => {
    const house = await open({ stateFile });
    const agent = house.agent();
    await agent.register();
    await rm(join(place, 'kept'), { recursive: true });
    await writeFile(join(place, 'kept'), 'in the way');
    expect((await agent.post(agent.envelope('AUTHORIZATION', agent.authorizationBody(3)))).status).toBe(503);
    await rm(join(place, 'kept'));
    expect((await agent.authorize(4, { entitlement_version: 1 })).response.status_code).toBe('OK');
    expect(await readFile(stateFile, 'utf8')).toContain(agent.identifier);
  });

  it('a port that is taken is an error, and nothing is left open', async () => {
    const house = await open();
    const port = Number(new URL(house.simulator.http).port);
    const time = new MovedTime(START, false);
    const options = {
      folder: place,
      clock: 'real' as const,
      now: () => time.now(),
      chance: { number: () => 0, uuid: randomUUID },
      time,
    };
    await expect(startSimulator({ ...options, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(startSimulator({ ...options, httpsPort: port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
