import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{libs/*,contract,node,console,cli,demo,bench}/{src,test}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
