// A pace that leaves exchanges alone but for how many are under way at once: in real time, since these tests speak over real sockets.
import { realClock } from '../../main/services/time/real-time.ts';
import { Pace } from '../../main/services/transport/pace.ts';

export const unhurried = (): Pace => new Pace(() => ({ atOnce: 4, perSecond: 1_000 }), realClock());
