import type { AnswerStatus } from '@jisr/contract';
import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import { emptyTables } from '../../../test/test-kernel.ts';
import type { Database } from '../../kernel/db/types.ts';
import { setUp as setUpHits } from '../hits/testing.ts';
import type { MessageEnvelope } from '../ingest/index.ts';
import type { StatedTraveller } from '../travellers/index.ts';
import { createAnswers } from './index.ts';

describeOnEachDatabase('answers', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyTables(database));

  /** The module with travellers whose status and flight the test sets. */
  async function setUp(people = 1) {
    const { traveller, flights, crossingOf, ...kernel } = setUpHits(database);
    const ids: string[] = [];
    for (let at = 0; at < people; at++) ids.push(await traveller());
    const crossingId = await crossingOf(ids[0]!);
    const world: { status: AnswerStatus; screened: boolean; decided: () => void } = {
      status: 'refer',
      screened: true,
      decided: () => undefined,
    };
    const stated = (travellerId: string, messageId: string): StatedTraveller & { messageId: string } => ({
      travellerId,
      crossingId,
      messageId,
      reference: `R${ids.indexOf(travellerId)}`,
      locator: null,
      role: 'passenger',
      status: 'expected',
      screened: world.screened,
      missing: [],
      test: false,
    });
    const messages = ids.map(() => kernel.ids.uuid());
    const answers = createAnswers(kernel, {
      travellers: {
        travellersOfMessage: async (_db, id) => [stated(ids[messages.indexOf(id)]!, id)],
        lastStatement: async (_db, id) => stated(id, messages[ids.indexOf(id)]!),
        summariesOf: async (_db, some) => some.flatMap((id) => flights.get(id) ?? []),
      },
      statusOf: async (_db, asked) => {
        const told = { status: world.status, decisionId: world.status === 'no-board' ? ids[0]! : null };
        world.decided();
        return new Map(asked.map(({ travellerId }) => [travellerId, told]));
      },
      envelopeOf: async (_db, messageId) => envelope(messageId),
    });
    const codes = async () => (await answers.listFor('QJ', { limit: 100 })).items.map(({ code }) => code);
    const change = (status: 'scheduled' | 'closed' | 'cancelled') =>
      flights.set(crossingId, { ...flights.get(crossingId)!, status });
    return { answers, world, ids, messages, codes, change };
  }

  const waiting = async () => {
    const { rows } = await sql<{ payload: { travellerIds: string[] } }>`
      select payload from job where kind = 'answers.change'`.execute(database.db);
    return rows.map(({ payload }) => payload.travellerIds);
  };

  const later = async () => {
    const { rows } = await sql<{ payload: unknown }>`
      select payload from job where kind = 'answers.compose' and run_at > created_at`.execute(database.db);
    return rows.map(({ payload }) => payload);
  };

  it('wait until everybody is screened', async () => {
    const { answers, world, messages, codes } = await setUp();
    world.screened = false;
    await answers.compose(messages[0]!);
    expect(await codes()).toEqual([]);
    // A later message changed somebody, whose screening answers that later message: this one looks again by itself.
    expect(await later()).toEqual([{ messageId: messages[0], waited: 1 }]);
    world.screened = true;
    await Promise.all([1, 2, 3, 4].map(() => answers.compose(messages[0]!)));
    expect(await codes()).toEqual(['962']);
  });

  it('are looked at again where something was decided while they were written', async () => {
    const { answers, world, messages, ids, codes } = await setUp();
    // The officer decides between the reading of the status and the commit of the answer.
    world.decided = () => {
      world.status = 'ok';
    };
    await answers.compose(messages[0]!);
    expect(await waiting()).toEqual([[ids[0]]]);
    await answers.composeChange(ids[0]!);
    expect(await codes()).toEqual(['962', '132']);
    expect((await answers.answersOf(database.db, ids)).get(ids[0]!)).toBe('ok');
  });

  it('follow each change once, also when it goes back within one millisecond', async () => {
    const { answers, world, messages, ids, codes } = await setUp();
    await answers.composeChange(ids[0]!);
    expect(await codes()).toEqual([]);
    await answers.compose(messages[0]!);
    for (const status of ['ok', 'refer', 'ok', 'refer'] as const) {
      world.status = status;
      await Promise.all([1, 2, 3].map(() => answers.composeChange(ids[0]!)));
    }
    expect(await codes()).toEqual(['962', '132', '132', '132', '132']);
  });

  it('are not changed after the doors are shut', async () => {
    const { answers, world, messages, ids, codes, change } = await setUp();
    await answers.compose(messages[0]!);
    world.status = 'ok';
    for (const status of ['closed', 'cancelled'] as const) {
      change(status);
      await answers.composeChange(ids[0]!);
    }
    expect(await codes()).toEqual(['962']);
    change('scheduled');
    await answers.composeChange(ids[0]!);
    expect(await codes()).toEqual(['962', '132']);
  });

  it('lose nobody to a carrier that reads on while others are being given', async () => {
    const { answers, messages } = await setUp(24);
    const seen: string[] = [];
    let after: string | undefined;
    const read = async () => {
      const page = await answers.listFor('QJ', { limit: 5, after });
      seen.push(...page.items.map(({ messageId }) => messageId!));
      after = page.next ?? after;
    };
    const giving = Promise.all(messages.map((id) => answers.compose(id)));
    for (let at = 0; at < 20; at++) await read();
    await giving;
    for (let at = 0; at < 6; at++) await read();
    expect(seen.toSorted()).toEqual(messages.toSorted());
  });
});

const envelope = (messageId: string): MessageEnvelope => ({
  messageId,
  duplicateOf: null,
  carrier: 'QJ',
  channel: 'api',
  status: 'read',
  function: 'passengers',
  test: false,
  crossingId: null,
  receivedAt: '2026-03-01T08:00:00.000Z',
  sender: 'QJ',
  senderQualifier: null,
  recipient: 'BHPIU',
  recipientQualifier: null,
  interchangeReference: '1',
  groupReference: '1',
  applicationReference: 'IAPI',
  messageReference: 'M1',
  commonAccessReference: null,
  transactionNumber: 'TN1',
  version: '05B',
  association: 'IATA',
});
