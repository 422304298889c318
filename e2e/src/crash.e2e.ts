import { describe, expect, it } from 'vitest';
import { crashInTheMiddle } from '../../bench/src/parts/crash-run.ts';
import { createOnServer, serverAnswers } from '../../node/test/databases.ts';

const POSTED = 120;
const title =
  'loses nothing that it accepted and doubles nothing when it is killed in the middle of its work';

async function survives(settings: Readonly<Record<string, string>>): Promise<void> {
  const result = await crashInTheMiddle(POSTED, settings);
  expect(result.acceptedBeforeKill).toBeGreaterThanOrEqual(POSTED / 2);
  expect(result).toMatchObject({ lostAfterRestart: 0, messages: POSTED, hits: POSTED, hitsOnce: true });
}

describe('a node on the embedded database', () => {
  it(title, () => survives({}), 240_000);
});

describe.skipIf(!serverAnswers)(
  `a node on PostgreSQL${serverAnswers ? '' : ' (needs a server at JISR_TEST_POSTGRES)'}`,
  () => {
    it(title, async () => {
      const database = await createOnServer();
      await survives({ JISR_DATABASE_URL: database.url }).finally(() => database.drop());
    }, 240_000);
  },
);
