// Tells of operations that set a request to a licence server going: a host that has done none has nothing to wait for.
import type { FleetHandlers } from './application.ts';

/** Channels that make an agent speak to its licence server. */
const ACTING = /^(instances\.(configure|register|authorize|renewId|deregister|remove)|trust\.add)$/;

/** The same handlers; `notice` is called when an operation is asked for that sets a request going. */
export const noticing = (handlers: FleetHandlers, notice: (channel: string) => void): FleetHandlers =>
  Object.fromEntries(
    Object.entries(handlers).map(([channel, handle]) => {
      const noticed = (input: never) => {
        notice(channel);
        return handle(input);
      };
      return [channel, ACTING.test(channel) ? noticed : handle];
    }),
  ) as unknown as FleetHandlers;
