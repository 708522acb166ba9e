// Who did it: what an administrator asks for is his, over a wait and a restart of the row as well, and a bulk job is named.
import { beforeEach, describe, expect, it } from 'vitest';
import { Setting, WAIT } from './setting.ts';

let setting: Setting;
let id: string;
beforeEach(async () => {
  setting = new Setting();
  id = await setting.registered({}, 'one');
  setting.store.history.splice(0);
});
const told = () =>
  setting.store.history
    .filter(({ event }) => !event.startsWith('evaluation'))
    .map(({ event, actor, detail }) => `${event} ${actor}${'job' in detail ? ` ${detail.job}` : ''}`);

describe('the author of', () => {
  it('an authorization that was asked for; the next one is the agent’s again', async () => {
    setting.grant();
    await setting.call('instances.authorize', { id, waitMs: WAIT });
    expect(told()).toEqual(['authorization-requested administrator', 'authorized agent']);
    setting.store.history.splice(0);
    await setting.call('instances.configure', { id, change: { licenseCount: 200 } });
    await setting.fleet.idle();
    expect(told()).toContain('authorization-requested agent');
  });

  it('an authorization that had to wait for another request', async () => {
    const renewing = setting.nextRequest();
    const renewed = setting.call('instances.renewId', { id, waitMs: WAIT });
    await renewing;
    await setting.call('instances.authorize', { id });
    setting.answer();
    await renewed;
    await setting.fleet.idle();
    expect(told()).toEqual(['id-certificate-renewed administrator', 'authorization-requested administrator', 'authorized agent']);
  });

  it('a deregistration, answered or refused', async () => {
    setting.grant();
    await setting.call('instances.deregister', { id, waitMs: WAIT });
    expect(told()).toContain('deregistered administrator');
  });

  it('what a job does names the job', async () => {
    setting.grant();
    const run = async (kind: 'authorize' | 'renew') => {
      const job = await setting.call('jobs.start', { action: { kind }, scope: { ids: [id] } });
      await setting.bulk.jobs.idle();
      return job.id;
    };
    const first = await run('authorize');
    expect(told()).toEqual([`authorization-requested administrator ${first}`, 'authorized agent']);
    setting.store.history.splice(0);
    const second = await run('renew');
    expect(told()).toEqual([`id-certificate-renewed administrator ${second}`]);
    // Nothing of a job sticks to what a person asks for afterwards.
    setting.store.history.splice(0);
    await setting.call('instances.edit', { id, account: 'Core' });
    expect(told()).toEqual(['configuration-changed administrator']);
  });
});

describe('what is done with the whole folder is noted', () => {
  const noted = () => setting.audit.noted.map(({ event, actor, detail }) => [event, actor, detail]);

  it('an export, an import and changed settings', async () => {
    await setting.call('exchange.export', { format: 'csv' });
    const { upload } = await setting.call('exchange.stage', { text: 'name,maxCallRate\nnew,50\n' });
    await setting.call('exchange.apply', { upload, format: 'csv' });
    const changes = { 'theme.from': 'light', 'theme.to': 'dark' };
    await setting.call('activity.settings', { changes });
    expect(noted()).toEqual([
      ['fleet-exported', 'administrator', { format: 'csv', instances: 1 }],
      ['fleet-imported', 'import', { format: 'csv', added: 1, changed: 0, unchanged: 0 }],
      ['settings-changed', 'administrator', changes],
    ]);
  });

  it('an import that was refused is no import', async () => {
    const { upload } = await setting.call('exchange.stage', { text: 'name,maxCallRate\nnew,none\n' });
    await setting.refusal('exchange.apply', { upload, format: 'csv' });
    expect(noted()).toEqual([]);
  });
});
