// Lines out of a stream of bytes, as they come, with a limit on how much of an unfinished one is kept.
export const LONGEST_LINE_BYTES = 1024 * 1024;

export class LineTooLong extends Error {}

/** Feed it chunks; returns the lines that they complete, without their ends. Throws LineTooLong. */
export function lineReader(longest: number = LONGEST_LINE_BYTES): (chunk: Buffer) => string[] {
  let unfinished: Buffer[] = [];
  let kept = 0;
  return (chunk) => {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, start)) {
      if (kept + end - start > longest) throw new LineTooLong();
      lines.push(Buffer.concat([...unfinished, chunk.subarray(start, end)]).toString('utf8'));
      unfinished = [];
      kept = 0;
      start = end + 1;
    }
    if (start < chunk.length) {
      unfinished.push(chunk.subarray(start));
      kept += chunk.length - start;
      if (kept > longest) throw new LineTooLong();
    }
    return lines;
  };
}
