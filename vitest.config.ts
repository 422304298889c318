import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Only against what never ends: how fast something is, bench/ says.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['{libs/*,contract,console}/{src,test}/**/*.test.{ts,tsx}'],
          // What keeps no state need not be loaded anew for each file: that took longer than most of these tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'node', include: ['{node,cli,demo,bench}/{src,test}/**/*.test.{ts,tsx}'] },
      },
    ],
  },
});
