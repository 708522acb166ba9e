// The sources as data: every file, its room, what it imports, and which names it uses. Read by the bundler's own parser, types
// included, so that nothing that is an import to the compiler is missed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';
import { ROOMS, WORKED_OUT } from '../../build/arrows.ts';

export const root = path.resolve(import.meta.dirname, '../..');

export type Import = {
  readonly from: string;
  /** The specifier as written. */
  readonly name: string;
  /** The imported file, relative to the root; null for packages and built-in modules. */
  readonly file: string | null;
  /** Only types: gone after compilation. */
  readonly isType: boolean;
  /** `import()`: loaded when it is asked for. */
  readonly isLazy: boolean;
};
export type Source = {
  readonly file: string;
  readonly room: string | null;
  readonly text: string;
  readonly imports: readonly Import[];
  /** Names that are read or called: `Date.now`, `setTimeout`, `new Date()`, … */
  readonly uses: ReadonlySet<string>;
  readonly body: readonly Node[];
};
export type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [key: string]: unknown };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** All source files of a folder, or of all rooms. */
export function readSources(under = ['main', 'renderer', 'preload', 'shared', 'build', 'tests']): Source[] {
  return under.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
      .filter((file) => !file.startsWith('tests/.results/'))
      .map((file) => readSource(file, readFileSync(path.join(root, file), 'utf8'))),
  );
}

/** One source; throws where it does not parse, imports a file that is not there, or one whose name is worked out at run time. */
export function readSource(file: string, text: string): Source {
  const { program, errors } = parseSync(path.join(root, file), text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const imports: Import[] = [];
  const uses = new Set<string>();
  visit(program as unknown as Node, (node) => {
    const found = importOf(file, node);
    if (found !== null) imports.push(found);
    const used = useOf(node);
    if (used !== null) uses.add(used);
  });
  return { file, room: roomOf(file), text, imports, uses, body: program.body as unknown as Node[] };
}

/** The room of a file: the deepest folder that is one; null: it is outside the house. */
export function roomOf(file: string): string | null {
  const folder = path.posix.dirname(file);
  const [, name] = /^([^.]+)(?:\.[a-z.-]+)?$/.exec(path.posix.basename(file)) ?? [];
  let best: string | null = null;
  let depth = -1;
  for (const [room, { at }] of Object.entries(ROOMS)) {
    const isHere = typeof at === 'string' ? `${folder}/`.startsWith(`${at}/`) : folder === 'main' && at.includes(name ?? '');
    const length = typeof at === 'string' ? at.length : 4;
    if (isHere && length > depth) [best, depth] = [room, length];
  }
  return best;
}

export function visit(node: unknown, see: (node: Node) => void): void {
  if (Array.isArray(node)) for (const one of node) visit(one, see);
  else if (isNode(node)) {
    see(node);
    for (const [key, value] of Object.entries(node)) if (key !== 'type') visit(value, see);
  }
}

function importOf(from: string, node: Node): Import | null {
  const kinds = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression', 'TSImportType'];
  if (!kinds.includes(node.type) || !isNode(node.source)) return null;
  const name = node.source.value;
  if (typeof name !== 'string') {
    if (WORKED_OUT.includes(from)) return null;
    throw new Error(`${from} imports what is worked out at run time, which no arrow can be held against.`);
  }
  // `import { type A }` stays an import after compilation (verbatimModuleSyntax).
  const isType = node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type';
  return { from, name, file: fileOf(from, name), isType, isLazy: node.type === 'ImportExpression' };
}

function fileOf(from: string, name: string): string | null {
  if (!name.startsWith('.')) return null;
  const file = path.posix.join(path.posix.dirname(from), name);
  if (!existsSync(path.join(root, file))) throw new Error(`${from} imports ${name}, which is not there.`);
  return file;
}

function useOf(node: Node): string | null {
  if (node.type === 'Identifier') return node.name as string;
  if (node.type === 'MemberExpression' && isNode(node.object) && isNode(node.property) && node.computed !== true)
    return node.object.type === 'Identifier' ? `${node.object.name}.${node.property.name}` : null;
  if (node.type === 'NewExpression' && isNode(node.callee) && node.callee.name === 'Date')
    return (node.arguments as unknown[]).length === 0 ? 'new Date()' : null;
  return node.type === 'CallExpression' && isNode(node.callee) && node.callee.name === 'Date' ? 'new Date()' : null;
}
