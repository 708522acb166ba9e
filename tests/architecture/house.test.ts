// The house is kept: what lies where, how files are named and begun, and that the other two guards, compiler and linter, are there.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOMS, TOP } from '../../build/arrows.ts';
import { type Node, readSource, readSources, root, type Source, visit } from './source.ts';

const sources = readSources();
const product = sources.filter(({ room }) => room !== 'tests' && room !== 'build');
const bin = (name: string) => path.join(root, 'node_modules/.bin', name);
const MADE = ['node_modules', 'out', 'dist', 'package-lock.json'];

describe('the house', () => {
  test('nothing lies at the top but what was agreed', () => {
    const names = readdirSync(root).filter((name) => !name.startsWith('.') && !MADE.includes(name));
    expect(names.filter((name) => !TOP.includes(name))).toEqual([]);
  });

  test('each file says at its beginning why it exists', () => {
    const silent = sources.filter(({ text }) => !/^(#!.*\n)?\/\/ \S+ \S+/.test(text));
    expect(silent.map(({ file }) => file)).toEqual([]);
  });

  test('files stay small enough to be read at once', () => {
    const long = sources.filter(({ file, text }) => text.split('\n').length > (file.startsWith('tests/') ? 400 : 220));
    expect(long.map(({ file }) => file)).toEqual([]);
  });

  test('names are of the field: no helpers, no utilities, no managers', () => {
    const vague = /(^|[/-])(utils?|utilities|helpers?|managers?|common|misc|stuff|lib)([./-]|$)/;
    expect(sources.filter(({ file }) => vague.test(file)).map(({ file }) => file)).toEqual([]);
    for (const { file } of sources) expect(path.basename(file)).toMatch(/^[a-z0-9]+([.-][a-z0-9]+)*$/);
  });

  test('no module keeps state that changes', () => {
    expect(product.filter(({ file }) => !STATEFUL.has(file)).flatMap(changingState)).toEqual([]);
    for (const file of STATEFUL)
      expect(
        product.find((source) => source.file === file),
        file,
      ).toBeDefined();
    for (const text of [
      'let a = 1',
      'export let a: X',
      'const a = new Map()',
      'const a = new WeakMap<A, B>()',
      'const a: X[] = []',
      'let a, b',
    ])
      expect(changingState(readSource('shared/a.ts', text)), text).not.toEqual([]);
    for (const text of ['const a = 1', "const a = new Set(['x'])", 'function f() { let a = 1; const b = new Map() }'])
      expect(changingState(readSource('shared/a.ts', text)), text).toEqual([]);
  });
});

/** The page's clock is one for all of the page, told once a second: its ticker is the one thing that a module keeps. */
const STATEFUL = new Set(['renderer/state/clock.ts']);

function changingState({ file, body }: Source): string[] {
  const declarations = body.map((node) => (node.type === 'ExportNamedDeclaration' ? (node.declaration as Node | null) : node));
  return declarations.flatMap((node) => {
    if (node?.type !== 'VariableDeclaration' || node.declare === true) return [];
    return (node.declarations as Node[])
      .filter(({ init }) => node.kind !== 'const' || isEmptyContainer(init as Node | null))
      .map(({ id }) => `${file}: ${(id as Node).name}`);
  });
}

function isEmptyContainer(init: Node | null): boolean {
  if (init?.type === 'ArrayExpression') return (init.elements as unknown[]).length === 0;
  if (init?.type !== 'NewExpression') return false;
  const { name } = init.callee as Node;
  return /^(Weak)?(Map|Set)$/.test(String(name)) && (init.arguments as unknown[]).length === 0;
}

describe('the preload', () => {
  const preload = sources.filter(({ room }) => room === 'preload');

  test('is one file of at most thirty lines', () => {
    expect(preload.map(({ file }) => file)).toEqual(['preload/index.ts']);
    expect(preload[0]?.text.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });

  test('loads Electron and names, and nothing else', () => {
    const loaded = preload.flatMap(({ imports }) => imports.filter(({ isType }) => !isType).map(({ name }) => name));
    expect(loaded.sort()).toEqual(['../shared/ipc/channels.ts', 'electron']);
    expect(sources.find(({ file }) => file === 'shared/ipc/channels.ts')?.imports.filter(({ isType }) => !isType)).toEqual([]);
  });

  test('`window.bridge` is read in one place of the page', () => {
    const readers = sources.filter(
      ({ room, uses }) => room === 'renderer' && (uses.has('window.bridge') || uses.has('globalThis.bridge')),
    );
    expect(readers.map(({ file }) => file)).toEqual(['renderer/api/client.ts']);
  });
});

describe('security is written down where it is made', () => {
  test('no page is ever made outside of the one window, and nothing loosens it', () => {
    const makers = product.filter(({ body }) => {
      let makes = false;
      visit(body, (node) => {
        if (
          node.type === 'NewExpression' &&
          ['BrowserWindow', 'WebContentsView', 'BrowserView'].includes(String((node.callee as Node).name))
        )
          makes = true;
      });
      return makes;
    });
    expect(makers.map(({ file }) => file)).toEqual(['main/shell/window/main-window.ts']);
    const loosening =
      /sandbox: false|contextIsolation: false|nodeIntegration: true|webSecurity: false|setUsePlainTextEncryption|rejectUnauthorized: false|NODE_TLS_REJECT_UNAUTHORIZED|allowRunningInsecureContent: true|dangerouslySetInnerHTML|\beval\(/;
    expect(product.filter(({ text }) => loosening.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('each file of the shell’s security says why, beside what it does', () => {
    const files = product.filter(
      ({ file }) => file.startsWith('main/shell/security/') || file === 'main/shell/window/main-window.ts',
    );
    expect(files.length).toBeGreaterThanOrEqual(4);
    expect(files.filter(({ text }) => !text.includes('SECURITY:')).map(({ file }) => file)).toEqual([]);
  });
});

describe('the compiler and the linter hold the arrows too', () => {
  test.each(['shared', 'main/agent'])('%s is compiled without Node and without a page', (folder) => {
    const shown = JSON.parse(execFileSync(bin('tsc'), ['-p', path.join(root, folder), '--showConfig'], { encoding: 'utf8' }));
    expect(shown.compilerOptions.lib).toEqual(['es2023']);
    expect(shown.compilerOptions.types).toEqual([]);
    expect(shown.compilerOptions.strict).toBe(true);
  });

  test('the page is compiled without Node', () => {
    const shown = JSON.parse(execFileSync(bin('tsc'), ['-p', path.join(root, 'renderer'), '--showConfig'], { encoding: 'utf8' }));
    expect(shown.compilerOptions.types).toEqual(['vite/client']);
  });

  test('each room has a project of its own, and all of them are checked', () => {
    const checked = readFileSync(path.join(root, 'build/test.mjs'), 'utf8');
    for (const { at } of Object.values(ROOMS)) {
      const folder = typeof at === 'string' ? at : 'main';
      expect(readFileSync(path.join(root, folder, 'tsconfig.json'), 'utf8')).toContain('"extends"');
      expect(checked).toContain(`'${folder}'`);
    }
  });

  test('the linter refuses the same imports, forgotten promises and hooks out of place', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'cusp-lint-'));
    try {
      for (const name of ['.biome.json', '.gitignore']) await copyFile(path.join(root, name), path.join(folder, name));
      for (const [file, text] of REFUSED) {
        await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
        await writeFile(path.join(folder, file), text);
      }
      const { stdout } = spawnSync(bin('biome'), ['lint', '--reporter=json', '--max-diagnostics=none', '.'], {
        cwd: folder,
        encoding: 'utf8',
      });
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: string } }[] };
      const found = diagnostics.map(({ category, location }) => `${location.path} ${category}`);
      expect(found.sort()).toEqual(REFUSED.map(([file, , rule]) => `${file} lint/${rule}`).sort());
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

const IMPORTS = 'style/noRestrictedImports';
const REFUSED: readonly (readonly [file: string, text: string, rule: string])[] = [
  ['shared/model/a.ts', "import 'node:fs';\n", IMPORTS],
  ['shared/model/b.ts', "import '../../main/agent/step.ts';\n", IMPORTS],
  ['main/agent/a.ts', "import 'electron';\n", IMPORTS],
  ['main/agent/b.ts', "import '../services/store/open-store.ts';\n", IMPORTS],
  ['main/services/store/a.ts', "import 'electron';\n", IMPORTS],
  ['main/services/store/b.ts', "import '../../simulator/simulator.ts';\n", IMPORTS],
  ['main/cli/a.ts', "import '../simulator/simulator.ts';\n", IMPORTS],
  ['main/simulator/a.ts', "import '../cli/cli.ts';\n", IMPORTS],
  ['main/shell/a.ts', "import '../compose.ts';\n", IMPORTS],
  ['renderer/features/a.tsx', "import '../../main/agent/step.ts';\n", IMPORTS],
  ['renderer/features/b.tsx', "import 'electron';\n", IMPORTS],
  ['preload/a.ts', "import 'node:fs';\n", IMPORTS],
  ['main/services/host/a.ts', 'const act = async (): Promise<void> => {};\nact();\n', 'nursery/noFloatingPromises'],
  [
    'renderer/features/c.tsx',
    "import { useState } from 'react';\nexport function Odd({ on }: { on: boolean }) {\n  if (on) useState(0);\n  return null;\n}\n",
    'correctness/useHookAtTopLevel',
  ],
  ['renderer/features/d.tsx', 'export const Picture = () => <img src="a.png" />;\n', 'a11y/useAltText'],
];
