// The licence-server simulator alone. It does not host agents, so it takes no lock: any host may speak to it meanwhile.
import type { Fault } from '../../../shared/model/simulator-fault.ts';
import type { Cli } from '../cli.ts';

export type SimulatorCommandOptions = { port: number; httpsPort: number; state?: string; fault?: Fault[] };

export async function simulator(cli: Cli, { port, httpsPort, state, fault }: SimulatorCommandOptions): Promise<void> {
  const { world, folder, demo } = cli;
  let stop = (): void => {};
  const asked = new Promise<void>((resolve) => {
    stop = world.onStop(resolve);
  });
  try {
    const running = await world.startSimulator({ folder, port, httpsPort, stateFile: state ?? null, demo, faults: fault ?? [] });
    // Explicit, in the order that is promised: whatever else the simulator knows stays with it.
    const { http, https, token, signerCa, tlsCa, control } = running.addresses;
    world.stdout.write(`${JSON.stringify({ http, https, token, signerCa, tlsCa, control })}\n`);
    await asked;
    await running.dispose();
  } finally {
    stop();
  }
}
