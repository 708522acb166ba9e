// The one table of arrows: which room of the house may import from which, and what of Node, Electron and npm it may see. It is held
// by tests/architecture, which reads every import; the linter (.biome.json) and a tsconfig per room refuse the same while typing.

export type Room = {
  /** A folder with all below it that is no room of its own; or a list of files that lie directly in `main`. */
  readonly at: string | readonly string[];
  readonly for: string;
  /** Names of rooms. */
  readonly sees: readonly string[];
  readonly node?: true;
  readonly electron?: true;
  /** Packages of npm that it may import. */
  readonly packages: readonly string[];
};

const SCHEMAS = ['zod'];
const CERTIFICATES = ['@peculiar/x509', 'reflect-metadata'];
const TESTING = ['vitest', 'fast-check', 'ical.js', 'proxy-chain'];

export const ROOMS: Readonly<Record<string, Room>> = {
  shared: { at: 'shared', for: 'the model and the contract', sees: [], packages: SCHEMAS },
  agent: { at: 'main/agent', for: 'the licensing rules, pure', sees: ['shared'], packages: [] },
  services: {
    at: 'main/services',
    for: 'time, transport, store, secrets, host, log, application',
    sees: ['shared', 'agent'],
    node: true,
    packages: [
      ...SCHEMAS,
      ...CERTIFICATES,
      '@photostructure/sqlite',
      'agent-base',
      'axios',
      'electron-log',
      'electron-store',
      'papaparse',
      'saxes',
    ],
  },
  simulator: {
    at: 'main/simulator',
    for: 'the licence server of demonstrations and tests',
    sees: ['shared', 'agent', 'services'],
    node: true,
    packages: [...SCHEMAS, ...CERTIFICATES],
  },
  cli: {
    at: 'main/cli',
    for: 'the commands',
    sees: ['shared', 'agent', 'services'],
    node: true,
    packages: ['commander'],
  },
  shell: {
    at: 'main/shell',
    for: 'Electron: window, door, security, keystore',
    sees: ['shared', 'agent', 'services'],
    node: true,
    electron: true,
    packages: [],
  },
  composition: {
    at: [
      'index',
      'compose',
      'command-line',
      'demonstration',
      'demonstration-fleet',
      'demonstration-past',
      'demonstration-stand',
      'demonstration-story',
      'desk',
      'desktop',
      'home-folder',
      'review',
      'review-stand',
      'host',
      'late-presence',
      'licence-servers',
      'open-folder',
      'presence',
      'standard-folders',
    ],
    for: 'the one place that sees everything',
    sees: ['shared', 'agent', 'services', 'simulator', 'cli', 'shell'],
    node: true,
    electron: true,
    packages: [],
  },
  preload: { at: 'preload', for: 'window.bridge: names and types', sees: ['shared'], electron: true, packages: [] },
  renderer: {
    at: 'renderer',
    for: 'the page',
    sees: ['shared'],
    packages: [
      '@fluentui/react-components',
      '@fluentui/react-icons',
      '@fontsource-variable/inter',
      '@tanstack/react-virtual',
      'react',
      'react-dom',
      'zustand',
    ],
  },
  build: {
    at: 'build',
    for: 'scripts, bundling, this table',
    sees: [],
    node: true,
    electron: true,
    packages: ['@electron/fuses', '@vitejs/plugin-react', 'electron-vite'],
  },
  tests: {
    at: 'tests',
    for: 'fakes, builders, tests, bench',
    sees: ['shared', 'agent', 'services', 'simulator', 'cli', 'composition', 'preload', 'renderer', 'build'],
    node: true,
    electron: true,
    packages: [
      ...TESTING,
      ...SCHEMAS,
      ...CERTIFICATES,
      '@axe-core/playwright',
      '@homebridge/dbus-native',
      '@fluentui/react-components',
      '@photostructure/sqlite',
      '@playwright/test',
      '@testing-library/react',
      '@testing-library/user-event',
      '@vitejs/plugin-react',
      'react',
      'vite',
    ],
  },
};

/** The rooms in which time and chance are passed in. */
export const TIMELESS = ['shared', 'agent', 'services', 'simulator', 'cli', 'shell', 'composition', 'preload', 'renderer'];

/** Where time and chance come from all the same; files or folders, each with the names that it may use and why. */
export const SPOTS: readonly { readonly at: string; readonly uses: readonly string[]; readonly because: string }[] = [
  {
    at: 'main/services/time',
    uses: ['Date.now', 'setTimeout', 'performance.now'],
    because: 'it is where time is passed in from',
  },
  {
    at: 'renderer/state/clock.ts',
    uses: ['Date.now', 'setInterval'],
    because: 'the one shared clock of the page',
  },
  {
    at: 'main/services/transport',
    uses: ['performance.now', 'AbortSignal.timeout'],
    because: 'a real connection is limited in real time, and measured for its record; demonstrations make neither faster',
  },
  {
    at: 'main/services/time/folder-clock.ts',
    uses: ['randomUUID'],
    because: 'names of temporary files, which two processes must not share',
  },
  {
    at: 'main/simulator/files/whole-file.ts',
    uses: ['randomUUID'],
    because: 'names of temporary files, which two processes must not share',
  },
  { at: 'main/services/log/open-log.ts', uses: ['randomUUID'], because: 'its library tells logs of one process apart by it' },
  {
    at: 'main/services/host',
    uses: ['randomBytes'],
    because: 'secrets: passed in, they could be foreseen',
  },
  { at: 'main/services/secrets/key-file.ts', uses: ['randomBytes'], because: 'secrets: passed in, they could be foreseen' },
  {
    at: 'main/services/transport/licence-server.ts',
    uses: ['randomBytes'],
    because: 'nonces: passed in, they could be foreseen',
  },
  { at: 'main/shell/security/app-scheme.ts', uses: ['randomBytes'], because: 'nonces: passed in, they could be foreseen' },
  { at: 'main/compose.ts', uses: ['Math.random', 'randomUUID', 'randomBytes'], because: 'chance is passed in from here' },
  { at: 'main/command-line.ts', uses: ['Math.random', 'randomUUID'], because: 'chance is passed in from here' },
  { at: 'main/demonstration.ts', uses: ['Math.random', 'randomUUID'], because: 'chance is passed in from here' },
];

/** Files that may import by a name worked out at run time: the launcher finds the built app beside itself. */
export const WORKED_OUT = ['build/launcher.mjs'];

/** What may lie at the top of the project besides dot files, the lock file, and what is made: node_modules, out, dist. */
export const TOP = [
  'README.md',
  'build',
  'electron-builder.yml',
  'main',
  'package.json',
  'preload',
  'renderer',
  'shared',
  'tests',
  'tsconfig.json',
];
