// What the bench says: one figure per line of its table, each with its yardstick of the same run and its goal.

/** A bound of the ratio to the yardstick, or of the value itself. */
export type Goal = { readonly of: 'ratio' | 'value'; readonly is: 'at most' | 'at least'; readonly bound: number };

export type Figure = {
  readonly row: string;
  /** How many instances; null: the figure knows of none. */
  readonly instances: number | null;
  readonly unit: 'ms' | 'MB' | 's' | '/s' | 'frames/s' | 'bytes';
  readonly value: number;
  /** Of the same run, in the same unit; null: the goal is absolute. */
  readonly yardstick: number | null;
  readonly goal: Goal | null;
  readonly runs: number;
};

export const keyOf = ({ row, instances }: Pick<Figure, 'row' | 'instances'>): string =>
  instances === null ? row : `${row}, N = ${instances.toLocaleString('en-US')}`;

export const ratioOf = ({ value, yardstick }: Figure): number | null => (yardstick === null ? null : value / yardstick);

/** Null: there is no goal. */
export function isMet(figure: Figure): boolean | null {
  if (figure.goal === null) return null;
  const measured = figure.goal.of === 'value' ? figure.value : (ratioOf(figure) ?? Number.NaN);
  return figure.goal.is === 'at most' ? measured <= figure.goal.bound : measured >= figure.goal.bound;
}

const number = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 });

function goalText({ goal, unit }: Figure): string {
  if (goal === null) return '';
  return `${goal.is} ${number(goal.bound)}${goal.of === 'ratio' ? ' x' : ` ${unit}`}`;
}

/** A Markdown table, its columns padded, so that a terminal can be read as well. */
export function tableOf(figures: readonly Figure[]): string {
  const lines = figures.map((figure) => {
    const { value, yardstick, unit } = figure;
    const ratio = ratioOf(figure);
    const met = isMet(figure);
    return [
      keyOf(figure),
      `${number(value)} ${unit}`,
      yardstick === null ? '' : `${number(yardstick)} ${unit}`,
      ratio === null ? '' : `${ratio.toFixed(2)} x`,
      goalText(figure),
      met === null ? '' : met ? 'met' : 'missed',
    ];
  });
  const rows = [['figure', 'measured', 'yardstick', 'ratio', 'goal', ''], ...lines];
  const widths = rows[0]?.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const [head, ...rest] = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  return [head, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rest].join('\n');
}
