#!/usr/bin/env node
// `npm start`: sets the checkout up, then opens the window; without a display it hosts the agents in this terminal instead.
import { hasDisplay, root, sandboxSwitches, setUp, windowless } from './setup.mjs';
import { runHere } from './spawn-app.mjs';

const electron = await setUp({ testing: false });
const args = process.argv.slice(2);
if (hasDisplay()) {
  const switches = sandboxSwitches();
  if (switches.length > 0) process.stderr.write('Running as root: the browser sandbox is off (--no-sandbox).\n');
  // Chromium's own remarks (a missing system bus, say) are of no use here; the app's errors come all the same.
  runHere(electron, [...switches, '--log-level=3', root, ...args]);
} else {
  process.stderr.write('There is no display: the agents are hosted in this terminal instead. Ctrl+C stops them.\n');
  runHere(electron, windowless([...args, 'run', '--watch']));
}
