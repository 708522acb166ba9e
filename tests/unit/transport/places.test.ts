// Places: at most 16 at once, 4 for one server; who waits comes in order, and a full server holds up nobody else.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Places } from '../../../main/services/transport/places.ts';

/** Work that ends when the test says so. */
class Work {
  readonly under: { server: string; number: number; end: (how?: Error) => void }[] = [];
  readonly order: number[] = [];
  readonly places = new Places();
  #number = 0;
  ask(server: string): Promise<void> {
    const number = this.#number;
    this.#number += 1;
    return this.places.within(server, () => {
      this.order.push(number);
      return new Promise<void>((resolve, reject) => {
        this.under.push({ server, number, end: (how) => (how === undefined ? resolve() : reject(how)) });
      });
    });
  }
  end(at = 0, how?: Error): void {
    this.under.splice(at, 1)[0]?.end(how);
  }
}
const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

it('admits 4 for one server and 16 in all', async () => {
  const work = new Work();
  for (let server = 0; server < 6; server += 1) for (let at = 0; at < 6; at += 1) void work.ask(`s${server}`);
  await settle();
  expect(work.under.length).toBe(16);
  expect(work.under.filter(({ server }) => server === 's0').length).toBe(4);
});

it('admits in the order of coming, past those whose server is full', async () => {
  const work = new Work();
  for (let at = 0; at < 6; at += 1) void work.ask('busy');
  void work.ask('other');
  await settle();
  expect(work.order).toEqual([0, 1, 2, 3, 6]);
  work.end();
  await settle();
  expect(work.order).toEqual([0, 1, 2, 3, 6, 4]);
});

it('gives the place back when the work fails, and passes the failure on', async () => {
  const work = new Work();
  const asked = Array.from({ length: 5 }, () => work.ask('s'));
  await settle();
  work.end(0, new Error('broken'));
  await expect(asked[0]).rejects.toThrow('broken');
  await settle();
  expect(work.order).toEqual([0, 1, 2, 3, 4]);
});

it('keeps its limits and forgets nobody, whatever comes and goes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant('end' as const)), { maxLength: 120 }),
      async (steps) => {
        const work = new Work();
        const asked: Promise<void>[] = [];
        for (const step of steps) {
          if (step === 'end') work.end();
          else asked.push(work.ask(`s${step}`));
          await settle();
          expect(work.under.length).toBeLessThanOrEqual(16);
          for (let server = 0; server <= 5; server += 1)
            expect(work.under.filter((one) => one.server === `s${server}`).length).toBeLessThanOrEqual(4);
        }
        while (work.under.length > 0) {
          work.end();
          await settle();
        }
        await Promise.all(asked);
        expect(work.order.length).toBe(asked.length);
      },
    ),
    { numRuns: 100 },
  );
});
