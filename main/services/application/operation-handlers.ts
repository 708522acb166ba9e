// One operation now: register, authorize, renew the certificate, deregister. The reply comes when the wish is stored, or,
// with `waitMs`, when the licence server has answered; a failed operation is `operation-failed` with its failure.
import type { Output, ParsedInput } from '../../../shared/ipc/contract.ts';
import type { Operation } from '../../../shared/model/failure.ts';
import { checkToken, cleanToken } from '../../../shared/model/field-rules.ts';
import type { Application } from './application.ts';
import { agentOf, detailOf } from './detail.ts';
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

  return {
    'instances.register': async ({ id, token, force, waitMs }: ParsedInput<'instances.register'>): Promise<Detail> => {
      const cleaned = cleanToken(token);
      refuseProblems([checkToken(cleaned)]);
      // Its turn is taken at once, in the order of asking, and everything else happens in it.
      const begin = () =>
        turns.take(id, async () => {
          await checkServer(id);
          await withSecrets(application, id, { token: cleaned }, () => fleet.register(id, { force: force ?? false }));
        });
      return run(id, 'registration', begin, waitMs);
    },
    'instances.authorize': ({ id, waitMs }: ParsedInput<'instances.authorize'>) =>
      runChecked(id, 'authorization', () => fleet.authorize(id), waitMs),
    'instances.renewId': ({ id, waitMs }: ParsedInput<'instances.renewId'>) =>
      runChecked(id, 'renewal', () => fleet.renewId(id), waitMs),
    'instances.deregister': ({ id, waitMs }: ParsedInput<'instances.deregister'>) =>
      runChecked(id, 'deregistration', () => fleet.deregister(id), waitMs),
    'instances.clearMark': async ({ id }: ParsedInput<'instances.clearMark'>): Promise<Detail> => {
      await fleet.clearMark(id);
      return detailOf(fleet, id);
    },
  };
}
