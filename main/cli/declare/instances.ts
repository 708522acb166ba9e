// `instance …` and `configure`: arguments, options and help.
import { type Command, Option } from 'commander';
import type { Cli } from '../cli.ts';
import type { ConfigureOptions } from '../commands/configure.ts';
import type { AddOptions } from '../commands/instance.ts';
import { collect, waitSeconds } from './values.ts';

export const waitOption = (): Option =>
  new Option('--wait <seconds>', "how long to wait for the licence server's answer").default(60).argParser(waitSeconds);

export function declareInstances(program: Command, cli: () => Cli): void {
  const instance = program.command('instance').description('add, list, show and remove product instances');

  instance
    .command('add <name>')
    .description('add an instance; smart licensing is not enabled on it yet')
    .requiredOption('--max-call-rate <n>', 'calls per second (CPS) that the box can handle')
    .addOption(new Option('--profile <profile>', 'product (default: CUSP)').choices(['CUSP', 'CCCSP']))
    .option('--software-version <v>', 'its software version, like 10.2.1')
    .option('--address <host>', 'its IP address or name')
    .option('--account <account>', 'the virtual account that is planned for it')
    .option('--tag <tag>', 'a tag; may be given several times', collect)
    .addOption(new Option('--environment <environment>', '(default: production)').choices(['production', 'lab']))
    .addHelpText('after', '\nExample:\n  cusp-license instance add fra-sbc-01 --max-call-rate 200 --tag frankfurt')
    .action(async (name: string, options: AddOptions) => (await import('../commands/instance.ts')).add(cli(), name, options));

  instance
    .command('list')
    .description('all instances, by name')
    .action(async () => (await import('../commands/instance.ts')).list(cli()));

  instance
    .command('show <name>')
    .description('all that is known of one instance')
    .action(async (name: string) => (await import('../commands/instance.ts')).show(cli(), name));

  instance
    .command('remove <name>')
    .description('remove an instance; a registered one is deregistered first')
    .option('--yes', 'do it; without it only what would happen is said')
    .addOption(waitOption())
    .action(async (name: string, options: { yes?: boolean; wait: number }) =>
      (await import('../commands/instance.ts')).remove(cli(), name, options),
    );
}

export function declareConfigure(program: Command, cli: () => Cli): void {
  const seen = new Set<string>();
  const configure = program
    .command('configure <name>')
    .description('change the smart licensing configuration, all or nothing; with a token it registers too')
    .addOption(new Option('--enable', 'enable smart licensing').conflicts('disable'))
    .option('--disable', 'disable smart licensing; a registered instance is deregistered first')
    .option('--license-count <n>', 'CPS, a multiple of 5; one licence covers 5 CPS')
    .option('--server-url <url>', 'licence server URL')
    .addOption(new Option('--transport <mode>', 'transport mode').choices(['call-home', 'http']))
    .option('--proxy <host:port>', 'HTTP(S) proxy, an IPv6 address in brackets')
    .option('--no-proxy', 'no proxy')
    .addOption(new Option('--proxy-system', 'the proxy that the desktop’s settings name').conflicts('proxy'))
    .option('--proxy-user <user>', 'user name at the proxy')
    .option('--proxy-password-file <file>', 'file with the password at the proxy')
    .option('--signer-ca <file>', 'PEM file: roots of the licence server’s signatures to trust')
    .option('--tls-ca <file>', 'PEM file: roots of TLS certificates to trust')
    .addOption(new Option('--token-file <file>', 'file with a registration token').conflicts('tokenStdin'))
    .option('--token-stdin', 'read a registration token from standard input')
    .option('--force', 'with a token: replace a registration that exists')
    .option('--deregister-and-switch', 'agree to a deregistration where another licence server needs one')
    .option('--allow-unverified-live-server', 'let this instance speak to a live Cisco server')
    .addOption(waitOption())
    .addHelpText(
      'after',
      `
Examples:
  cusp-license configure fra-sbc-01 --enable --license-count 50 --transport http \\
    --server-url https://licences.example.com/SmartTransport --token-file token.txt
  cusp-license configure fra-sbc-01 --license-count 100
  cusp-license configure fra-sbc-01 --proxy 10.0.0.9:3128 --proxy-user lic --proxy-password-file proxy.txt`,
    );
  for (const option of ['proxy', 'no-proxy']) configure.on(`option:${option}`, () => seen.add(option));
  configure.action(async (name: string, options: ConfigureOptions) => {
    if (seen.size === 2) configure.error("error: option '--proxy' cannot be used with option '--no-proxy'");
    await (await import('../commands/configure.ts')).configure(cli(), name, options);
  });
}
