// The operating system's keystore as a vault, where there is a real one. It is asked in a child process first: a keyring that is
// locked or hangs would freeze this one.
import { spawn } from 'node:child_process';
import { app, safeStorage } from 'electron';
import { boundVault, type Vault } from '../services/secrets/vault.ts';

const PROBE_WITHIN_MS = 3_000;
/** What real backends put before their ciphertexts on Linux; `v10` is a fixed key, which protects nothing. */
const REAL_PREFIX = 'v11';

/** Whether there is a session bus. Electron itself sets `disabled:` where there was no address. */
const hasSessionBus = (): boolean => {
  const address = process.env.DBUS_SESSION_BUS_ADDRESS ?? '';
  return address !== '' && !address.startsWith('disabled:');
};

/** Switches that make the windowless runs see the keyring that the desktop sees; before `ready`. */
export function chooseKeyring(): void {
  const desktop = process.env.XDG_CURRENT_DESKTOP;
  if (process.platform === 'linux' && !desktop && hasSessionBus())
    app.commandLine.appendSwitch('password-store', 'gnome-libsecret');
}

/** There is nobody to ask on Linux without a session bus: servers, containers. */
export const mayHaveKeystore = (): boolean => process.platform !== 'linux' || hasSessionBus();

/** Null: there is no keystore, or it does not answer. Waits for `ready`. */
export async function keystoreVault(): Promise<Vault | null> {
  if (!mayHaveKeystore()) return null;
  await app.whenReady();
  if (process.platform === 'linux' && (safeStorage.getSelectedStorageBackend() === 'basic_text' || !(await probed())))
    return null;
  if (!isReal()) return null;
  return boundVault('keystore', {
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (ciphertext) => {
      // SECURITY: a file that was swapped for one under the fixed key would be opened without complaint.
      if (process.platform === 'linux' && ciphertext.subarray(0, 3).toString('latin1') !== REAL_PREFIX)
        throw new Error('The ciphertext is not one of the keystore.');
      return safeStorage.decryptString(ciphertext);
    },
  });
}

/** Both must hold: either alone can be true without any protection. */
const isReal = (): boolean =>
  safeStorage.isEncryptionAvailable() &&
  (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');

const PROBE = '--keyring-probe';
export const isProbe = (): boolean => process.argv.includes(PROBE);

/** This program once more, without a window, only to ask the keyring. */
function probed(): Promise<boolean> {
  const switches = ['--no-sandbox', '--log-level=3', '--ozone-platform=headless', '--disable-gpu'];
  const store = app.commandLine.getSwitchValue('password-store');
  const args = [
    ...switches,
    ...(store === '' ? [] : [`--password-store=${store}`]),
    ...(app.isPackaged ? [] : [app.getAppPath()]),
    PROBE,
  ];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: 'ignore', timeout: PROBE_WITHIN_MS, killSignal: 'SIGKILL' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** The child's part: exit code 0 says that the keystore answered. */
export async function answerProbe(): Promise<never> {
  await app.whenReady();
  process.exit(isReal() ? 0 : 1);
}
