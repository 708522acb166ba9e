// @vitest-environment jsdom
// The configuration form: every field's own text, Update only where something changed, what is sent, and what is asked first.
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import { evaluatingRow, fleetRow, newRow } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { happens, type OpenedPage, openPage } from './page.tsx';

const DAYS_80 = 80 * 86_400_000;
let page: OpenedPage | null = null;
let bridge: DataBridge;

async function open(row: FleetRow, before?: (bridge: DataBridge) => void): Promise<OpenedPage['user']> {
  bridge = new DataBridge([row]);
  before?.(bridge);
  page = await openPage(bridge, `#/instance/${row.id}/configuration`);
  return page.user;
}
afterEach(() => {
  page?.close();
  page = null;
});

const count = () => screen.getByLabelText('License Count (multiple of 5)');
const url = () => screen.getByLabelText('License Server URL');
const token = () => screen.getByLabelText('License Token ID');
const update = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Update' });
const plan = () => screen.getByRole('complementary', { name: 'What Update will do' });
const sent = () => bridge.asked('instances.configure');

async function fill(field: HTMLElement, text: string): Promise<void> {
  if (page === null) throw new Error('No page is open.');
  await page.user.clear(field);
  if (text !== '') await page.user.paste(text);
}

describe('the labels', () => {
  it('are the accessible names of their controls, with Enable and Disable, Call Home and HTTP to choose from', async () => {
    await open(fleetRow(1));
    const licensing = screen.getByRole('radiogroup', { name: 'Smart Licensing' });
    expect(within(licensing).getByRole('radio', { name: 'Enable' })).toHaveProperty('checked', true);
    expect(within(licensing).getByRole('radio', { name: 'Disable' })).toHaveProperty('checked', false);
    const mode = screen.getByRole('radiogroup', { name: 'Transport Mode' });
    expect(within(mode).getByRole('radio', { name: 'HTTP' })).toHaveProperty('checked', true);
    expect(within(mode).getByRole('radio', { name: 'Call Home' })).toHaveProperty('checked', false);
    for (const label of ['HTTP(S) Proxy Address', 'Port']) expect(screen.getByLabelText(label)).toHaveProperty('disabled', true);
    expect(screen.getByRole('checkbox', { name: 'Enable HTTP(S) Proxy' })).toHaveProperty('checked', false);
  });
});

describe('each field says its own text', () => {
  it.each([
    ['0', 'The count is 5 or more.', ['5']],
    ['7', '7 is not a multiple of 5.', ['5', '10']],
    ['12.5', 'Enter a whole number.', ['10', '15']],
    ['505', 'proxy-1 can handle 500 CPS at most.', ['500']],
    ['many', 'Enter a whole number.', []],
  ])('count %s', async (text, said, nearest) => {
    await open(fleetRow(1));
    await fill(count(), text);
    expect(screen.getByRole('alert').textContent).toContain(said);
    expect(count().getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(count().getAttribute('aria-describedby') ?? '')?.textContent).toContain(said);
    const offers = within(screen.getByRole('alert')).queryAllByRole('button');
    expect(offers.map((offer) => offer.textContent)).toEqual(nearest);
    expect(update().disabled).toBe(true);
    expect(plan().textContent).toContain('Nothing yet. One field needs a correction: License Count.');
  });

  it('a nearest count is taken by a click', async () => {
    const user = await open(fleetRow(1));
    await fill(count(), '7');
    await user.click(within(screen.getByRole('alert')).getByRole('button', { name: '10' }));
    expect(count()).toHaveProperty('value', '10');
    expect(screen.getByText('= 2 licences')).toBeTruthy();
    expect(update().disabled).toBe(false);
  });

  it.each([
    ['ftp://ssm.example/', 'Begin with https:// or http://.'],
    ['https://', 'A host is missing.'],
    ['https://ada:secret@ssm.example/', 'No user name or password in the URL.'],
    ['https://ssm.example:70000/', 'A port is 1 to 65535.'],
    [`https://ssm.example/${'x'.repeat(250)}`, '256 characters at most; this has 270.'],
  ])('URL %s', async (text, said) => {
    await open(evaluatingRow(1, DAYS_80));
    await fill(url(), text);
    expect(screen.getByRole('alert').textContent).toBe(said);
    expect(update().disabled).toBe(true);
  });

  it('a path of the other mode is a warning and no refusal', async () => {
    await open(evaluatingRow(1, DAYS_80));
    await fill(url(), 'https://ssm.example/Transportgateway/services/DeviceRequestHandler');
    expect(screen.getByText('This path belongs to the Call Home mode.')).toBeTruthy();
    expect(update().disabled).toBe(false);
  });

  it.each([
    ['with spaces it is cleaned', 'ab c\tdef', null],
    ['forbidden characters', 'ab$c{d', '2 characters are not allowed in a token: $ {'],
    ['too long', 'a'.repeat(256), '255 characters at most; this has 256.'],
  ])('token: %s', async (_, text, said) => {
    const user = await open(evaluatingRow(1, DAYS_80));
    await user.click(token());
    await user.paste(text);
    expect(screen.queryByRole('alert')?.textContent ?? null).toBe(said);
    expect(update().disabled).toBe(said !== null);
  });

  it.each([
    ['', '3128', 'Address is missing.'],
    ['not a host', '3128', 'This is neither an IP address nor a host name.'],
    ['10.0.0.9', '0', 'A port is 1 to 65535.'],
    ['10.0.0.9', '70000', 'A port is 1 to 65535.'],
    ['2001:db8::9', '3128', null],
  ])('proxy %s port %s', async (host, port, said) => {
    const user = await open(fleetRow(1));
    await user.click(screen.getByRole('checkbox', { name: 'Enable HTTP(S) Proxy' }));
    await fill(screen.getByLabelText('HTTP(S) Proxy Address'), host);
    await fill(screen.getByLabelText('Port'), port);
    expect(screen.queryByRole('alert')?.textContent ?? null).toBe(said);
    expect(update().disabled).toBe(said !== null);
  });

  it('a proxy password without a user name', async () => {
    const user = await open(fleetRow(1));
    await user.click(screen.getByRole('checkbox', { name: 'Enable HTTP(S) Proxy' }));
    await fill(screen.getByLabelText('HTTP(S) Proxy Address'), 'proxy.example');
    await fill(screen.getByLabelText('Port'), '3128');
    await fill(screen.getByLabelText('Proxy password (optional)'), 'secret');
    expect(screen.getByRole('alert').textContent).toBe('A password needs a user name.');
    await fill(screen.getByLabelText('Proxy user name (optional)'), 'ada');
    await user.click(update());
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]?.change.proxy).toEqual({
      kind: 'manual',
      host: 'proxy.example',
      port: 3128,
      user: 'ada',
      tls: false,
      password: 'secret',
    });
  });
});

describe('Update', () => {
  it('is enabled only while something differs', async () => {
    const user = await open(fleetRow(1));
    expect(update().disabled).toBe(true);
    await fill(count(), '300');
    expect(update().disabled).toBe(false);
    await fill(count(), '250');
    expect(update().disabled).toBe(true);
    await user.click(screen.getByRole('radio', { name: 'Call Home' }));
    await user.click(screen.getByRole('button', { name: 'Discard changes' }));
    expect(screen.getByRole('radio', { name: 'HTTP' })).toHaveProperty('checked', true);
    expect(update().disabled).toBe(true);
    expect(plan().textContent).toContain('Nothing has been changed.');
  });

  it('sends what the form says from the revision it was made from, then there is nothing to update', async () => {
    const row = newRow(1, { revision: 7 });
    const user = await open(row);
    await user.click(screen.getByRole('radio', { name: 'Enable' }));
    await fill(count(), '50');
    await fill(url(), 'https://ssm.example/SmartTransport');
    await fill(token(), 'a-token');
    expect(plan().textContent).toContain('Enable smart licensing.');
    expect(plan().textContent).toContain('Register with the new token.');
    expect(plan().textContent).toContain('Ask for 50 CPS, 10 licences.');
    bridge.configure(row.id, { enabled: true, licenseCount: 50, serverUrl: 'https://ssm.example/SmartTransport' });
    await user.click(update());
    expect(sent()).toEqual([
      {
        id: row.id,
        baseRevision: 7,
        change: {
          enabled: true,
          licenseCount: 50,
          serverUrl: 'https://ssm.example/SmartTransport',
          transport: 'http',
          proxy: { kind: 'none' },
          token: 'a-token',
          deregisterAndSwitch: false,
          force: false,
        },
      },
    ]);
    await waitFor(() => expect(token()).toHaveProperty('value', ''));
    expect(update().disabled).toBe(true);
    expect(count()).toHaveProperty('value', '50');
  });

  it('says what main refused, and keeps what was typed', async () => {
    const user = await open(fleetRow(1), (main) =>
      main.refuse('instances.configure', { code: 'server-not-allowed', message: 'Only servers on this computer.' }),
    );
    await fill(count(), '300');
    await user.click(update());
    expect((await screen.findByRole('alert')).textContent).toBe('Only servers on this computer.');
    expect(count()).toHaveProperty('value', '300');
    expect(update().disabled).toBe(false);
  });

  it('names a refused field of main by the catalogue', async () => {
    const user = await open(fleetRow(1), (main) =>
      main.refuse('instances.configure', {
        code: 'invalid-input',
        message: 'raw',
        problems: [{ field: 'license-count', rule: 'multiple', message: 'raw', values: { count: 7 } }],
      }),
    );
    await fill(count(), '300');
    await user.click(update());
    expect((await screen.findByRole('alert')).textContent).toBe('7 is not a multiple of 5.');
  });
});

describe('the token', () => {
  it('is never legible, and gone from the form once it was sent', async () => {
    const user = await open(evaluatingRow(1, DAYS_80));
    await fill(token(), 'secret-token');
    expect(token().getAttribute('type')).toBe('password');
    expect(document.body.textContent).not.toContain('secret-token');
    await user.click(update());
    await waitFor(() => expect(token()).toHaveProperty('value', ''));
  });

  it('is pasted without its line breaks', async () => {
    const user = await open(evaluatingRow(1, DAYS_80), (main) => {
      main.clipboard = '  abc\r\ndef \n';
    });
    await user.click(screen.getByRole('button', { name: 'Paste' }));
    await waitFor(() => expect(token()).toHaveProperty('value', 'abcdef'));
    expect(screen.getByText(/^6 characters\./)).toBeTruthy();
  });
});

describe('presets', () => {
  it('bring their URL with their transport mode, and an on-prem one keeps the host', async () => {
    const user = await open(evaluatingRow(1, DAYS_80));
    await user.click(screen.getByRole('button', { name: 'Presets' }));
    await user.click(await screen.findByRole('menuitem', { name: /On-prem, Call Home/ }));
    expect(url()).toHaveProperty('value', 'https://ssm.example/Transportgateway/services/DeviceRequestHandler');
    expect(screen.getByRole('radio', { name: 'Call Home' })).toHaveProperty('checked', true);
  });
});

describe('what can stop calls is asked first', () => {
  it('another server of a registered production instance: explained, and done only with the name typed', async () => {
    const row = fleetRow(1, { name: 'fra-sbc-01' });
    const user = await open(row);
    await fill(url(), 'https://other.example/SmartTransport');
    expect(screen.getByText('Another server than now. The instance is deregistered there first.')).toBeTruthy();
    expect(plan().textContent).toContain('Deregister from ssm.example. 50 licences go back to Voice Core.');
    await user.click(update());
    const dialog = await screen.findByRole('alertdialog');
    expect(dialog.textContent).toContain('Deregister fra-sbc-01 and switch the licence server?');
    const go = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Deregister and switch' });
    expect(go.disabled).toBe(true);
    expect(sent()).toEqual([]);
    await user.type(within(dialog).getByRole('textbox'), 'fra-sbc-01');
    await user.click(go);
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]?.change).toMatchObject({ serverUrl: 'https://other.example/SmartTransport', deregisterAndSwitch: true });
  });

  it('is left alone by Cancel', async () => {
    const user = await open(fleetRow(1, { environment: 'lab' }));
    await user.click(screen.getByRole('radio', { name: 'Disable' }));
    await user.click(update());
    const dialog = await screen.findByRole('alertdialog');
    expect(within(dialog).queryByRole('textbox')).toBeNull();
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(sent()).toEqual([]);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(screen.getByRole('radio', { name: 'Disable' })).toHaveProperty('checked', true);
  });

  it('a smaller count is, a larger one is not', async () => {
    const user = await open(fleetRow(1, { environment: 'lab' }));
    await fill(count(), '100');
    await user.click(update());
    expect((await screen.findByRole('alertdialog')).textContent).toContain('Cut the count of proxy-1 to 100 CPS?');
    await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Cancel' }));
    await fill(count(), '300');
    await user.click(update());
    await waitFor(() => expect(sent()).toHaveLength(1));
  });
});

describe('a draft remembers what it began from', () => {
  const typed = async () => {
    const row = fleetRow(1, { revision: 3 });
    const user = await open(row);
    await fill(count(), '300');
    return { row, user };
  };

  it('where only the agent changed, the change is sent from the present revision', async () => {
    const { row, user } = await typed();
    await happens(() => bridge.change({ ...row, revision: 4, lastContactAt: row.lastContactAt }));
    expect(count()).toHaveProperty('value', '300');
    await user.click(update());
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ baseRevision: 4, change: { licenseCount: 300 } });
  });

  it('a change of the configuration is shown at once where nothing was typed', async () => {
    const row = fleetRow(1, { revision: 3 });
    await open(row);
    bridge.configure(row.id, { licenseCount: 400 });
    await happens(() => bridge.change({ ...row, revision: 4, cps: 400 }));
    expect(count()).toHaveProperty('value', '400');
    expect(update().disabled).toBe(true);
  });

  it('where something was typed the person decides: keep mine takes over what was left alone', async () => {
    const { row, user } = await typed();
    bridge.configure(row.id, { licenseCount: 400, transport: 'call-home' });
    await happens(() => bridge.change({ ...row, revision: 4, cps: 400 }));
    expect(screen.getByText('The configuration was changed elsewhere while you were typing.')).toBeTruthy();
    expect(update().disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Keep my changes' }));
    expect(count()).toHaveProperty('value', '300');
    expect(screen.getByRole('radio', { name: 'Call Home' })).toHaveProperty('checked', true);
    expect(plan().textContent).toContain('400');
  });

  it('or shows the new values', async () => {
    const { row, user } = await typed();
    bridge.configure(row.id, { licenseCount: 400 });
    await happens(() => bridge.change({ ...row, revision: 4, cps: 400 }));
    await user.click(screen.getByRole('button', { name: 'Show the new values' }));
    expect(count()).toHaveProperty('value', '400');
    expect(sent()).toEqual([]);
  });

  it('a refusal as stale is tried once more where the configuration is still the same', async () => {
    const { row, user } = await typed();
    bridge.rows = [{ ...row, revision: 5 }];
    bridge.refuseOnce('instances.configure', { code: 'stale', message: 'stale' });
    await user.click(update());
    await waitFor(() => expect(sent().map(({ baseRevision }) => baseRevision)).toEqual([3, 5]));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('and is shown where it is not', async () => {
    const { row, user } = await typed();
    bridge.rows = [{ ...row, revision: 5 }];
    bridge.configure(row.id, { licenseCount: 400 });
    bridge.refuse('instances.configure', { code: 'stale', message: 'It was changed since.' });
    await user.click(update());
    expect((await screen.findByRole('alert')).textContent).toBe('It was changed since.');
    expect(sent()).toHaveLength(1);
  });

  it('what was typed stays while another tab is looked at', async () => {
    const { user } = await typed();
    await user.click(screen.getByRole('tab', { name: /^Summary/ }));
    await user.click(await screen.findByRole('tab', { name: /^Configuration/ }));
    expect(count()).toHaveProperty('value', '300');
  });
});

describe('last good settings', () => {
  it('fill the form and change nothing by themselves', async () => {
    const row = fleetRow(1);
    const user = await open(row, (main) =>
      main.details.set(row.id, {
        lastGood: {
          configuration: {
            enabled: true,
            licenseCount: 200,
            serverUrl: 'https://ssm.example/SmartTransport',
            transport: 'http',
            proxy: { kind: 'none' },
          },
          at: Date.UTC(2026, 9, 15, 12),
        },
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Restore last good settings (15 Oct 2026)' }));
    expect(count()).toHaveProperty('value', '200');
    expect(update().disabled).toBe(false);
    expect(sent()).toEqual([]);
  });
});
