// Where a text stops being JSON: the runtime's own message names no place for most mistakes, and a file of ten thousand entries is not
// searched by eye.

const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy;

type Next = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end';

/** The line of the first token that cannot stand where it stands, or where the text breaks off; counts from 1. */
export function faultLine(text: string): number {
  const open: ('{' | '[')[] = [];
  let next: Next = 'value';
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const [whole = '', sign, string] = TOKEN.exec(text) ?? [];
    const following: Next | null = whole === '' ? null : after(next, sign ?? (string === undefined ? 'literal' : 'string'), open);
    if (following === null) {
      const blank = /[^ \t\r\n]|$/.exec(text.slice(at))?.index ?? 0;
      return text.slice(0, at + blank).split('\n').length;
    }
    next = following;
    at += whole.length;
  }
}

/** What may follow a token; null: it cannot stand here. `open` is changed. */
function after(next: Next, token: string, open: ('{' | '[')[]): Next | null {
  const inside = open.at(-1);
  const isValue = next === 'value' || next === 'value or end';
  const isKey = next === 'key' || next === 'key or end';
  if (token === '{' || token === '[') {
    if (!isValue) return null;
    open.push(token);
    return token === '{' ? 'key or end' : 'value or end';
  }
  if (token === '}' || token === ']') {
    const fits = inside === (token === '}' ? '{' : '[') && next !== 'value' && next !== 'key' && next !== 'colon';
    open.pop();
    return fits ? 'comma or end' : null;
  }
  if (token === ',') return next === 'comma or end' && inside !== undefined ? (inside === '{' ? 'key' : 'value') : null;
  if (token === ':') return next === 'colon' ? 'value' : null;
  if (isKey) return token === 'string' ? 'colon' : null;
  return isValue ? 'comma or end' : null;
}
