// The operating system's keystore as a vault, where there is a real one. It is asked in a child process first: a keyring that is
// locked or hangs would freeze this one.
import { spawn } from 'node:child_process';
import { app, safeStorage } from 'electron';
import { boundVault, type Vault } from '../services/secrets/vault.ts';

const PROBE_WITHIN_MS = 3_000;
/** What real backends put before their ciphertexts on Linux; `v10` is a fixed key, which protects nothing. */
const REAL_PREFIX = 'v11';

/** Switches that make the windowless runs see the keyring that the desktop sees; before `ready`. */
export function chooseKeyring(): void {
  const desktop = process.env.XDG_CURRENT_DESKTOP;
  if (process.platform === 'linux' && !desktop && process.env.DBUS_SESSION_BUS_ADDRESS)
    app.commandLine.appendSwitch('password-store', 'gnome-libsecret');
}

/** Null: there is no keystore, or it does not answer. `probe`: command line of this program that runs `answerProbe`. */
export async function keystoreVault(probe: readonly string[]): Promise<Vault | null> {
  await app.whenReady();
  if (process.platform === 'linux' && (safeStorage.getSelectedStorageBackend() === 'basic_text' || !(await probed(probe))))
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

function probed(command: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { stdio: 'ignore', timeout: PROBE_WITHIN_MS, killSignal: 'SIGKILL' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** The child's part: exit code 0 says that the keystore answered. */
export async function answerProbe(): Promise<never> {
  await app.whenReady();
  process.exit(isReal() ? 0 : 1);
}
