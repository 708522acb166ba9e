// The diagnostics of an instance as every door offers them: one answer, step by step, called off; and the last exchanges.
import { beforeEach, describe, expect, it } from 'vitest';
import { type Examined, passed, skipped } from '../../../main/services/transport/doctor-words.ts';
import { AppFailure } from '../../../shared/app-failure.ts';
import type { ExchangeRecord } from '../../../shared/model/diagnostics.ts';
import { CHECKS, type Check } from '../../../shared/model/doctor-checks.ts';
import { MemoryFleet } from '../../fakes/memory-fleet.ts';
import { MovedTime } from '../../fakes/moved-time.ts';

const NOBODY = '00000000-0000-4000-8000-ffffffffffff';
const pass = (check: Check): Examined => passed(check, 'connected', { at: check });
const codeOf = (error: unknown) => (error instanceof AppFailure ? error.error.code : error);

let fleet: MemoryFleet;
let id: string;
beforeEach(async () => {
  fleet = new MemoryFleet(new MovedTime(0, false));
  ({ id } = await fleet.call('instances.add', { name: 'proxy-1', maxCallRate: 100 }));
});

/** Checks that are let go one by one; called off, the rest is skipped, as the transport does it. */
class Gate {
  #open: (() => void)[] = [];
  #passed = 0;
  signal: AbortSignal | null = null;

  letGo(count = 1): void {
    this.#passed += count;
    for (const open of this.#open.splice(0)) open();
  }

  async *examine(_patient: unknown, signal: AbortSignal): AsyncGenerator<Examined> {
    this.signal = signal;
    signal.addEventListener('abort', () => this.letGo(0));
    for (const [index, check] of CHECKS.entries()) {
      while (index >= this.#passed && !signal.aborted) await new Promise<void>((open) => this.#open.push(open));
      fleet.now += 5;
      yield signal.aborted ? skipped(check, 'called-off') : pass(check);
    }
  }
}

describe('in one answer', () => {
  it('tells the transport where the instance speaks to, and that it has no registration', async () => {
    const seen: unknown[] = [];
    fleet.examine = async function* (patient) {
      seen.push(patient);
      yield* CHECKS.map(pass);
    };
    const url = 'http://127.0.0.1:8080/SmartTransport';
    const proxy = { kind: 'none' } as const;
    await fleet.call('instances.configure', { id, change: { serverUrl: url, transport: 'http', proxy } });
    expect(await fleet.call('diagnostics.doctor', { id })).toEqual(
      CHECKS.map((check) => ({ check, outcome: 'pass', detail: `Connected to ${check}.`, fix: null })),
    );
    expect(seen).toEqual([
      { route: { instanceId: id, url, transport: 'http', proxy, liveServerAllowed: false }, registered: false },
    ]);
  });

  it('refuses an instance that is not there', async () => {
    expect(await fleet.call('diagnostics.doctor', { id: NOBODY }).catch(codeOf)).toBe('not-found');
    expect(await fleet.call('diagnostics.start', { id: NOBODY }).catch(codeOf)).toBe('not-found');
    expect(await fleet.call('diagnostics.exchanges', { id: NOBODY }).catch(codeOf)).toBe('not-found');
  });
});

describe('step by step', () => {
  const begin = async () => {
    const gate = new Gate();
    fleet.examine = (patient, signal) => gate.examine(patient, signal);
    return { gate, ...(await fleet.call('diagnostics.start', { id })) };
  };
  const rest = async (run: string, known: number) => {
    const checks: string[] = [];
    for (;;) {
      const { steps, done } = await fleet.call('diagnostics.next', { run, known: known + checks.length });
      checks.push(...steps.map(({ check, outcome }) => `${check} ${outcome}`));
      if (done) return checks;
    }
  };

  it('answers as soon as there is a step, each with its time, and not before', async () => {
    const { gate, run } = await begin();
    let answered = false;
    const first = fleet.call('diagnostics.next', { run, known: 0 }).finally(() => {
      answered = true;
    });
    await Promise.resolve();
    expect(answered).toBe(false);
    gate.letGo();
    expect(await first).toEqual({ steps: [{ ...pass('url'), ms: 5 }], done: false });
    gate.letGo(2);
    const second = await fleet.call('diagnostics.next', { run, known: 1 });
    expect(second.steps[0]).toEqual({ ...pass('dns'), ms: 5 });
    gate.letGo(CHECKS.length);
    expect(await rest(run, 3)).toEqual(CHECKS.slice(3).map((check) => `${check} pass`));
  });

  it('skips what is left once it is called off, and says so to who waits', async () => {
    const { gate, run } = await begin();
    gate.letGo(2);
    await fleet.call('diagnostics.next', { run, known: 0 });
    const left = rest(run, 2);
    await fleet.call('diagnostics.cancel', { run });
    expect(gate.signal?.aborted).toBe(true);
    expect(await left).toEqual(CHECKS.slice(2).map((check) => `${check} skipped`));
  });

  it('knows a run until its end was told, and no longer', async () => {
    const { gate, run } = await begin();
    gate.letGo(CHECKS.length);
    await rest(run, 0);
    expect(await fleet.call('diagnostics.next', { run, known: 0 }).catch(codeOf)).toBe('not-found');
    expect(await fleet.call('diagnostics.cancel', { run })).toEqual({});
  });

  it('calls the oldest off where nobody asks for the end', async () => {
    const first = await begin();
    for (let k = 0; k < 16; k += 1) await begin();
    expect(first.gate.signal?.aborted).toBe(true);
    expect(await fleet.call('diagnostics.next', { run: first.run, known: 0 }).catch(codeOf)).toBe('not-found');
  });

  it('an examination that breaks is told to who asks', async () => {
    fleet.examine = async function* () {
      yield pass('url');
      throw new Error('the disk is gone');
    };
    const { run } = await fleet.call('diagnostics.start', { id });
    await expect(rest(run, 0)).rejects.toThrow('the disk is gone');
  });
});

it('the last exchanges of this instance, newest first', async () => {
  const record = (at: number, instanceId: string): ExchangeRecord => ({
    at,
    instanceId,
    operation: 'authorization',
    poll: false,
    carrier: 'http',
    url: 'http://127.0.0.1:8080/SmartTransport',
    proxy: null,
    timings: { dnsMs: null, connectMs: 1, tlsMs: null, firstByteMs: 2, totalMs: 3 },
    requestBytes: 4,
    responseBytes: null,
    status: null,
    outcome: 'no-answer',
    failure: { category: 'timeout', text: 'No answer within 20 s.' },
    request: '{}',
    response: null,
  });
  fleet.exchanges = [record(1, id), record(2, NOBODY), record(3, id)];
  expect(await fleet.call('diagnostics.exchanges', { id })).toEqual([record(3, id), record(1, id)]);
});
