// The packages of the operating system that Electron and the tests need. As root they are installed; anybody else is told the line.
import { must, run, step, stop } from './progress.mjs';

/** Each entry is one need; newer releases have other names for some. */
const RUNTIME = [['libgtk-3-0', 'libgtk-3-0t64'], ['libnss3'], ['libasound2', 'libasound2t64'], ['libgbm1']];
const UNPACKING = [['libarchive-tools']];
const TESTING = [['xvfb'], ['tinyproxy-bin'], ['dbus-daemon', 'dbus'], ['libnotify4']];

const installed = async (name) => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholder
  const { code, output } = await run('dpkg-query', ['-W', '-f=${db:Status-Status}', name]);
  return code === 0 && output.startsWith('installed');
};

/** Makes sure that they are there; on other systems than Debian and its like nothing is looked at. */
export async function ensureDebianPackages({ unpacking, testing }) {
  if (process.platform !== 'linux' || (await run('dpkg-query', ['--version']).catch(() => ({ code: 1 }))).code !== 0) return;
  const missing = [];
  for (const names of [...RUNTIME, ...(unpacking ? UNPACKING : []), ...(testing ? TESTING : [])])
    if (!(await Promise.all(names.map(installed))).includes(true)) missing.push(names[0]);
  if (missing.length === 0) return;
  const line = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid() !== 0)
    stop(`Packages of the system are missing. Run this, then try again:\n  sudo apt-get update && sudo ${line}`);
  await step(`Installing ${missing.join(' ')}`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await must('apt-get update', 'apt-get', ['update'], { env });
    await must('apt-get install', 'apt-get', line.split(' ').slice(1), { env });
  });
}
