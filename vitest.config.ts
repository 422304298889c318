import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{libs/*,contract,node,console,cli,demo,bench}/{src,test}/**/*.test.{ts,tsx}'],
    // Only against what never ends: how fast something is, bench/ says.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
