// CSV that spreadsheets open without running any of it, and read again as it was written. The library is loaded when it is needed.

/**
 * A cell that begins so would be taken for a formula: it gets an apostrophe, which a spreadsheet does not show. Cells that begin with
 * apostrophes before such a sign get one more, so that reading takes off exactly what writing put there.
 */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

export type Cell = string | number | null;

/** Comma-separated, CRLF, with the byte order mark by which spreadsheets know UTF-8. */
export async function csvText(head: readonly string[], rows: readonly (readonly Cell[])[]): Promise<string> {
  const { default: papa } = await import('papaparse');
  const lines = rows.map((row) => row.map(defused));
  return `\uFEFF${papa.unparse({ fields: [...head], data: lines }, { newline: '\r\n' })}\r\n`;
}

const defused = (cell: Cell): string => {
  if (typeof cell === 'number') return String(cell);
  return cell === null ? '' : FORMULA.test(cell) ? `'${cell}` : cell;
};

/** What a cell meant before it was defused. */
export const meant = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);

export type CsvRecord = { line: number; cells: string[] };
export type CsvRead = { records: CsvRecord[]; broken: { line: number; message: string } | null };

/** Comma, semicolon or tab, by the first line. `line` counts from 1 in the text as it is, line breaks inside cells included. */
export async function readCsv(text: string): Promise<CsvRead> {
  const { default: papa } = await import('papaparse');
  const records: CsvRecord[] = [];
  let broken: CsvRead['broken'] = null;
  let at = 0;
  let line = 1;
  papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    step: ({ data, errors, meta }, parser) => {
      const [error] = errors;
      if (error !== undefined) {
        broken = {
          line,
          message: error.type === 'Quotes' ? 'A quotation mark is not closed, or stands in the middle of a cell.' : error.message,
        };
        parser.abort();
        return;
      }
      if (data.some((cell) => cell.trim() !== '')) records.push({ line, cells: data.map(meant) });
      for (let next = text.indexOf('\n', at); next !== -1 && next < meta.cursor; next = text.indexOf('\n', next + 1)) line += 1;
      at = meta.cursor;
    },
  });
  return { records, broken };
}

function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/\r|\n|$/)).replace(/"[^"]*"/g, '');
  const count = (sign: string) => first.split(sign).length;
  return [';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',');
}
