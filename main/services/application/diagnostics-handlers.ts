// Why an instance does not reach its licence server: the pre-flight checks, in one answer or step by step, and its last exchanges.
import type { Output, ParsedInput } from '../../../shared/ipc/contract.ts';
import type { CheckResult, ExchangeRecord } from '../../../shared/model/diagnostics.ts';
import type { Patient } from '../transport/doctor.ts';
import type { Examined } from '../transport/doctor-words.ts';
import type { Application } from './application.ts';
import { agentOf } from './detail.ts';
import { DoctorRuns } from './doctor-runs.ts';

/** What the diagnostics are told by: the transport that the agents use. */
export type Diagnostics = {
  /** Oldest first. */
  exchanges(instanceId: string): readonly ExchangeRecord[];
  /** All checks in their order; `signal` ends them: what is left is skipped. Changes nothing at the server. */
  examine(patient: Patient, signal: AbortSignal): AsyncIterable<Examined>;
  /** Real ms that grow evenly. */
  steadyMs(): number;
};

export function diagnosticsHandlers({ fleet, diagnostics, chance }: Application) {
  const runs = new DoctorRuns(diagnostics.steadyMs);

  const patientOf = async (id: string): Promise<Patient> => {
    const { agent } = await agentOf(fleet, id);
    const { instance, configuration, state } = agent;
    const { serverUrl: url, transport, proxy } = configuration;
    const { liveServerAllowed } = instance;
    return { route: { instanceId: id, url, transport, proxy, liveServerAllowed }, registered: state.identity !== null };
  };

  return {
    'diagnostics.exchanges': async ({ id }: ParsedInput<'diagnostics.exchanges'>): Promise<ExchangeRecord[]> => {
      await agentOf(fleet, id);
      return diagnostics.exchanges(id).toReversed();
    },

    'diagnostics.doctor': async ({ id }: ParsedInput<'diagnostics.doctor'>): Promise<CheckResult[]> => {
      const results: CheckResult[] = [];
      for await (const { found: _, ...result } of diagnostics.examine(await patientOf(id), new AbortController().signal))
        results.push(result);
      return results;
    },

    'diagnostics.start': async ({ id }: ParsedInput<'diagnostics.start'>): Promise<Output<'diagnostics.start'>> => {
      const patient = await patientOf(id);
      const run = chance.uuid();
      runs.start(run, (signal) => diagnostics.examine(patient, signal));
      return { run };
    },
    'diagnostics.next': ({ run, known }: ParsedInput<'diagnostics.next'>): Promise<Output<'diagnostics.next'>> =>
      runs.next(run, known),
    'diagnostics.cancel': async ({ run }: ParsedInput<'diagnostics.cancel'>): Promise<Output<'diagnostics.cancel'>> => {
      runs.cancel(run);
      return {};
    },
  };
}
