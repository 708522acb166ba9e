// The executable's entry: the command line (everything after `--command-line`) or the window. Nothing heavy is imported
// here: Electron holds `ready` back while this module loads, so a command is done and gone before a display is needed, unless
// it says that it wants `ready` after all.
const marker = process.argv.indexOf('--command-line');

if (marker !== -1) {
  const { runCommandLine } = await import('./command-line.ts');
  await runCommandLine(process.argv.slice(marker + 1));
} else {
  await import('./desktop.ts');
}

export {};
