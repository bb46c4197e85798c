/** How sources are read; in a component angle brackets are markup. */
const swc = (parser) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2023',
      parser,
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

/** Five kinds of tests; each title is a sentence in the glossary's words. Only `unit` runs without servers. */
const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^#([a-z]+)$': '<rootDir>/libs/$1/src/index.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': swc({ syntax: 'typescript', decorators: true, tsx: false }), '^.+\\.tsx$': swc({ syntax: 'typescript', tsx: true }) },
};

const withServers = (name, folder, suffix) => ({
  ...common,
  displayName: name,
  testMatch: [`<rootDir>/test/${folder}/**/*.${suffix}.ts`],
  globalSetup: '<rootDir>/test/support/start-postgres.mjs',
  globalTeardown: '<rootDir>/test/support/stop-postgres.mjs',
});

export default {
  maxWorkers: 2,
  // Modules of one test file are never given back in ESM mode: after some 200 files a worker had 4 GB, stood still for its garbage and died.
  workerIdleMemoryLimit: '1200MB',
  // Real servers on two busy cores; a test that hangs is still ended.
  testTimeout: 60_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/apps/**/*.spec.ts'],
      testPathIgnorePatterns: ['/dist/', '/node_modules/'],
    },
    { ...common, displayName: 'architecture', testMatch: ['<rootDir>/test/architecture/**/*.spec.ts'] },
    withServers('integration', 'integration', 'int-spec'),
    { ...withServers('faults', 'faults', 'int-spec'), testPathIgnorePatterns: ['/node_modules/', '/fault-run/'] },
    // By itself, after all others: how late a clock may be cannot be judged while other tests take the machine.
    withServers('fault-run', 'faults/fault-run', 'int-spec'),
    withServers('e2e', 'e2e', 'e2e-spec'),
    withServers('browser', 'browser', 'e2e-spec'),
    // Never selected by `npm test`: the run that must come out red.
    withServers('planted', 'planted', 'int-spec'),
  ],
};
