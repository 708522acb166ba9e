// The command line's door: takes the arguments, runs the one command that they name, and says how it ended.
import { CommanderError } from 'commander';
import { DONE, Ended, reportFailure } from './outcome.ts';
import { programOf } from './program.ts';
import { usage } from './usage.ts';
import type { CliWorld } from './world.ts';

/**
 * Returns the exit code: 0 done; 1 the operation failed; 2 wrong usage or refused input, with nothing changed. Never rejects.
 * `argv`: the arguments alone, without the executable. The caller drains standard output before it exits.
 */
export async function run(argv: readonly string[], world: CliWorld): Promise<number> {
  try {
    await programOf(world).parseAsync([...argv], { from: 'user' });
    return DONE;
  } catch (error) {
    // Commander throws for help and version too, with exit code 0.
    if (error instanceof CommanderError && error.exitCode === 0) return DONE;
    if (error instanceof Ended) return error.code;
    return reportFailure(error instanceof CommanderError ? wrongUsage(error) : error, world, argv.includes('--json'));
  }
}

const SECRET_OPTION = /'(--(?:token|proxy-password|password))\b(?!-)/;

/** Commander's message without what was typed after a `=`: it may be a secret. */
function wrongUsage({ code, message }: CommanderError): Error {
  if (code === 'commander.help') return usage('Which command? See cusp-license --help.');
  const said = message.replace(/^error: /, '').replace(/(unknown option '[^'=\s]+)=[^']*'/, "$1'");
  const secret = SECRET_OPTION.exec(said)?.[1];
  if (code === 'commander.unknownOption' && secret !== undefined)
    return usage(
      `${secret} is not an option: secrets are read from a file or standard input (--token-file, --token-stdin, --proxy-password-file).`,
    );
  return usage(said);
}
