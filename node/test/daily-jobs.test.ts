import { expect, it } from 'vitest';
import { bytesOf, manifest, person } from '../src/modules/ingest/testing.ts';
import { scheduleModules } from '../src/running.ts';
import { openTestNode } from './test-node.ts';

it('runs each repeating job once a day and then waits for the next day', async () => {
  const node = await openTestNode();
  await scheduleModules(node.modules);
  node.clock.advance(24 * 3_600_000);
  // Ends: a job that asked for itself at once would keep the queue busy for ever.
  await node.settle();
  node.clock.advance(24 * 3_600_000);
  await node.settle();
  expect(await node.jobs.listDead()).toEqual([]);
  await node.stop();
}, 60_000);

it('erases at the start what a backup brought back past its term, and writes down where the access log ends', async () => {
  const node = await openTestNode();
  const { send } = await node.carrier('QJ');
  const text = manifest({ travellers: [person(1)] });
  expect((await send('POST', '/api/v1/messages', bytesOf(text))).status).toBe(202);
  await node.settle();
  node.clock.advance(5.1 * 365 * 24 * 3_600_000);
  await scheduleModules(node.modules);
  await node.settle();
  expect(await node.modules.oversight.systemState()).toMatchObject({ messages: { total: 0 }, travellers: 0 });
  node.clock.advance(24 * 3_600_000);
  await node.settle();
  expect(node.logged.join()).toMatch(/"access-log.verified","entries":0,"intact":true/);
  await node.stop();
}, 60_000);
