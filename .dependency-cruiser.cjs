const lib = (...names) => `^libs/(${names.join('|')})/`;
const ADAPTERS = ['persistence', 'keystore', 'jobs', 'notifications', 'audit', 'tables'];
const USE_CASES = ['referrals', 'directory', 'turnaround', 'coordination', 'expelled', 'access'];
const SPEC = '\\.(int-|e2e-)?spec\\.tsx?$';

/** apps → use cases → adapters → domain. No inline disabling: an exception is a line here, with its reason. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Split the module; never forwardRef, never a lazy import.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      comment: 'Plain TypeScript: no npm but temporal-polyfill, no node core, no sibling lib.',
      from: { path: lib('domain'), pathNot: SPEC },
      to: { pathNot: [lib('domain'), 'node_modules/temporal-polyfill'] },
    },
    {
      name: 'adapters-see-only-domain',
      severity: 'error',
      comment: 'Adapters do not know each other; the use cases wire them.',
      from: { path: lib(...ADAPTERS) },
      to: { path: '^(libs|apps)/', pathNot: ['^libs/$1/', lib('domain')] },
    },
    {
      name: 'use-cases-apart',
      severity: 'error',
      comment: 'Use cases and access meet in the apps and share only the Actor type of domain.',
      from: { path: lib(...USE_CASES), pathNot: lib('referrals') },
      to: { path: lib(...USE_CASES), pathNot: '^libs/$1/' },
    },
    {
      name: 'referrals-ask-only-the-directory',
      severity: 'error',
      comment:
        'Routing and agreements are read in the transaction of the event, so referrals see the directory, one way; they see no other use case.',
      from: { path: lib('referrals') },
      to: { path: lib(...USE_CASES), pathNot: [lib('referrals'), lib('directory')] },
    },
    {
      name: 'libs-never-see-apps',
      severity: 'error',
      comment: 'What an app and a lib share belongs into the lib.',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-never-see-apps',
      severity: 'error',
      comment: 'What two apps share belongs into a lib. Only standalone starts the others.',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/standalone/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'web-is-a-client',
      severity: 'error',
      comment: 'The web app sees libs/domain and the generated API types, nothing else of ours and nothing of Node.',
      from: { path: '^apps/web/src/' },
      to: { path: '^libs/', pathNot: lib('domain') },
    },
    {
      name: 'web-runs-in-a-browser',
      severity: 'error',
      comment: 'Node core does not exist in a browser.',
      from: { path: '^apps/web/src/', pathNot: [SPEC, '^apps/web/src/generated/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'libs-through-the-front-door',
      severity: 'error',
      comment: 'Import a lib by its index only.',
      from: { path: '^(?:libs|apps)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/.+', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'inside-a-lib-by-path',
      severity: 'error',
      comment: 'Inside a lib files import each other by path, never through its own index.',
      from: { path: '^libs/([^/]+)/src/(?!index\\.ts$)', pathNot: SPEC },
      to: { path: '^libs/$1/src/index\\.ts$' },
    },
    {
      name: 'not-to-test',
      severity: 'error',
      comment: 'Production code never names test code.',
      from: { pathNot: ['^test/', SPEC] },
      to: { path: ['^test/', SPEC] },
    },
    {
      name: 'resolves',
      severity: 'error',
      comment: 'An import that leads nowhere escapes every other rule. The web build makes what begins with virtual: itself.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(apps/web/src/(generated|paraglide)/|virtual:)' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node', 'default', 'types'], exportsFields: ['exports'] },
  },
};
