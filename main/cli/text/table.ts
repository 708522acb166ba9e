// Columns that stand under each other, for people; `--json` is for programs.

type Options = { head?: readonly string[] /** Indexes of columns that are aligned to the right. */; right?: readonly number[] };

const width = (text: string): number => [...text].length;

/** Two blanks between columns, no blanks at the end of a line; empty where there is no row. */
export function table(rows: readonly (readonly string[])[], { head, right = [] }: Options = {}): string {
  if (rows.length === 0) return '';
  const lines = head === undefined ? rows : [head, ...rows];
  const widths = lines.reduce<number[]>((most, line) => line.map((cell, k) => Math.max(most[k] ?? 0, width(cell))), []);
  const padded = (cell: string, k: number): string => {
    const blanks = ' '.repeat((widths[k] ?? 0) - width(cell));
    return right.includes(k) ? blanks + cell : cell + blanks;
  };
  return lines.map((line) => `${line.map(padded).join('  ').trimEnd()}\n`).join('');
}
