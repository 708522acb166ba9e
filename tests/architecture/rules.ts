// What the table of arrows forbids, as functions from a source to what is wrong with it, so that each rule is seen to refuse.
import { builtinModules } from 'node:module';
import { ROOMS, SPOTS, TIMELESS } from '../../build/arrows.ts';
import { type Import, roomOf, type Source } from './source.ts';

/** Imports that the table does not allow, each as `file imports name: why not`. */
export function wrongImports({ file, room, imports }: Pick<Source, 'file' | 'room' | 'imports'>): string[] {
  if (room === null) return [`${file} is in no room of the table`];
  return imports.flatMap((one) => {
    const reason = one.file === null ? wrongModule(room, one) : wrongRoom(room, roomOf(one.file));
    return reason === null ? [] : [`${file} imports ${one.name}: ${reason}`];
  });
}

function wrongRoom(from: string, to: string | null): string | null {
  if (to === null) return 'it is in no room of the table';
  return from === to || ROOMS[from]?.sees.includes(to) ? null : `${from} does not see ${to}`;
}

function wrongModule(room: string, { name }: Import): string | null {
  const { node, electron, packages = [] } = ROOMS[room] ?? {};
  if (name.startsWith('node:')) return node ? null : `${room} does not see Node`;
  if (builtinModules.includes(name)) return 'modules of Node are written with node:';
  if (name === 'electron' || name.startsWith('electron/')) return electron ? null : `${room} does not see Electron`;
  const package_ = name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
  return packages.includes(package_) ? null : `${room} does not use ${package_}`;
}

/** Names that bring time or chance into a place that gets both passed in. */
export const TIME_AND_CHANCE = [
  'Date.now',
  'new Date()',
  'performance.now',
  'setTimeout',
  'setInterval',
  'AbortSignal.timeout',
  'timers.setTimeout',
  'Math.random',
  'crypto.getRandomValues',
  'randomBytes',
  'randomInt',
  'randomUUID',
  'crypto.randomUUID',
];

export const isAt = (file: string, at: string): boolean => file === at || file.startsWith(`${at}/`);

/** Uses of time or chance outside the spots that the table lists. */
export function wrongUses({ file, room, uses }: Pick<Source, 'file' | 'room' | 'uses'>): string[] {
  if (room === null || !TIMELESS.includes(room)) return [];
  const allowed = SPOTS.filter(({ at }) => isAt(file, at)).flatMap((spot) => spot.uses);
  return TIME_AND_CHANCE.filter((name) => uses.has(name) && !allowed.includes(name)).map((name) => `${file} uses ${name}`);
}

/** Files that import each other in a circle when the program starts: the order in which they run would be chance. */
export function circles(sources: readonly Pick<Source, 'file' | 'imports'>[]): string[] {
  const next = new Map(
    sources.map(({ file, imports }) => [
      file,
      imports.flatMap((one) => (one.isType || one.isLazy || one.file === null ? [] : [one.file])),
    ]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: readonly string[]) => {
    const at = path.indexOf(file);
    if (at !== -1) found.push([...path.slice(at), file].join(' → '));
    if (at !== -1 || done.has(file)) return;
    for (const imported of next.get(file) ?? []) walk(imported, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return found;
}

/** All files that are loaded at once with `entry`, and the packages among them. */
export function loadedWith(
  entry: string,
  sources: readonly Pick<Source, 'file' | 'imports'>[],
): { files: string[]; packages: string[] } {
  const byFile = new Map(sources.map((source) => [source.file, source.imports]));
  const files = new Set<string>();
  const packages = new Set<string>();
  const load = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    for (const one of byFile.get(file) ?? []) {
      if (one.isType || one.isLazy) continue;
      if (one.file !== null) load(one.file);
      else if (!one.name.startsWith('node:') && one.name !== 'electron') packages.add(one.name);
    }
  };
  load(entry);
  return { files: [...files], packages: [...packages].sort() };
}
