// The page is locked in: its origin, its content policy, its bridge, and nowhere else to go.
// Declares `window.bridge`.
import type {} from '../../renderer/api/client.ts';
import { CHANNELS, PUSHES } from '../../shared/ipc/channels.ts';
import { expect, test } from './app.ts';

test('the page is on its own origin, under a content policy that is in force, with the contract and nothing more', async ({
  start,
}) => {
  const { page, electron, console } = await start();
  expect(page.url()).toMatch(/^app:\/\/ui\/index\.html/);

  const tried = await page.evaluate(async () => {
    const script = document.createElement('script');
    try {
      script.textContent = 'window.injected = true';
      document.head.append(script);
    } catch {
      // Trusted types refuse it even before the policy does.
    }
    const style = document.createElement('style');
    style.textContent = 'body { outline: 3px solid red }';
    document.head.append(style);
    const attempt = async (act: () => unknown) => {
      try {
        await act();
        return 'done';
      } catch {
        return 'refused';
      }
    };
    return {
      injected: 'injected' in window,
      // What the test itself evaluates is exempt from the policy; a text given to a timer is not.
      evaluated: await attempt(() => setTimeout('window.evaluated = true' as unknown as () => void)),
      styled: getComputedStyle(document.body).outlineStyle,
      fetched: await attempt(() => fetch('app://ui/index.html')),
      file: await attempt(() => fetch('file:///etc/passwd')),
      opened: window.open('https://example.com') === null,
      node: typeof (globalThis as { require?: unknown }).require + typeof (globalThis as { process?: unknown }).process,
      bridge: Object.keys(window.bridge).sort(),
      pushes: Object.keys(window.bridge.on).sort(),
    };
  });
  expect(tried).toEqual({
    injected: false,
    evaluated: 'refused',
    styled: 'none',
    fetched: 'refused',
    file: 'refused',
    opened: true,
    node: 'undefinedundefined',
    bridge: [...CHANNELS, 'on'].sort(),
    pushes: [...PUSHES].sort(),
  });

  // Gone elsewhere, the page would answer from there, or not at all.
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  const still = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL());
  for (let look = 0; look < 10; look += 1) expect(await still()).toMatch(/^app:\/\/ui\/index\.html/);
  expect(electron.windows()).toHaveLength(1);
  expect(console.filter((line) => /pageerror/.test(line))).toEqual([]);
});

test('input that is not the contract’s is refused at the door, by its code', async ({ start }) => {
  const { page } = await start();
  const answers = await page.evaluate(async () => {
    const bridge = window.bridge as unknown as Record<
      string,
      (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>
    >;
    const hostile = [
      undefined,
      null,
      'x',
      7,
      [],
      { id: 'no-uuid' },
      { id: { $ne: null } },
      JSON.parse('{"__proto__":{"id":"x"}}'),
    ];
    const codes = await Promise.all(hostile.map(async (input) => (await bridge['instances.detail']?.(input))?.error?.code));
    const unknown = await bridge['instances.detail']?.({ id: '00000000-0000-4000-8000-000000000000' });
    return { codes, unknown: unknown?.error?.code };
  });
  expect(new Set(answers.codes)).toEqual(new Set(['invalid-input']));
  expect(answers.unknown).toBe('not-found');
});

test('the page comes out of a list of files: nothing else is served', async ({ start }) => {
  const { electron } = await start();
  const statuses = await electron.evaluate(async ({ session }) => {
    const paths = [
      '/../../package.json',
      '/%2e%2e/%2e%2e/package.json',
      '/..%2f..%2fpackage.json',
      '//etc/passwd',
      '/INDEX.HTML',
      '/nothing.js',
    ];
    const status = (url: string) =>
      session.defaultSession.fetch(url).then(
        (answer) => answer.status,
        () => 0,
      );
    return Promise.all([...paths.map((path) => status(`app://ui${path}`)), status('app://other/index.html')]);
  });
  expect(new Set(statuses)).toEqual(new Set([404]));
});
