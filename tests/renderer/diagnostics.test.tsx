// @vitest-environment jsdom
// The diagnostics of an instance: the doctor step by step, called off, its failure with the fix; the exchanges; copy for support.
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { failedField, passed, skipped } from '../../main/services/transport/doctor-words.ts';
import { MINUTE } from '../../shared/durations.ts';
import type { CheckStep, ExchangeRecord } from '../../shared/model/diagnostics.ts';
import { CHECKS, type Check } from '../../shared/model/doctor-checks.ts';
import { checkServerUrl } from '../../shared/model/field-rules.ts';
import { DEFAULT_SETTINGS } from '../../shared/model/settings.ts';
import { fleetRow, NOW } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { happens, type OpenedPage, openPage } from './page.tsx';

const row = fleetRow(1);
const pass = (check: Check, ms = 4): CheckStep => ({ ...passed(check, 'connected', { at: check }), ms });
const skip = (check: Check): CheckStep => ({ ...skipped(check, 'not-reached', { check: 'tls' }), ms: 0 });
const TLS: CheckStep = {
  check: 'tls',
  outcome: 'fail',
  detail: 'unable to get local issuer certificate',
  fix: 'Add the CA file.',
  found: { failure: { category: 'tls-untrusted', facts: {} } },
  ms: 31,
};
const record = (over: Partial<ExchangeRecord> = {}): ExchangeRecord => ({
  at: NOW - 10 * MINUTE,
  instanceId: row.id,
  operation: 'authorization',
  poll: false,
  carrier: 'http',
  url: 'https://ssm.example/SmartTransport',
  proxy: '10.0.0.9:3128',
  timings: { dnsMs: null, connectMs: 7.2, tlsMs: 21.9, firstByteMs: 300.4, totalMs: 412.4 },
  requestBytes: 2_048,
  responseBytes: 1_284,
  status: 200,
  outcome: 'authorized',
  failure: null,
  request: '{"nonce": "(hidden)"}',
  response: '{"status": "COMPLETE"}',
  ...over,
});

let page: OpenedPage | null = null;
let bridge: DataBridge;
async function open(before?: (bridge: DataBridge) => void): Promise<OpenedPage['user']> {
  bridge = new DataBridge([row]);
  before?.(bridge);
  page = await openPage(bridge, `#/instance/${row.id}/diagnostics`);
  return page.user;
}
afterEach(() => {
  page?.close();
  page = null;
});

const doctor = () => screen.getByRole('region', { name: 'Doctor' });
const title = () => within(doctor()).getByRole('heading', { level: 2 }).textContent;
const lines = () =>
  within(doctor())
    .getAllByRole('listitem')
    .map((item) =>
      [...item.querySelectorAll(':scope > span:not(.mark)')]
        .map((span) => span.textContent)
        .join(' ')
        .trim(),
    );
const button = (name: string) => screen.getByRole('button', { name });

describe('the doctor', () => {
  it('says what it would do, and asks nothing, before it is run', async () => {
    await open();
    expect(title()).toBe('Not run yet');
    expect(doctor().textContent).toContain('step by step and changes nothing');
    expect(bridge.asked('diagnostics.start')).toEqual([]);
  });

  it('shows each check as it comes, and the whole at its end', async () => {
    const user = await open();
    await user.click(button('Run the doctor'));
    expect(bridge.asked('diagnostics.start')).toEqual([{ id: row.id }]);
    expect(title()).toBe('0 of 9 checks made');
    expect(lines()).toHaveLength(9);
    await happens(() => bridge.doctor.tell(pass('url', 1), pass('dns', 12)));
    expect(title()).toBe('2 of 9 checks made');
    expect(lines().slice(0, 3)).toEqual(['Server URL Passed 1 ms', 'Name Passed 12 ms', 'Proxy not yet']);
    await happens(() => bridge.doctor.tell(skip('proxy'), pass('tcp', 9), TLS));
    await happens(() => bridge.doctor.tell(...CHECKS.slice(5).map(skip)));
    expect(title()).toBe('1 of 9 checks failed: TLS trust');
    expect(doctor().textContent).toContain('3 passed, 5 skipped, in 53 ms. Run under 1 min ago. Nothing was changed.');
    expect(lines()[4]).toBe('TLS trust Failed 31 ms');
    const failed = within(doctor()).getAllByRole('listitem')[4] as HTMLElement;
    expect(failed.textContent).toContain('unable to get local issuer certificate');
    expect(failed.textContent).toContain('This computer does not trust the licence server’s certificate.');
    expect(failed.textContent).toContain('What to do: Add the CA file of the licence server, then authorize now.');
    await user.click(within(failed).getByRole('button', { name: 'Copy raw text' }));
    expect(bridge.clipboard).toBe('unable to get local issuer certificate');
  });

  it('says in German what was found, and leaves the system’s own words as they are', async () => {
    const user = await open((one) => {
      one.settings = { ...DEFAULT_SETTINGS, language: 'de' };
    });
    await user.click(button('Weg prüfen'));
    const url = checkServerUrl('ftp://a/');
    if (url === null) throw new Error('this URL is a wrong one');
    await happens(() => bridge.doctor.tell({ ...failedField('url', url), ms: 1 }, skip('dns'), skip('proxy'), pass('tcp'), TLS));
    const said = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(said[0]).toContain('Mit https:// oder http:// beginnen.Was zu tun ist: Unter Konfiguration berichtigen.');
    expect(said[1]).toContain('Nicht erreicht: TLS-Vertrauen ist gescheitert.');
    expect(said[3]).toContain('Verbunden mit tcp.');
    expect(said[4]).toContain('dieser Rechner vertraut dem Zertifikat des Lizenzservers nicht'.slice(1));
    expect(screen.getByText('unable to get local issuer certificate').lang).toBe('en');
  });

  it('is called off, and can be run again', async () => {
    const user = await open();
    await user.click(button('Run the doctor'));
    await happens(() => bridge.doctor.tell(pass('url')));
    await user.click(button('Cancel'));
    expect(bridge.asked('diagnostics.cancel')).toEqual([{ run: '00000000-0000-4000-8000-000000000001' }]);
    expect(title()).toBe('No check failed');
    expect(lines()[1]).toBe('Name Skipped');
    await user.click(button('Run again'));
    expect(title()).toBe('0 of 9 checks made');
    await happens(() => bridge.doctor.tell(...CHECKS.map((check) => pass(check))));
    expect(title()).toBe('All 9 checks passed');
    expect(bridge.doctor.runs).toBe(2);
  });

  it('goes on, and stays, while another tab is looked at', async () => {
    const user = await open();
    await user.click(button('Run the doctor'));
    await user.click(screen.getByRole('tab', { name: /^Summary/ }));
    await happens(() => bridge.doctor.tell(...CHECKS.map((check) => pass(check))));
    await user.click(screen.getByRole('tab', { name: /^Diagnostics/ }));
    expect(title()).toBe('All 9 checks passed');
    expect(bridge.doctor.cancelled).toBe(0);
  });

  it('is called off when the instance is left', async () => {
    const user = await open();
    await user.click(button('Run the doctor'));
    await happens(() => {
      location.hash = '#/fleet';
    });
    await waitFor(() => expect(bridge.doctor.cancelled).toBe(1));
  });

  it('says why where main refuses', async () => {
    const user = await open();
    bridge.refuseOnce('diagnostics.start', { code: 'host-unavailable', message: 'Another process holds it.' });
    await user.click(button('Run the doctor'));
    expect((await within(doctor()).findByRole('alert')).textContent).not.toBe('');
    expect(title()).toBe('Not run yet');
  });
});

describe('the last exchanges', () => {
  const aside = () => screen.getByRole('complementary', { name: 'Last exchanges with the server' });
  const failed = record({
    at: NOW - MINUTE,
    status: null,
    responseBytes: null,
    response: null,
    outcome: 'no-answer',
    failure: { category: 'tls-untrusted', text: 'self-signed certificate' },
  });

  it('shows each with what came of it, and the chosen one with timings, sizes and both messages', async () => {
    const user = await open((one) => {
      one.exchanges = [failed, record()];
    });
    const [first, second] = within(aside()).getAllByRole('button') as [HTMLElement, HTMLElement];
    expect(first.textContent).toContain('TLS: not trusted, 412 ms');
    expect(second.textContent).toContain('Authorized, 412 ms');
    expect(within(aside()).queryByRole('region', { name: 'Answer' })).toBeNull();
    await user.click(second);
    const facts = [...aside().querySelectorAll('dt')].map((dt) => `${dt.textContent}: ${dt.nextElementSibling?.textContent}`);
    expect(facts).toEqual([
      'Carrier: HTTP',
      'URL: https://ssm.example/SmartTransport',
      'Proxy: 10.0.0.9:3128',
      'HTTP status: 200',
      'Timing: connect 7 ms, TLS 22 ms, first byte 300 ms, total 412 ms',
      'Sent: 2,048 bytes',
      'Received: 1,284 bytes',
    ]);
    expect(within(aside()).getByRole('region', { name: 'Answer' }).textContent).toBe('{"status": "COMPLETE"}');
    await user.click(first);
    expect(aside().textContent).toContain('tls-untrusted: self-signed certificate');
    expect(aside().textContent).toContain('Nothing came back.');
  });

  it('are asked for again when the instance has changed', async () => {
    await open();
    expect(aside().textContent).toContain('None since the program was started.');
    bridge.exchanges = [record()];
    await happens(() => bridge.change({ ...row, revision: 2 }));
    expect(within(aside()).getAllByRole('button')).toHaveLength(1);
  });

  it('go into the text for support with the checks and the summary', async () => {
    const user = await open((one) => {
      one.exchanges = [failed, record()];
    });
    await user.click(button('Run the doctor'));
    await happens(() => bridge.doctor.tell(...CHECKS.map((check) => (check === 'tls' ? TLS : pass(check)))));
    await user.click(button('Copy for support'));
    for (const said of [
      '"productSerialNumber"',
      'tls       fail     31 ms  unable to get local issuer certificate\n  Fix: Add the CA file.',
      'failure tls-untrusted: self-signed certificate',
      'outcome authorized, status 200, bytes 2048 / 1284, dnsMs -, connectMs 7',
      'answer: {"status": "COMPLETE"}',
    ])
      expect(bridge.clipboard).toContain(said);
  });
});
