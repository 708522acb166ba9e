// SECURITY: app://ui, the only origin there is: the built page out of a list of files that is read once, so that no path of a
// request ever reaches the disk. Development and tests load it the same way.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ProtocolResponse, protocol, type Session } from 'electron';
import { contentPolicy } from './content-policy.ts';

export const APP_ORIGIN = 'app://ui';
export const PAGE_URL = `${APP_ORIGIN}/index.html`;
const NONCE = '__CSP_NONCE__';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Once, before `ready`. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/**
 * `folder`: the built page. By the older of Electron's two ways: the newer one first loads a whole HTTP client into main, which the
 * window would wait for, and hands each file on piece by piece.
 */
export function serveApp(session: Session, folder: string): void {
  const files = listFiles(folder);
  session.protocol.registerBufferProtocol('app', ({ url, method }, answer) => answer(answerTo(files, new URL(url), method)));
}

function answerTo(files: ReadonlyMap<string, string>, url: URL, method: string): ProtocolResponse {
  if (method !== 'GET') return refusal(405);
  const file = url.host === 'ui' ? files.get(url.pathname === '/' ? '/index.html' : url.pathname) : undefined;
  const type = file && TYPES[path.extname(file)];
  if (file === undefined || type === undefined) return refusal(404);
  const headers = {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  };
  if (!file.endsWith('.html')) return { data: readFileSync(file), headers };
  const nonce = randomBytes(16).toString('base64');
  return {
    data: Buffer.from(readFileSync(file, 'utf8').replaceAll(NONCE, nonce)),
    headers: { ...headers, 'cache-control': 'no-store', 'content-security-policy': contentPolicy(nonce) },
  };
}

/** Without a body it would be a broken connection, not an answer. */
const refusal = (statusCode: number): ProtocolResponse => ({ statusCode, data: Buffer.alloc(0) });

function listFiles(folder: string): Map<string, string> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const file = path.join(entry.parentPath ?? entry.path, entry.name);
      return [`/${path.relative(folder, file).split(path.sep).map(encodeURIComponent).join('/')}`, file];
    }),
  );
}
