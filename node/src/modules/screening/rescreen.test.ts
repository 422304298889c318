import { beforeAll, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import { testKernel } from '../../../test/test-kernel.ts';
import type { Database } from '../../kernel/db/types.ts';
import type { Subject } from '../travellers/index.ts';
import type { Engine } from './engine.ts';
import { createService, type ScreeningDeps } from './service.ts';

const LISTED = { id: 'l1', seq: 7, status: 'active' };
const MATCH = { key: 7, score: 0.9, basis: 'name', version: '2', explanation: explanation() };

/** As little of a computation as a hit must keep. */
function explanation() {
  const none = { parts: [], evidence: [], totalBits: 20, score: 0.9, threshold: 12 };
  return { queryName: 'A B', listName: 'A B', ...none };
}
const subject = (travellerId: string, fullName: string) =>
  ({ travellerId, crossingId: 'c1', fullName, documents: [], test: false }) as unknown as Subject;

describe('a new version of a list', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestPglite({ migrated: false });
    return () => database.close();
  });

  it('raises nothing on facts that a message changed, or on somebody erased, meanwhile', async () => {
    const before = ['same', 'renamed', 'erased'].map((id) => subject(id, 'A B'));
    const raised: string[] = [];
    const told: string[] = [];
    const engine = { screen: async (asked: readonly unknown[]) => asked.map(() => [MATCH]) };
    const deps = {
      watchlists: { listingsBySeq: async () => [LISTED], readListings: async () => [LISTED] },
      travellers: {
        async *travellersStillToTravel() {
          yield before;
        },
        subjects: async () => [subject('same', 'A B'), subject('renamed', 'C D')],
        rowsOf: async (_db: unknown, ids: string[]) => ids.map((id) => ({ id, name: null })),
        summariesOf: async () => [{ id: 'c1' }],
      },
      propose: async (_tx: unknown, pairs: { travellerId: string }[]) =>
        void raised.push(...pairs.map((pair) => pair.travellerId)),
      listChanged: async (_tx: unknown, id: string) => void told.push(id),
    } as unknown as ScreeningDeps;
    const lists = { segments: () => [] } as never;
    const service = createService(testKernel(database), deps, engine as unknown as Engine, lists);
    await service.rescreen('w1');
    expect(raised).toEqual(['same']);
    expect(told).toEqual(['w1']);
  });
});
