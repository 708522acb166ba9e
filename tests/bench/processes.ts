// What a tree of processes takes, as the kernel counts it: memory as proportional set size (shared pages divided among those who
// share them), processor time of all threads.
import { readdir, readFile } from 'node:fs/promises';

/** Clock ticks of /proc a second; fixed at 100 for user space on Linux. */
const TICKS = 100;

export type Process = { pid: number; parent: number; cpuMs: number };

async function processes(): Promise<Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').then(parsed, () => null)));
  return found.filter((one) => one !== null);
}

/** The name in the middle may hold spaces and brackets. */
function parsed(stat: string): Process {
  const [pid] = stat.split(' ', 1);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number) as [number, number, number];
  return { pid: Number(pid), parent, cpuMs: ((user + system) * 1000) / TICKS };
}

/** A process and all that it started. */
export async function treeOf(root: number): Promise<Process[]> {
  const all = await processes();
  const tree = all.filter(({ pid }) => pid === root);
  for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === pid));
  return tree;
}

/** Of all processes of the tree that live now. */
export async function cpuMsOf(root: number): Promise<number> {
  return (await treeOf(root)).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** Bytes. A process that ends meanwhile counts as none. */
export async function memoryOf(root: number): Promise<number> {
  const sizes = await Promise.all((await treeOf(root)).map(({ pid }) => pssOf(pid)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

export async function pssOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
}
