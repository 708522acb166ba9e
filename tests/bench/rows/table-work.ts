// Sorting, filtering and searching in the real window: from the click or the key until the frame that shows another list has been
// painted.
import type { BenchRun, Row } from '../bench-run.ts';
import type { PageSession } from '../devtools-pipe.ts';
import type { Figure } from '../figure.ts';
import { median } from '../statistics.ts';
import { MeasuredWindow } from '../window.ts';

const SORT = 'sort, to the painted result';
const FILTER = 'filter, to the painted result';
const SEARCH = 'search, to the painted result';

/** `press`: an expression that does it; what is shown must be another list then. Milliseconds. */
const timed = (page: PageSession, press: string) =>
  page.evaluate<number>(`(async () => {
    const list = () => document.querySelector('.counted')?.textContent + [...document.querySelectorAll('[role=row][data-id]')]
      .map((row) => row.dataset.id + row.dataset.index).join();
    const before = list();
    const from = performance.now();
    ${press};
    do await new Promise(requestAnimationFrame);
    while (list() === before && performance.now() - from < 5000);
    if (list() === before) throw new Error('The list stays the same.');
    // The frame that the change is in ends after its callbacks; a message that is posted in them comes after that.
    await new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(null);
    });
    return performance.now() - from;
  })()`);

const clickColumn = (index: number) => `document.querySelectorAll('.colhead [role=columnheader] button')[${index}].click()`;
const clickFigure = (index: number) => `document.querySelectorAll('button.figure')[${index}].click()`;
/** As a key does it: React hears of a value only by its own setter's event. */
const type = (text: string) => `
  const field = document.querySelector('.fleetbar .search input');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${JSON.stringify(text)});
  field.dispatchEvent(new Event('input', { bubbles: true }))`;

const NAME_COLUMN = 1;
const CPS_COLUMN = 4;
const FINE = 3;

async function measure(run: BenchRun): Promise<Figure[]> {
  const { largest: instances } = run;
  run.say('sort, filter and search');
  const window = MeasuredWindow.app(run, await run.filled(instances));
  const seen: Record<string, number[]> = { [SORT]: [], [FILTER]: [], [SEARCH]: [] };
  try {
    await window.rested();
    const page = await window.pipe.page();
    for (let round = -1; round < run.scale.runs; round += 1) {
      const sort = [await timed(page, clickColumn(NAME_COLUMN)), await timed(page, clickColumn(CPS_COLUMN))];
      const filter = [await timed(page, clickFigure(FINE)), await timed(page, clickFigure(FINE))];
      const search: number[] = [];
      for (const text of ['fra', 'ham', 'lon', '']) search.push(await timed(page, type(text)));
      if (round < 0) continue;
      seen[SORT]?.push(...sort);
      seen[FILTER]?.push(...filter);
      seen[SEARCH]?.push(...search);
    }
  } finally {
    await window.close();
  }
  const goal = { of: 'value', is: 'at most', bound: 50 } as const;
  return Object.entries(seen).map(([row, ms]) => ({
    row,
    instances,
    unit: 'ms',
    value: median(ms),
    yardstick: null,
    goal,
    runs: ms.length,
  }));
}

export const tableWork: Row = {
  name: 'table',
  expected: ({ sizes }) => [SORT, FILTER, SEARCH].map((row) => ({ row, instances: sizes.at(-1) ?? 1 })),
  measure,
};
