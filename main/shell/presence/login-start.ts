// Whether the program starts when this user logs in: always as the system has it, so that what is shown is what will happen.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import { writePrivateFile } from '../../services/host/private-file.ts';
import { IN_TRAY } from './in-tray.ts';

export interface LoginStart {
  isOn(): boolean;
  /** Throws the system's error. */
  set(on: boolean): void;
}

/** `folder`: the data folder; null: the usual one. */
export function loginStart(folder: string | null): LoginStart {
  const args = [...(app.isPackaged ? [] : [app.getAppPath()]), ...(folder === null ? [] : ['--data-dir', folder]), IN_TRAY];
  if (process.platform === 'linux') return autostartFile(autostartFolder(), [process.execPath, ...sandboxArgs(), ...args]);
  return {
    isOn: () => app.getLoginItemSettings({ args }).openAtLogin,
    set: (openAtLogin) => app.setLoginItemSettings({ openAtLogin, args }),
  };
}

/** Whoever had to start it without the sandbox (root) would not see it start otherwise. */
const sandboxArgs = (): string[] => (app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : []);

const autostartFolder = (): string => path.join(process.env.XDG_CONFIG_HOME || path.join(homedir(), '.config'), 'autostart');

/** The desktop's own way: a file in `folder`. One that starts something else, or that somebody switched off, counts as off. */
function autostartFile(folder: string, command: readonly string[]): LoginStart {
  const file = path.join(folder, 'cusp-license-manager.desktop');
  const execution = `Exec=${command.map(quoted).join(' ')}`;
  const text = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=CUSP License Manager',
    execution,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
  return {
    isOn() {
      const lines = linesOf(file);
      const isOff = lines.some((line) => /^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/.test(line));
      return lines.includes(execution) && !isOff;
    },
    set(on) {
      if (!on) return rmSync(file, { force: true });
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writePrivateFile(file, text);
    },
  };
}

/** As the Desktop Entry Specification quotes an argument: twice, once for the file and once for the command. */
const quoted = (argument: string): string =>
  /^[\w@%+=:,./-]+$/.test(argument)
    ? argument.replaceAll('%', '%%')
    : `"${argument
        .replace(/["`$\\]/g, '\\$&')
        .replaceAll('\\', '\\\\')
        .replaceAll('%', '%%')}"`;

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
