import { expect, it } from 'vitest';
import { crashInTheMiddle } from '../../bench/src/parts/crash-run.ts';

it('loses nothing that it accepted and doubles nothing when it is killed in the middle of its work', async () => {
  const result = await crashInTheMiddle(120);
  expect(result.acceptedBeforeKill).toBeGreaterThanOrEqual(60);
  expect(result).toMatchObject({ lostAfterRestart: 0, messages: 120, hits: 120, hitsOnce: true });
}, 240_000);
