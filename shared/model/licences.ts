// How calls per second become licences. Without schemas, so that the field rules and the command line load none.

/** One licence covers 5 CPS. */
export const CPS_PER_LICENCE = 5;
export const licencesFor = (cps: number): number => cps / CPS_PER_LICENCE;
