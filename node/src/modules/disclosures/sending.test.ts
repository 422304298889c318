import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnPostgres, openTestPglite } from '../../../test/databases.ts';
import { emptyTables } from '../../../test/test-kernel.ts';
import type { Database } from '../../kernel/db/types.ts';
import { approvalDocument, type Intent } from './index.ts';
import { intentOf, lawOf, openGate } from './testing.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestPglite();
});
beforeEach(() => emptyTables(database));
afterAll(() => database.close());

const APPROVAL = '019c0000-0000-7000-8000-00000000e001';
const rows = async (table: string) =>
  (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(database.db)).rows;

/** Counts the transactions in which something was let out. */
function watched(gate: ReturnType<typeof openGate>) {
  const together: number[] = [];
  const { put } = gate.deps.exchange;
  Object.assign(gate.deps.exchange, {
    put: (...given: Parameters<typeof put>) => {
      together.push(given[1].length);
      return put(...given);
    },
  });
  return together;
}
const saidOf = (outcomes: readonly (PromiseSettledResult<unknown> | null)[]) =>
  outcomes.map((each) => (each?.status === 'fulfilled' ? each.value : 'failed'));

/** As many as the law allows leave, whoever came with whom. */
async function sendMany(on: Database): Promise<void> {
  const gate = openGate(on, lawOf({ quota: 30 }));
  const outcomes = await Promise.all(
    Array.from({ length: 100 }, () =>
      gate.disclosures.send(intentOf({ category: 'hit-answer', payload: { hit: true } })),
    ),
  );
  expect(outcomes.filter(({ disclosed }) => disclosed)).toHaveLength(30);
  const codes = new Set(outcomes.flatMap((each) => (each.disclosed ? [] : [each.refusal.code])));
  expect([...codes]).toEqual(['QUOTA']);
  expect(gate.put).toHaveLength(30);
  // In the order in which they came.
  expect(gate.put.map(({ head }) => head.id)).toEqual(
    outcomes.flatMap((each) => (each.disclosed ? [each.id] : [])),
  );
}

describe('those that are sent at the same time', () => {
  it('are refused or let out as one after another would be: the quota holds to the last', () =>
    sendMany(database));

  it('leave in few transactions, each with its own row, ledger entry and outcome', async () => {
    const gate = openGate(database);
    const together = watched(gate);
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => gate.disclosures.send(intentOf())));
    expect(together.length).toBeLessThan(5);
    const sent = outcomes.map((each) => (each.disclosed ? each.id : null)).sort();
    expect((await rows('disclosure')).map(({ id }) => id).sort()).toEqual(sent);
    expect(gate.entries.map(({ subject }) => subject).sort()).toEqual(sent);
  });

  it('are one where they are one: the same key twice is repeated, with other content refused', async () => {
    const { disclosures } = openGate(database);
    const first = intentOf();
    const [one, again, other] = await Promise.all([
      disclosures.send(first),
      disclosures.send(first),
      disclosures.send({ ...first, payload: { names: ['SOMEBODY ELSE'] } }),
    ]);
    expect(one).toMatchObject({ disclosed: true, repeated: false });
    expect(again).toEqual({ ...one, repeated: true });
    expect(other).toMatchObject({ disclosed: false, refusal: { code: 'KEY_REUSED' } });
  });

  it('share no approval: it lets one of them out', async () => {
    const law = lawOf();
    law.obligations = { ...law.obligations, approvals: 1 };
    const gate = openGate(database, law);
    const one: Intent = { ...intentOf(), approval: APPROVAL };
    const officer = { officer: 'officer-0009', at: '', method: 'passkey' as const, keyThumbprint: null };
    gate.approvals.set(APPROVAL, {
      state: 'approved',
      roles: [],
      document: approvalDocument(one),
      approvals: [officer],
    });
    const outcomes = await Promise.all([
      gate.disclosures.send(one),
      gate.disclosures.send({ ...one, key: 'test:under another key' }),
    ]);
    expect(outcomes).toMatchObject([
      { disclosed: true },
      { disclosed: false, refusal: { code: 'APPROVAL_USED' } },
    ]);
  });

  it('keep their troubles to themselves: what one breaks is done again for each alone', async () => {
    const { disclosures } = openGate(database);
    const outcomes = await Promise.allSettled([
      disclosures.send(intentOf()),
      disclosures.send(intentOf(), async (tx) => {
        await sql`select 1 / 0`.execute(tx);
      }),
      disclosures.send(intentOf(), async () => {
        throw new Error('the desk failed');
      }),
      disclosures.send(intentOf()),
    ]);
    expect(saidOf(outcomes)).toEqual([
      expect.objectContaining({ disclosed: true }),
      'failed',
      'failed',
      expect.objectContaining({ disclosed: true }),
    ]);
    expect(await rows('disclosure')).toHaveLength(2);
  });

  it('leave only where they are still wanted, and nothing follows where they are not', async () => {
    const { disclosures, put } = openGate(database);
    const followed: string[] = [];
    const along = (name: string, is: boolean) => ({
      wanted: async () => is,
      after: async () => {
        followed.push(name);
      },
    });
    const outcomes = await Promise.all([
      disclosures.sendIfWanted(intentOf(), along('needless', false)),
      disclosures.sendIfWanted(intentOf(), along('wanted', true)),
    ]);
    expect(outcomes).toMatchObject([null, { disclosed: true }]);
    expect([followed, put.length]).toEqual([['wanted'], 1]);
  });
});
describeOnPostgres('those that are sent at the same time', (open) => {
  it('are refused or let out as one after another would be', async () => sendMany(await open()));
});
