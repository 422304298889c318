import { expect, test } from 'vitest';
import { createTimeSync } from './time-sync.ts';

test('what the machine says of its clock, and nothing beyond it', async () => {
  let answer = async () => 'yes';
  const timeSync = createTimeSync(() => answer());
  expect(timeSync.standing()).toBe('unknown');
  const seen = async (said: () => Promise<string>) => {
    answer = said;
    await timeSync.look();
    return timeSync.standing();
  };
  expect(await seen(async () => 'yes')).toBe('synchronised');
  expect(await seen(async () => 'no')).toBe('unsynchronised');
  expect(await seen(() => Promise.reject(new Error('no systemd here')))).toBe('unknown');
  expect(await seen(async () => '')).toBe('unknown');
});

test('asks this machine without failing where it cannot tell', async () => {
  const timeSync = createTimeSync();
  await timeSync.look();
  expect(['synchronised', 'unsynchronised', 'unknown']).toContain(timeSync.standing());
});
