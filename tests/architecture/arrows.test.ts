// Every import of every source file against the one table of arrows; and the same for time, chance, circles and start-up.
import { describe, expect, test } from 'vitest';
import { ROOMS, SPOTS } from '../../build/arrows.ts';
import { circles, isAt, loadedWith, wrongImports, wrongUses } from './rules.ts';
import { readSource, readSources, roomOf } from './source.ts';

const sources = readSources();
const imagined = (file: string, text: string) => readSource(file, text);

describe('arrows', () => {
  test('there are modules to look at, in every room', () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.flatMap((source) => source.imports).length).toBeGreaterThan(1000);
    for (const room of Object.keys(ROOMS))
      expect(sources.filter((source) => source.room === room).length, room).toBeGreaterThan(0);
  });

  test('every file is in a room, and every import goes the way of the arrows', () => {
    expect(sources.flatMap(wrongImports)).toEqual([]);
  });

  test('the table points one way: no two rooms see each other, not even by way of others', () => {
    const reach = (room: string, seen = new Set<string>()): Set<string> => {
      for (const next of ROOMS[room]?.sees ?? []) if (!seen.has(next)) reach(next, seen.add(next));
      return seen;
    };
    expect(Object.keys(ROOMS).filter((room) => reach(room).has(room))).toEqual([]);
    expect(
      Object.values(ROOMS)
        .flatMap(({ sees }) => sees)
        .filter((room) => !(room in ROOMS)),
    ).toEqual([]);
  });

  test('the table lists no package of the product that nobody imports', () => {
    const unused = Object.entries(ROOMS).flatMap(([room, { packages }]) => {
      if (room === 'tests') return [];
      const names = sources.filter((source) => source.room === room).flatMap(({ imports }) => imports.map(({ name }) => name));
      return packages
        .filter((one) => !names.some((name) => name === one || name.startsWith(`${one}/`)))
        .map((one) => `${room}: ${one}`);
    });
    expect(unused).toEqual([]);
  });

  test.each([
    ['shared/model/a.ts', "import '../../main/agent/step.ts'", 'shared does not see agent'],
    ['shared/model/a.ts', "import { join } from 'node:path'", 'shared does not see Node'],
    ['main/agent/a.ts', "import type { Store } from '../services/store/store-client.ts'", 'agent does not see services'],
    ['main/agent/a.ts', "type T = import('electron').App", 'agent does not see Electron'],
    ['main/agent/a.ts', "import { z } from 'zod'", 'agent does not use zod'],
    ['main/services/log/a.ts', "import { app } from 'electron'", 'services does not see Electron'],
    ['main/services/log/a.ts', "export * from '../../simulator/simulator.ts'", 'services does not see simulator'],
    ['main/cli/a.ts', "await import('../simulator/simulator.ts')", 'cli does not see simulator'],
    ['main/shell/a.ts', "export { openHost } from '../compose.ts'", 'shell does not see composition'],
    ['renderer/a.tsx', "import '../main/agent/step.ts'; export const a = <p>x</p>", 'renderer does not see agent'],
    ['renderer/a.tsx', "import 'path'", 'modules of Node are written with node:'],
    ['preload/a.ts', "import 'node:fs'", 'preload does not see Node'],
    ['preload/a.ts', "import 'zod/mini'", 'preload does not use zod'],
    ['main/unheard-of.ts', '', 'is in no room'],
    ['scripts/a.ts', '', 'is in no room'],
  ])('%s with %s is refused', (file, text, reason) => {
    expect(wrongImports(imagined(file, text))).toEqual([expect.stringContaining(reason)]);
  });

  test.each([
    ["import './nowhere.ts'", 'not there'],
    ["type T = import('./nowhere.ts').T", 'not there'],
    ['await import(name)', 'worked out at run time'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a source
    ['await import(`./${name}.ts`)', 'worked out at run time'],
  ])('%s can be held against no arrow and is refused', (text, reason) => {
    expect(() => imagined('main/agent/a.ts', text)).toThrow(reason);
  });

  test('an import that the table allows is not refused', () => {
    expect(
      wrongImports(imagined('main/shell/a.ts', "import { app } from 'electron'; import 'node:fs'; import '../agent/step.ts'")),
    ).toEqual([]);
  });

  test('a file belongs to the deepest room', () => {
    expect(['main/agent/x.ts', 'main/index.ts', 'main/other.ts', 'main/agents/x.ts', 'shared/a/b/c.ts'].map(roomOf)).toEqual([
      'agent',
      'composition',
      null,
      null,
      'shared',
    ]);
  });
});

describe('time and chance', () => {
  test('come from the spots of the table and from nowhere else', () => {
    expect(sources.flatMap(wrongUses)).toEqual([]);
  });

  test('every spot of the table uses what it is listed with', () => {
    const unused = SPOTS.flatMap(({ at, uses }) => {
      const used = new Set(sources.filter(({ file }) => isAt(file, at)).flatMap((source) => [...source.uses]));
      return uses.filter((name) => !used.has(name)).map((name) => `${at}: ${name}`);
    });
    expect(unused).toEqual([]);
  });

  test.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'setTimeout(f, 1)',
    'globalThis.setTimeout(f)',
    'Math.random()',
    'crypto.randomUUID()',
    'const f = setInterval',
  ])('%s is refused in a room that is told the time', (text) => {
    for (const file of ['main/agent/a.ts', 'main/services/store/a.ts', 'renderer/features/a.ts'])
      expect(wrongUses(imagined(file, text))).not.toEqual([]);
    expect(wrongUses(imagined('tests/a.ts', text))).toEqual([]);
  });

  test('a date of given milliseconds is not', () => {
    expect(wrongUses(imagined('main/agent/a.ts', 'new Date(at).toISOString(); Date.parse(text)'))).toEqual([]);
  });
});

describe('loading', () => {
  test('no files import each other in a circle', () => {
    expect(circles(sources)).toEqual([]);
    const circle = [
      imagined('shared/errors.ts', "import './durations.ts'"),
      imagined('shared/durations.ts', "import './errors.ts'"),
    ];
    expect(circles(circle)).toEqual(['shared/errors.ts → shared/durations.ts → shared/errors.ts']);
    const ofTypes = [
      imagined('shared/errors.ts', "import './durations.ts'"),
      imagined('shared/durations.ts', "import type {} from './errors.ts'"),
    ];
    expect(circles(ofTypes)).toEqual([]);
  });

  test('nothing heavy is loaded before the window is there, or before a command knows what it has to do', () => {
    expect(loadedWith('main/index.ts', sources)).toEqual({ files: ['main/index.ts'], packages: [] });
    expect(loadedWith('main/desktop.ts', sources).packages).toEqual([]);
    expect(loadedWith('main/command-line.ts', sources).packages).toEqual(['commander']);
  });

  test('the store’s library is loaded in its thread and for the host’s lock alone', () => {
    const users = sources.filter(
      ({ file, imports }) =>
        file.startsWith('main/') && imports.some(({ name, isType }) => name === '@photostructure/sqlite' && !isType),
    );
    for (const { file } of users) expect(file).toMatch(/^main\/services\/(store|host)\//);
    expect(loadedWith('main/services/store/store-worker.ts', sources).packages).not.toContain('axios');
  });
});
