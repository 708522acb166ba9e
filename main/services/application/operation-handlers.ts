// One operation now: register, authorize, renew the certificate, deregister. The reply comes when the wish is stored, or,
// with `waitMs`, when the licence server has answered; a failed operation is `operation-failed` with its failure.
import type { Output, ParsedInput } from '../../../shared/ipc/contract.ts';
import { FAILURE_CATEGORIES } from '../../../shared/model/closed-lists.ts';
import type { Operation } from '../../../shared/model/failure.ts';
import { checkToken, cleanToken } from '../../../shared/model/field-rules.ts';
import type { Application } from './application.ts';
import { agentOf, detailOf } from './detail.ts';
import { refuseUnconfirmed } from './guard.ts';
import { refuseProblems } from './refusals.ts';
import { withSecrets } from './secrets-of-change.ts';
import { refuseServer } from './server-guard.ts';
import { settle } from './settle.ts';
import type { Turns } from './turns.ts';

type Detail = Output<'instances.detail'>;

export function operationHandlers(application: Application, turns: Turns) {
  const { fleet } = application;

  const checkServer = async (id: string): Promise<void> => {
    const { agent } = await agentOf(fleet, id);
    refuseServer(agent.configuration.serverUrl, agent.instance.liveServerAllowed, application.info().demonstration);
  };
  const run = async (id: string, operation: Operation, begin: () => Promise<void>, waitMs = 0): Promise<Detail> => {
    await begin();
    await settle(fleet, id, operation, waitMs);
    return detailOf(fleet, id);
  };
  const runChecked = (id: string, operation: Operation, begin: () => Promise<void>, waitMs = 0): Promise<Detail> =>
    run(id, operation, () => checkServer(id).then(begin), waitMs);

  const deregister = async (id: string, confirm: string | undefined): Promise<void> => {
    const { instance, state } = (await agentOf(fleet, id)).agent;
    // Without a registration there is nothing that could stop, and the agent says so.
    if (state.identity !== null) refuseUnconfirmed(instance, confirm);
    await fleet.deregister(id);
  };

  return {
    'instances.register': async (
      { id, token, force, waitMs }: ParsedInput<'instances.register'>,
      job?: string,
    ): Promise<Detail> => {
      const cleaned = cleanToken(token);
      refuseProblems([checkToken(cleaned)]);
      // Its turn is taken at once, in the order of asking, and everything else happens in it.
      const begin = () =>
        turns.take(id, async () => {
          await checkServer(id);
          await withSecrets(application, id, { token: cleaned }, () => fleet.register(id, { force: force ?? false }, job));
        });
      return run(id, 'registration', begin, waitMs);
    },
    'instances.authorize': ({ id, waitMs }: ParsedInput<'instances.authorize'>, job?: string) =>
      runChecked(id, 'authorization', () => fleet.authorize(id, job), waitMs),
    'instances.renewId': ({ id, waitMs }: ParsedInput<'instances.renewId'>, job?: string) =>
      runChecked(id, 'renewal', () => fleet.renewId(id, job), waitMs),
    'instances.deregister': ({ id, confirm, waitMs }: ParsedInput<'instances.deregister'>) =>
      runChecked(id, 'deregistration', () => deregister(id, confirm), waitMs),
    'instances.retry': async ({ id }: ParsedInput<'instances.retry'>): Promise<Output<'instances.retry'>> => {
      await checkServer(id);
      return { tried: await fleet.retry(id, FAILURE_CATEGORIES) };
    },
    'instances.clearMark': async ({ id }: ParsedInput<'instances.clearMark'>): Promise<Detail> => {
      await fleet.clearMark(id);
      return detailOf(fleet, id);
    },
  };
}
