// A process with a store, for tests that kill it or run it as another user. It says on standard output what was acknowledged.
import { join } from 'node:path';
import { openStore } from '../../../main/services/store/open-store.ts';
import { StoreOpenError } from '../../../main/services/store/store-errors.ts';
import { workerThread } from '../../../main/services/store/store-thread.ts';
import { agentNamed, all, commit } from './agents.ts';

const [mode, file = ''] = process.argv.slice(2);
const say = (line: string) => void process.stdout.write(`${line}\n`);
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

try {
  const thread = () => workerThread(join(import.meta.dirname, 'store-worker.mjs'));
  const store = await openStore({ file, thread, now: () => 0, log: quiet });
  if (mode === 'open') {
    say(`opened ${(await all(store.agents)).length}`);
    await store.dispose();
  } else {
    // Several writers at once, each telling its own steps, until somebody kills the process.
    const write = async (writer: number) => {
      const agent = agentNamed(`writer-${writer}`);
      for (let step = 0; ; step += 1) {
        const state = { ...agent.state, lastAttemptAt: step };
        await commit(store.agents, { ...agent, state }, [{ at: step, event: 'enabled', detail: { step }, actor: 'agent' }], step);
        say(`${writer} ${step}`);
      }
    };
    await Promise.all(Array.from({ length: 5 }, (_, writer) => write(writer)));
  }
} catch (error) {
  say(error instanceof StoreOpenError ? error.reason : String(error));
}
