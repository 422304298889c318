import { expect, it } from 'vitest';
import { openTestNode } from './test-node.ts';

it('runs each repeating job once a day and then waits for the next day', async () => {
  const node = await openTestNode();
  await node.modules.schedule();
  node.clock.advance(24 * 3_600_000);
  // Ends: a job that asked for itself at once would keep the queue busy for ever.
  await node.settle();
  node.clock.advance(24 * 3_600_000);
  await node.settle();
  expect(await node.jobs.listDead()).toEqual([]);
  await node.stop();
}, 60_000);
