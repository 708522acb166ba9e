// Which licensing roots count for which host: the simulator's never does for a live server.
import { beforeAll, expect, it } from 'vitest';
import { isLiveServer, signerRoots } from '../../../main/services/transport/trust.ts';
import { type Issued, issue } from '../../builders/certificates.ts';

let simulator: Issued;
let namesake: Issued;
let own: Issued;
let renamed: Issued;
beforeAll(async () => {
  simulator = await issue({ subject: [{ CN: 'Licence Simulator Root' }, { O: 'Simulator' }], ca: true });
  namesake = await issue({ subject: [{ CN: 'Licence Simulator Root' }, { O: 'Simulator' }], ca: true });
  own = await issue({ subject: [{ CN: 'Our Root' }], ca: true });
  renamed = await issue({ subject: [{ CN: 'Any Name' }], ca: true });
});
const counting = (host: string, added: Issued[], root: Issued | null) =>
  signerRoots(
    host,
    added.map(({ pem }) => pem),
    root?.pem ?? null,
  ).map(({ fingerprint256 }) => fingerprint256);

it('takes what was added and the simulator’s own root elsewhere', () => {
  expect(counting('localhost', [own], simulator)).toEqual([own, simulator].map(({ certificate }) => certificate.fingerprint256));
  expect(counting('localhost', [], null)).toEqual([]);
});

it.each(['cisco.com', 'tools.cisco.com', 'SmartReceiver.CISCO.com', 'tools.cisco.com.'])(
  'for %s, no simulator root counts',
  (host) => {
    const mine = own.certificate.fingerprint256;
    expect(counting(host, [own], simulator)).toEqual([mine]);
    expect(counting(host, [own, simulator], null)).toEqual([mine]);
    expect(counting(host, [own, namesake], null)).toEqual([mine]);
    expect(counting(host, [own, renamed], renamed)).toEqual([mine]);
  },
);

it('reads all certificates of a file that was added', () => {
  const both = `${own.pem}\n${renamed.pem}`;
  expect(signerRoots('localhost', [both], null)).toHaveLength(2);
});

it('knows live servers from others by the end of the name, not by its look', () => {
  for (const host of ['notcisco.com', 'cisco.com.example', 'cisco.community', '127.0.0.1', 'xcisco.com'])
    expect(isLiveServer(host)).toBe(false);
});
