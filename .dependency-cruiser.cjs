/** The direction of dependencies: libs ← contract ← kernel ← modules ← main; screens and commands use contract and libs. */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^(libs|contract|node|console|cli|demo|bench|e2e)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    only(
      'libs-are-pure',
      '^libs/([^/]+)/src/',
      ['^libs/'],
      'A library may use other libraries, nothing else of Jisr.',
    ),
    {
      name: 'libs-do-no-io',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/', pathNot: '(\\.test|/testing)\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'libs-need-no-package',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/', pathNot: '\\.test\\.ts$' },
      // any-ascii reads the scripts that libs/names has no rule for (ADR 6). Cryptography, canonical JSON, the policy
      // language and the schemas of what a peer sends are never written twice (ADR 8).
      to: {
        path: 'node_modules',
        pathNot: '^node_modules/(any-ascii|@noble|canonicalize|zod|jose|@cedar-policy)/',
      },
    },
    only('contract-knows-only-zod', '^contract/', ['^contract/'], 'The contract stands alone.'),
    only(
      'kernel-knows-no-module',
      '^node/src/kernel/',
      ['^node/src/kernel/', '^contract/', '^libs/'],
      'The floor does not know who stands on it.',
    ),
    {
      name: 'modules-meet-at-the-door',
      severity: 'error',
      comment: 'A module imports another one only through its index.ts.',
      from: { path: '^node/src/modules/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^node/src/modules/([^/]+)/',
        pathNot: ['^node/src/modules/$1/', '^node/src/modules/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'sql-only-in-stores',
      severity: 'error',
      comment: 'Only a store has SQL.',
      from: {
        path: '^(node|cli|demo|bench)/',
        pathNot: [
          'store\\.ts$',
          '^node/src/kernel/db/',
          '^node/src/kernel/bus\\.ts$',
          '\\.test\\.ts$',
          '^node/test/',
        ],
      },
      to: { path: 'node_modules/kysely', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'fastify-only-in-http',
      severity: 'error',
      comment: 'Modules serve routes of the contract; the server itself is the kernel’s.',
      from: {
        path: '^node/',
        pathNot: [
          '^node/src/kernel/(http|http-bodies|http-problems|http-settings|http-streams|peer-http|static-files)\\.ts$',
        ],
      },
      to: { path: 'node_modules/(fastify|@fastify|fastify-type-provider-zod)' },
    },
    only(
      'console-knows-the-contract',
      '^console/',
      ['^console/', '^contract/', '^libs/'],
      'The console speaks the API and nothing else.',
    ),
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^(libs|contract|node|cli|demo)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '(^|/)vitest?\\.config',
          '\\.config\\.(ts|cjs|mjs)$',
          '\\.css$',
          '-worker\\.ts$',
          'postcss\\.config',
        ],
      },
      to: {},
    },
    {
      name: 'declared-packages',
      severity: 'error',
      from: { path: '^(libs|contract|node|console|cli|demo|bench|e2e)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'], pathNot: ['^@jisr/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    combinedDependencies: true,
    exclude: { path: '(^|/)(dist|results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
