// A fleet of any size as its store would have it after some months: mixed verdicts, accounts and servers, certificates of real size,
// and a history each. Every agent lived through the real step; none asks its licence server within the next hours.
import type { Identity } from '../../main/agent/agent-state.ts';
import type { Agent, NewEvent } from '../../main/agent/ports.ts';
import { DAY, HOUR } from '../../shared/durations.ts';
import type { Instance } from '../../shared/model/instance.ts';
import { DEFAULT_ENTITLEMENT_TAG, DEFAULT_SOFTWARE_TAG } from '../../shared/model/instance.ts';
import { chainOfThree, issue } from './certificates.ts';
import { granted } from './licence-answers.ts';
import { configurationOf, refusing, type Script, SteppedAgent, silent } from './stepped-agent.ts';

export type FilledAgent = { agent: Agent; events: NewEvent[] };
type Papers = Pick<Identity, 'certificatePem' | 'certificateSerial' | 'signers'>;

/** No licence server is asked sooner, so that whoever measures a fleet at rest finds it at rest. */
const QUIET_MS = 3 * HOUR;
const CITIES = ['fra', 'muc', 'ber', 'ham', 'vie', 'zrh', 'lon', 'par', 'mad', 'ams'];
const TAGS = ['core', 'edge', 'contact-center', 'branch', 'migration'];

/** `count` agents as of `now` (epoch ms), each time the same ones. */
export async function* filledFleet(count: number, now: number): AsyncGenerator<FilledAgent> {
  const papers = await papersOf(now);
  for (let number = 1; number <= count; number += 1) yield lived(number, now, papers);
}

/** One certificate for all of them: what matters of it here is that it is as long as a real one. */
async function papersOf(now: number): Promise<Papers> {
  const { issuing, leaf } = await chainOfThree('Licensing');
  const own = await issue({
    subject: [{ CN: 'instance-1' }],
    issuer: issuing,
    serial: '0123456789abcdef',
    from: now - 200 * DAY,
  });
  const serial = (hex: string) => BigInt(`0x${hex}`).toString();
  return {
    certificatePem: own.pem,
    certificateSerial: serial(own.certificate.serialNumber),
    signers: [{ serial: serial(leaf.certificate.serialNumber), pem: leaf.pem, subCaPems: [issuing.pem] }],
  };
}

/** The id of the instance of a number, from 1. */
export const filledId = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

/** As an administrator describes it. */
export function filledInstance(number: number, createdAt: number): Partial<Instance> {
  const hex = number.toString(16).padStart(12, '0');
  return {
    id: filledId(number),
    name: `cusp-${CITIES[number % CITIES.length]}-${String(number).padStart(5, '0')}`,
    serial: `CAFE${hex.toUpperCase().padStart(28, '0')}`,
    maxCallRate: 250 + 50 * (number % 9),
    account: `Voice ${(number % 40) + 1}`,
    tags: TAGS.filter((_, index) => (number + index) % 3 === 0),
    environment: number % 11 === 0 ? 'lab' : 'production',
    address: number % 2 === 0 ? `10.${(number >> 8) & 255}.${number & 255}.10` : null,
    softwareTag: DEFAULT_SOFTWARE_TAG,
    entitlementTag: DEFAULT_ENTITLEMENT_TAG,
    createdAt,
  };
}

/** The first age of several that ends today with nothing due soon. */
function lived(number: number, now: number, papers: Papers): FilledAgent {
  for (let age = 40 * DAY + ((number * 37) % (100 * 24)) * HOUR; ; age += 79 * HOUR) {
    const begunAt = now - age;
    const agent = new SteppedAgent(filledInstance(number, begunAt), begunAt);
    agent.jitter = ((number * 61) % 100) / 100;
    LIVES[number % LIVES.length]?.(agent, now, papersOver(papers, number));
    const next = agent.row().nextContact;
    if (agent.wallMs === now && (next === null || next.at > now + QUIET_MS)) return { agent: agent.stored, events: agent.events };
  }
}

const papersOver =
  (papers: Papers, number: number) =>
  (compliance: 'in' | 'out'): Script =>
  (request, at) => {
    const answer = granted(request, at, compliance);
    if (answer.kind !== 'registered' && answer.kind !== 'renewed') return answer;
    const virtualAccount = `Voice ${(number % 40) + 1}`;
    return {
      ...answer,
      identity: { ...answer.identity, ...papers, virtualAccount, productInstanceIdentifier: `instance-${number}` },
    };
  };

type Life = (agent: SteppedAgent, now: number, answering: (compliance: 'in' | 'out') => Script) => void;

const until = (agent: SteppedAgent, at: number) => agent.pass(Math.max(0, at - agent.wallMs));

/** Enabled, with one of three servers and a count of its own, and registered. */
function registering(agent: SteppedAgent, answers: Script): void {
  const number = Number.parseInt(agent.agent.instance.id.slice(-12), 16);
  agent.server = answers;
  const serverUrl = `https://licences-${(number % 3) + 1}.example/SmartTransport`;
  agent.configure(configurationOf({ licenseCount: 5 * (1 + (number % 50)), serverUrl }));
  agent.take({ kind: 'register', force: false, actor: 'administrator' });
}

const authorized: Life = (agent, now, answering) => {
  registering(agent, answering('in'));
  until(agent, now);
};
const outOfCompliance: Life = (agent, now, answering) => {
  registering(agent, answering('in'));
  until(agent, now - 5 * DAY);
  agent.server = answering('out');
  agent.take({ kind: 'authorize' });
  until(agent, now);
};
const unanswered: Life = (agent, now, answering) => {
  registering(agent, answering('in'));
  until(agent, now - 2 * DAY - ((now - agent.agent.instance.createdAt) % DAY));
  agent.server = silent;
  agent.take({ kind: 'authorize' });
  until(agent, now);
};
const refused: Life = (agent, now) => {
  registering(agent, refusing('token-invalid'));
  until(agent, now);
};
const evaluating: Life = (agent, now) => {
  agent.wait(now - agent.wallMs - 20 * DAY);
  agent.configure(configurationOf());
  until(agent, now);
};
const blocked: Life = (agent, now) => {
  agent.configure(configurationOf());
  agent.pass(95 * DAY);
  until(agent, now);
};
const notEnabled: Life = (agent, now) => agent.wait(now - agent.wallMs);

/** Of 25: 18 authorized, the others what an administrator has to look at. */
const LIVES: readonly Life[] = [
  ...Array.from({ length: 18 }, () => authorized),
  outOfCompliance,
  unanswered,
  refused,
  evaluating,
  blocked,
  notEnabled,
  authorized,
];
