// The two products that an instance can be, as data (licensing-rules.md, section 7).
import type { Profile } from '../../shared/model/instance.ts';
import type { ClientState, Verdict } from '../../shared/model/summary.ts';

type ProfileRules = {
  /** What is said of calls while smart licensing is disabled. */
  unconfigured: Verdict;
  evaluationCountsIn: readonly ClientState[];
};

export const PROFILES: Readonly<Record<Profile, ProfileRules>> = {
  CUSP: { unconfigured: 'undecided', evaluationCountsIn: ['Un-Identified'] },
  CCCSP: { unconfigured: 'blocked', evaluationCountsIn: ['Un-Identified', 'Registered'] },
};
