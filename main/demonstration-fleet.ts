// The fleet of a demonstration and what became of each instance over the last year: every verdict, state, failure and environment
// once at least, and one pool that is overdrawn. Days are counted back from the moment at which the demonstration opens.
import { authorize, enable, fault, mended, register, type Story, since } from './demonstration-story.ts';

/** Purchased licences of each virtual account; Wholesale Transit asks for more than it has. */
export const ACCOUNTS: Readonly<Record<string, number>> = {
  'Voice Core': 300,
  'Contact Centre': 40,
  'Wholesale Transit': 150,
  'Regional Edge': 80,
  Lab: 20,
};

const core = { account: 'Voice Core' };
const centre = { account: 'Contact Centre' };
const transit = { account: 'Wholesale Transit' };
const edge = { account: 'Regional Edge' };
const lab = { account: 'Lab', lab: true as const, tags: ['test'] };

export const STORIES: readonly Story[] = [
  { ...core, name: 'fra-sbc-01', rate: 500, count: 250, tags: ['core', 'frankfurt'], past: since(300) },
  // At risk: not authorized for 70 days and more.
  {
    ...core,
    name: 'fra-sbc-02',
    rate: 500,
    count: 250,
    tags: ['core', 'frankfurt'],
    past: [...since(300), [70, authorize, fault('http-503', 'AUTHORIZATION')]],
  },
  { ...core, name: 'ber-sbc-01', rate: 300, count: 150, tags: ['core', 'berlin'], past: [...since(170), [8, authorize]] },
  // At risk: the certificate could not be renewed for half a year.
  {
    ...core,
    name: 'ham-sbc-01',
    rate: 300,
    count: 150,
    tags: ['core', 'hamburg'],
    past: [[350, enable, register, fault('bad-signature', 'ID_CERT_RENEW')]],
  },
  {
    ...core,
    name: 'muc-sbc-01',
    rate: 200,
    count: 100,
    tags: ['core'],
    past: [[5, enable, { does: 'register', token: 'unknown' }]],
  },
  // Blocked: no authorization was answered for over 90 days.
  {
    ...core,
    name: 'dus-sbc-01',
    rate: 200,
    count: 100,
    tags: ['core'],
    past: [...since(300), [105, authorize, fault('not-json', 'AUTHORIZATION')]],
  },
  {
    ...core,
    name: 'str-sbc-01',
    rate: 200,
    count: 100,
    tags: ['core'],
    past: [...since(170), [1, fault('wrong-nonce', 'AUTHORIZATION'), authorize]],
  },
  { ...core, name: 'lej-sbc-01', rate: 200, count: 50, tags: ['core', 'new'], past: since(2) },
  {
    ...core,
    name: 'nue-sbc-01',
    rate: 200,
    count: 100,
    tags: ['core'],
    past: [...since(170), [20, { does: 'forgotten' }, authorize]],
  },

  {
    ...centre,
    name: 'cgn-ccp-01',
    rate: 150,
    count: 100,
    profile: 'CCCSP',
    tags: ['cologne'],
    past: [...since(170), [5, authorize]],
  },
  // Registered, and never authorized: the evaluation of this profile goes on counting.
  {
    ...centre,
    name: 'cgn-ccp-02',
    rate: 150,
    count: 50,
    profile: 'CCCSP',
    tags: ['cologne'],
    past: [[20, fault('http-500', 'AUTHORIZATION'), enable, register]],
  },
  // Blocked: this profile needs smart licensing.
  { ...centre, name: 'bre-ccp-01', rate: 100, count: 50, profile: 'CCCSP', tags: ['bremen'], past: [[5]] },

  { ...transit, name: 'fra-itx-01', rate: 1_000, count: 500, tags: ['transit', 'frankfurt'], past: since(170) },
  {
    ...transit,
    name: 'ams-itx-01',
    rate: 1_000,
    count: 200,
    tags: ['transit'],
    past: [...since(170), [40, { does: 'count', cps: 400 }]],
  },
  // At risk: ten days of evaluation are left.
  { ...transit, name: 'vie-itx-01', rate: 500, count: 200, tags: ['transit'], past: [[80, enable]] },
  // Blocked: the evaluation is used up.
  { ...transit, name: 'zrh-itx-01', rate: 500, count: 100, tags: ['transit'], past: [[95, enable]] },
  {
    ...transit,
    name: 'prg-itx-01',
    rate: 200,
    count: 50,
    tags: ['transit'],
    past: [[1, { does: 'enable', server: 'nobody' }, register]],
  },
  {
    ...transit,
    name: 'mil-itx-01',
    rate: 200,
    count: 50,
    tags: ['transit'],
    past: [[1, { does: 'enable', server: 'untrusted' }, register]],
  },

  { ...edge, name: 'ham-edge-01', rate: 100, count: 50, tags: ['edge'], past: [...since(120), [15, authorize]] },
  { ...edge, name: 'muc-edge-01', rate: 100, count: 50, tags: ['edge'], version: '9.1.8', past: [...since(120), [5, authorize]] },
  // Back in evaluation: the certificate ended before it could be renewed.
  {
    ...edge,
    name: 'dre-edge-01',
    rate: 100,
    count: 50,
    tags: ['edge'],
    past: [[400, enable, register, fault('http-500', 'ID_CERT_RENEW')]],
  },
  {
    ...edge,
    name: 'kie-edge-01',
    rate: 100,
    count: 50,
    tags: ['edge'],
    past: [...since(120), [2, fault('http-502', 'DEREGISTRATION'), { does: 'deregister' }, mended]],
  },
  {
    ...edge,
    name: 'erf-edge-01',
    rate: 100,
    count: 25,
    tags: ['edge'],
    past: [...since(120), [5, fault('reset', 'DEREGISTRATION'), { does: 'deregister' }, mended], [2, register]],
  },
  {
    ...edge,
    name: 'mag-edge-01',
    rate: 100,
    count: 25,
    tags: ['edge'],
    past: [[5, enable, { does: 'register', token: 'expired' }]],
  },
  {
    ...edge,
    name: 'ulm-edge-01',
    rate: 100,
    count: 50,
    tags: ['edge'],
    past: [...since(120), [1, { does: 'lose-proxy' }, authorize]],
  },
  {
    ...edge,
    name: 'aac-edge-01',
    rate: 100,
    count: 25,
    tags: ['edge', 'new'],
    past: [[0, fault('server-busy', 'REGISTRATION'), enable, register]],
  },
  // The licence server is still at work on it; another change of the faults lets go of it.
  {
    ...edge,
    name: 'ros-edge-01',
    rate: 100,
    count: 25,
    tags: ['edge', 'new'],
    past: [[0, fault('poll', 'REGISTRATION'), enable, register]],
  },

  { ...lab, name: 'lab-sbc-01', rate: 50, count: 25, past: [...since(120), [8, authorize]] },
  { ...lab, name: 'lab-sbc-02', rate: 50, count: 5, past: [[15, enable]] },
  { ...lab, name: 'lab-sbc-03', rate: 50, count: 5, past: [[15]] },
  { ...lab, name: 'lab-sbc-04', rate: 50, count: 25, past: [...since(120), [30, { does: 'disable' }]] },
  {
    ...lab,
    name: 'lab-sbc-05',
    rate: 50,
    count: 5,
    version: '12.0.1',
    past: [[8, fault('version-too-high', 'REGISTRATION'), enable, register]],
  },
];
