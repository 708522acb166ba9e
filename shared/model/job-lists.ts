// The closed lists of bulk jobs, without schemas: the page shows them, main and the store keep them.

export const JOB_KINDS = ['register', 'authorize', 'renew', 'count', 'tag', 'remove'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** `paused`: it goes on when somebody says so, or brings what is missing. */
export const JOB_STATES = ['running', 'paused', 'done', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** Why a job waits: so many rows failed; its token is not there any more; what became of a row could not be stored. */
export const PAUSES = ['failures', 'token', 'store'] as const;
export type Pause = (typeof PAUSES)[number];

export const ROW_STATES = ['waiting', 'running', 'done', 'failed', 'skipped', 'cancelled'] as const;
export type RowState = (typeof ROW_STATES)[number];

/** What a row will do. */
export const WILL = [
  'register',
  'register-again', // with force: a registration is replaced
  'authorize',
  'renew',
  'save-and-ask', // a count that is asked for at once
  'save', // a count that is asked for once the instance is registered
  'tag',
  'remove',
  'deregister-and-remove',
] as const;
export type Will = (typeof WILL)[number];

/** Why a row is skipped. */
export const REFUSALS = [
  'gone',
  'changed', // it is another since the preview: it would be done something else, or its guard would ask
  'not-enabled',
  'no-server',
  'no-count',
  'not-registered',
  'already-registered',
  'in-progress',
  'server-not-allowed',
  'count-refused', // `values` and `rule` of the field's problem
  'same-count',
  'same-tags',
] as const;
export type JobRefusal = (typeof REFUSALS)[number];

/** What became of a row that was done or failed. */
export const OUTCOMES = [
  'would', // a dry run: it would be done
  'registered',
  'authorized',
  'out-of-compliance',
  'renewed',
  'saved',
  'tagged',
  'removed',
  'asked', // the licence server has not answered yet; the agent goes on by itself
  'refused', // by this program; `message` says why
  'failed', // at the licence server; `failure` says why
] as const;
export type JobOutcome = (typeof OUTCOMES)[number];
