// @vitest-environment jsdom
// Licence servers in the settings: what is trusted for each, adding from a file or by pasting, removing after a question.
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { DAY } from '../../shared/durations.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { TrustedCertificate } from '../../shared/model/trusted-certificate.ts';
import { failureRun, fleetRow, NOW, newRow } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { type OpenedPage, openPage } from './page.tsx';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const ORIGIN = 'https://ssm.example';

function certificate(over: Partial<TrustedCertificate> = {}): TrustedCertificate {
  const [validFrom, validTo] = [NOW - 100 * DAY, NOW + 200 * DAY];
  return {
    id: '1',
    origin: 'https://ssm.example:443',
    kind: 'tls',
    name: 'Nordtel Internal CA G3',
    subject: 'CN=Nordtel Internal CA G3, O=Nordtel',
    issuer: 'CN=Nordtel Internal CA G3, O=Nordtel',
    fingerprint256: '41:0C:9E:77',
    validFrom,
    validTo,
    ...over,
  };
}

// jsdom reads files in the older way only.
Object.defineProperty(Blob.prototype, 'arrayBuffer', {
  writable: true,
  configurable: true,
  value(this: Blob) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => reject(reader.error);
      reader.readAsArrayBuffer(this);
    });
  },
});

let page: OpenedPage | null = null;
let bridge: DataBridge;
async function open(rows: FleetRow[], trusted: TrustedCertificate[] = [], address = '#/settings/servers') {
  bridge = new DataBridge(rows);
  bridge.trusted = trusted;
  page = await openPage(bridge, address);
  return page.user;
}
afterEach(() => {
  page?.close();
  page = null;
});

const server = (origin = ORIGIN) => screen.findByRole('region', { name: origin });
const names = () => screen.queryAllByRole('region').map((region) => region.getAttribute('aria-label'));
const listed = async (kind: string, origin = ORIGIN) =>
  within(within(await server(origin)).getByRole('list', { name: kind }))
    .queryAllByRole('listitem')
    .map((item) => [...item.querySelectorAll('p, .state')].map((part) => part.textContent));
const TLS = 'Trusted for TLS, beside the public ones';
const SIGNERS = 'Signing roots';
const text = () => screen.getByLabelText<HTMLTextAreaElement>('Certificates (PEM)');
const dialog = () => screen.queryByRole('dialog');

describe('the servers', () => {
  it('are those of the instances, each once, and those for which something is trusted', async () => {
    await open(
      [
        fleetRow(1),
        fleetRow(2, { serverUrl: 'https://SSM.example.:443/licservice/license' }),
        fleetRow(3, { serverUrl: 'http://10.0.0.9:8080/SmartTransport' }),
        newRow(4),
      ],
      [certificate({ id: '7', origin: 'https://gone.example:8443' }), certificate()],
    );
    expect((await server()).querySelector('h2')?.textContent).toBe('https://ssm.example 2 instances');
    expect((await server('https://gone.example:8443')).querySelector('h2')?.textContent).toContain('no instance');
    // Where there is no TLS, no CA file helps.
    const plain = within(await server('http://10.0.0.9:8080'));
    expect(plain.queryAllByRole('button').map((button) => button.textContent)).toEqual(['Add signing root…']);
    expect(names().filter((name) => name?.startsWith('http'))).toHaveLength(3);
  });

  it('are none at first', async () => {
    await open([newRow(1)]);
    expect(await screen.findByText('A server is listed here as soon as an instance has its URL.')).toBeDefined();
  });

  it('show fingerprint and dates; what has expired or does not hold yet is amber', async () => {
    await open(
      [fleetRow(1)],
      [
        certificate(),
        certificate({ id: '2', name: 'Old CA', validTo: NOW - DAY }),
        certificate({ id: '3', name: 'New root', kind: 'signer', validFrom: NOW + DAY }),
      ],
    );
    await waitFor(async () => expect(await listed(TLS)).toHaveLength(2));
    expect(await listed(TLS)).toEqual([
      ['Nordtel Internal CA G3', 'Expires 12 Jun 2027', 'SHA-256 41:0C:9E:77'],
      ['Old CA', 'Expired 23 Nov 2026', 'SHA-256 41:0C:9E:77', 'Expired'],
    ]);
    expect(await listed(SIGNERS)).toEqual([['New root', 'Valid from 25 Nov 2026', 'SHA-256 41:0C:9E:77', 'Not yet valid']]);
    expect(document.querySelectorAll('.trusted .t-warning.state')).toHaveLength(2);
  });

  it('say why they cannot be told', async () => {
    bridge = new DataBridge([fleetRow(1)]);
    bridge.refuse('trust.list', { code: 'store-unavailable', message: 'The disk is gone.' });
    page = await openPage(bridge, '#/settings/servers');
    expect((await screen.findByRole('alert')).textContent).toBe('The disk is gone.');
  });
});

describe('adding', () => {
  const begin = async (button: string) => {
    const user = await open([fleetRow(1)]);
    await user.click(within(await server()).getByRole('button', { name: button }));
    return user;
  };

  it('takes a file for this server, and says what came of it', async () => {
    const user = await begin('Add CA file…');
    bridge.trustAdded = { added: ['1', '2'], retried: 1 };
    await user.upload(screen.getByLabelText('Choose file…'), new File([PEM], 'ca.pem'));
    await waitFor(() => expect(text().value).toBe(PEM));
    expect(screen.getByText('ca.pem')).toBeDefined();
    bridge.trusted = [certificate()];
    await user.click(screen.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(dialog()).toBeNull());
    expect(bridge.asked('trust.add')).toEqual([{ url: ORIGIN, kind: 'tls', pem: PEM }]);
    expect(within(await server()).getByRole('status').textContent).toBe('2 certificates added; 1 instance is tried again now.');
    await waitFor(async () => expect(await listed(TLS)).toHaveLength(1));
  });

  it('takes the bytes of one certificate as well', async () => {
    const user = await begin('Add CA file…');
    const der = Uint8Array.from([0x30, 0x82, 0x01, 0x00, ...new Array(60).fill(0xff)]);
    await user.upload(screen.getByLabelText('Choose file…'), new File([der], 'ca.cer'));
    await waitFor(() => expect(text().value).toMatch(/^-----BEGIN CERTIFICATE-----\nMIIBAP\/\/[\w/]+\n[\w/=]+\n-----END/));
    const base64 = text().value.replace(/-----[A-Z ]+-----|\n/g, '');
    expect([...atob(base64)].map((char) => char.charCodeAt(0))).toEqual([...der]);
  });

  it('takes a pasted signing root', async () => {
    const user = await begin('Add signing root…');
    await user.click(text());
    await user.paste(PEM);
    await user.click(screen.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(bridge.asked('trust.add')).toEqual([{ url: ORIGIN, kind: 'signer', pem: PEM }]));
  });

  it.each([
    ['', 'There is no PEM certificate in this file.'],
    ['hello', 'There is no PEM certificate in this file.'],
    [
      `${PEM}-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----`,
      'There is a private key in this file. Only certificates belong here.',
    ],
  ])('refuses %j before it is sent', async (pasted, said) => {
    const user = await begin('Add CA file…');
    await user.click(text());
    if (pasted !== '') await user.paste(pasted);
    await user.click(screen.getByRole('button', { name: 'Add' }));
    expect(screen.getByRole('alert').textContent).toBe(said);
    expect(bridge.asked('trust.add')).toEqual([]);
  });

  it('does not read a file that is too large', async () => {
    const user = await begin('Add CA file…');
    await user.upload(screen.getByLabelText('Choose file…'), new File([new Uint8Array(1_000_001)], 'disk.pem'));
    expect((await screen.findByRole('alert')).textContent).toMatch(/1 MB at most/);
    expect(text().value).toBe('');
  });

  it('says so where the file cannot be read', async () => {
    const user = await begin('Add CA file…');
    const gone = Object.assign(new File([PEM], 'gone.pem'), { arrayBuffer: () => Promise.reject(new DOMException('gone')) });
    await user.upload(screen.getByLabelText('Choose file…'), gone);
    expect((await screen.findByRole('alert')).textContent).toBe('This file cannot be read.');
  });

  it('says in words what main refuses, and stays open', async () => {
    const user = await begin('Add CA file…');
    const problem = { field: 'ca-file', rule: 'no-authority', message: 'x', values: { subject: 'ssm.example' } } as const;
    bridge.refuse('trust.add', { code: 'invalid-input', message: 'x', problems: [problem] });
    await user.click(text());
    await user.paste(PEM);
    await user.click(screen.getByRole('button', { name: 'Add' }));
    expect((await screen.findByRole('alert')).textContent).toContain('“ssm.example” is no certificate authority');
    expect(dialog()).not.toBeNull();
  });
});

describe('removing', () => {
  it('asks first, and does nothing when it is left', async () => {
    const user = await open([fleetRow(1)], [certificate()]);
    await user.click(await screen.findByRole('button', { name: 'Remove… Nordtel Internal CA G3' }));
    const asked = await screen.findByRole('alertdialog');
    expect(asked.textContent).toContain('Remove Nordtel Internal CA G3?');
    expect(asked.textContent).toContain('SHA-256 41:0C:9E:77');
    await user.click(within(asked).getByRole('button', { name: 'Cancel' }));
    expect(bridge.asked('trust.remove')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Remove… Nordtel Internal CA G3' }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Remove' }));
    await waitFor(async () => expect(await listed(TLS)).toEqual([]));
    expect(bridge.asked('trust.remove')).toEqual([{ id: '1' }]);
  });
});

it.each(['tls-untrusted', 'bad-signature'] as const)('a failure of %s leads there', async (category) => {
  const user = await open([fleetRow(1, { failure: failureRun({ category }) })], [], `#/instance/${fleetRow(1).id}/summary`);
  await user.click(await screen.findByRole('button', { name: 'Licence servers' }));
  expect(await server()).toBeDefined();
  expect(screen.getByRole('link', { name: 'Licence servers', current: 'page' })).toBeDefined();
});
