import { describe, expect, it } from 'vitest';
import { inParallel } from './run-job.ts';

describe('work in parallel', () => {
  it('keeps the order of the results and the bound', async () => {
    let running = 0;
    let most = 0;
    const results = await inParallel([30, 1, 20, 5], 2, async (milliseconds) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      running -= 1;
      return milliseconds;
    });
    expect(results).toEqual([30, 1, 20, 5]);
    expect(most).toBe(2);
  });

  it('fails with the first failure', async () => {
    const failing = inParallel([1], 2, async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
  });
});
