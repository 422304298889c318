import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import { HEADING, OFFICER, openPair, type Side, type TestLink } from './testing.ts';

const LIST = { direction: 'out', limit: 1000 } as const;
const text = (side: Side) => side.received.map(({ payload }) => Buffer.from(payload).toString('utf8'));
const states = async (side: Side) => (await side.exchange.read.list(LIST)).items.map(({ state }) => state);
const alarms = async (side: Side) =>
  (await side.exchange.read.partner()).alarms
    .filter(({ endedAt }) => endedAt === null)
    .map(({ kind }) => kind);
const lastError = async (side: Side) => (await side.exchange.read.health()).lastError;

describeOnEachDatabase('the exchange of two nodes', (open) => {
  let bahrain: Side;
  let america: Side;
  let link: TestLink;

  beforeAll(async () => {
    ({ bahrain, america, link } = await openPair(await open(), await open()));
  });
  beforeEach(async () => {
    link.restore();
    link.tamper(null);
    link.tamperAnswer(null);
    for (const side of [bahrain, america]) {
      // Past every pause, so that what the last test left has arrived.
      side.kernel.clock.advance(1_000_000);
      side.verdict = () => ({ verdict: 'accepted', reason: null });
    }
    await bahrain.exchange.retryNow();
    await bahrain.jobs.drain();
    for (const side of [bahrain, america]) {
      side.received.splice(0);
      side.settled.splice(0);
      side.entries.splice(0);
      await sql`update exchange_alarm set ended_at = now()`.execute(side.kernel.database.db);
    }
  });

  it('puts nothing without a pass of the gate', async () => {
    const content = { content: Buffer.from('x'), salt: 's'.repeat(43) };
    const [sealed] = await bahrain.exchange.seal([content], 'text/plain');
    const put = bahrain.kernel.database.transaction((tx) =>
      bahrain.exchange.put(tx, [{ pass: 'forged', sealed: sealed!, head: { id: 'none' } as never }]),
    );
    await expect(put).rejects.toMatchObject({ code: 'EXCHANGE_PASS_MISSING' });
  });

  it('takes nothing of what was altered on the way, and all of it afterwards', async () => {
    link.tamper((request) => {
      if (!request.targetUri.endsWith('/documents')) return request;
      const body = Buffer.from(request.body!);
      body[body.length - 20] = body[body.length - 20]! ^ 1;
      return { ...request, body };
    });
    await bahrain.send('altered');
    await bahrain.jobs.drain();
    expect(text(america)).toEqual([]);
    expect(await lastError(bahrain)).toContain('DIGEST_MISMATCH');
    link.tamper(null);
    bahrain.kernel.clock.advance(10_000);
    america.kernel.clock.advance(10_000);
    await bahrain.jobs.drain();
    expect(text(america)).toEqual(['altered']);
  });

  it('takes the same request once: the second time it is refused, and changes nothing', async () => {
    await bahrain.send('once');
    await bahrain.jobs.drain();
    const request = link.carried.findLast(({ targetUri }) => targetUri.endsWith('/documents'))!;
    const again = await america.deliver(request, new Set(['a'.repeat(64)]));
    expect(again.status).toBe(401);
    expect(Buffer.from(again.body!).toString()).toContain('SIGNATURE_REPLAYED');
    expect(text(america)).toEqual(['once']);
  });

  it('takes a document once however often it is delivered, and answers with the same receipt', async () => {
    const seen: Buffer[] = [];
    let lost = 2;
    link.tamperAnswer((answer, request) => {
      if (!request.targetUri.endsWith('/documents')) return answer;
      seen.push(Buffer.from(answer.body!));
      if (lost-- > 0) throw new Error('the answer is lost');
      return answer;
    });
    await bahrain.send('thrice');
    for (let round = 0; round < 3; round += 1) {
      await bahrain.jobs.drain();
      bahrain.kernel.clock.advance(20_000);
      america.kernel.clock.advance(20_000);
    }
    expect(text(america)).toEqual(['thrice']);
    expect(seen).toHaveLength(3);
    expect(seen[1]).toEqual(seen[0]);
    expect(bahrain.settled.map(({ state }) => state)).toEqual(['received']);
  });

  it('refuses the receipt of another document by its place, and raises an alarm', async () => {
    await bahrain.send('first');
    await bahrain.jobs.drain();
    const { items } = await bahrain.exchange.read.list({ direction: 'out', limit: 1 });
    const foreign = (await bahrain.exchange.read.document(items[0]!.id)).receipt!.jws;
    const peer = (await bahrain.exchange.peer())!;
    await bahrain.send('second');
    const settle = await bahrain.exchange.settle(peer, [foreign], new Set(['another']));
    expect(settle).toEqual({ news: 0, faults: [{ at: 0, code: 'RECEIPT_OTHER_DOCUMENT' }] });
    expect(await alarms(bahrain)).toEqual(['receipt-foreign']);
    const own = await bahrain.exchange.settle((await america.exchange.peer())!, [foreign], null);
    expect(own.faults[0]!.code).toMatch(/^KEY_|^DOCUMENT_/);
  });

  it('believes no answer that the peer did not sign', async () => {
    link.tamperAnswer((answer) => ({ ...answer, body: Buffer.from('{}') }));
    await bahrain.send('kept');
    await bahrain.jobs.drain();
    expect(await lastError(bahrain)).toContain('DIGEST_MISMATCH');
    expect((await states(bahrain))[0]).toBe('sent');
  });

  it('names the number that is missing, and the sender goes back to it', async () => {
    await bahrain.send('one', 'cyber-advisory');
    await bahrain.send('two', 'cyber-advisory');
    const batch = await bahrain.exchange.peek('cyber');
    const gap = await america.exchange.take({ v: 1, bundles: batch.slice(1), receipts: [] });
    expect(gap).toMatchObject({ receipts: [], gaps: [{ lane: 'cyber', expected: 1 }] });
    await bahrain.jobs.drain();
    expect(text(america)).toEqual(['one', 'two']);
  });

  it('raises an alarm for two documents in one place of a lane, and for one id with two contents', async () => {
    await bahrain.send('the one', 'member-status');
    const [kept] = await bahrain.exchange.peek('members');
    const { db } = bahrain.kernel.database;
    await sql`delete from exchange_content where id in (select id from exchange_outbox where lane = 'members')`.execute(
      db,
    );
    await sql`delete from exchange_outbox where lane = 'members'`.execute(db);
    await sql`update exchange_lane set seq = 0, digest = '' where lane = 'members' and direction = 'out'`.execute(
      db,
    );
    await bahrain.send('the other', 'member-status');
    const [forked] = await bahrain.exchange.peek('members');
    const take = (bundles: readonly { disclosure: string; payload: string | null }[]) =>
      america.exchange.take({ v: 1, bundles: [...bundles], receipts: [] });
    expect((await take([kept!])).receipts).toHaveLength(1);
    expect(await take([forked!])).toMatchObject({
      receipts: [],
      faults: [{ at: 0, code: 'LANE_FORK', place: 'members/1' }],
    });
    expect(text(america)).toEqual(['the one']);
    expect(await alarms(america)).toEqual(['lane-fork']);
    await sql`update exchange_inbox set digest = 'other' where lane = 'members'`.execute(
      america.kernel.database.db,
    );
    expect(await take([kept!])).toMatchObject({ receipts: [], faults: [{ code: 'ID_CONFLICT' }] });
    expect((await alarms(america)).sort()).toEqual(['id-conflict', 'lane-fork']);
    await sql`delete from exchange_outbox where lane = 'members'`.execute(db);
  });

  it('lets the trouble of one lane stop no other', async () => {
    await bahrain.send('in the way', 'training-record');
    const { db } = america.kernel.database;
    await sql`insert into exchange_lane (direction, lane, seq, digest) values ('in', 'capacity', 7, 'x')`.execute(
      db,
    );
    await bahrain.send('through', 'pnr-record');
    await bahrain.jobs.drain();
    expect(text(america)).toEqual(['through']);
    const lanes = (await bahrain.exchange.read.health()).lanes.filter(
      ({ lastError: error }) => error !== null,
    );
    expect(lanes).toMatchObject([{ lane: 'capacity', direction: 'out', waiting: 1 }]);
    await sql`update exchange_lane set seq = 0, digest = '' where direction = 'in' and lane = 'capacity'`.execute(
      db,
    );
  });

  it('shows and survives two hours between the clocks: nothing passes until they agree', async () => {
    america.kernel.clock.advance(7_200_000);
    await bahrain.send('late');
    await bahrain.jobs.drain();
    expect(text(america)).toEqual([]);
    expect(await lastError(bahrain)).toContain('SIGNATURE');
    // Each side knows by how much, though not one signature was accepted.
    const told = async (side: Side) =>
      (await side.exchange.read.partner()).alarms.find(
        ({ kind, endedAt }) => kind === 'clock-skew' && endedAt === null,
      )?.details;
    expect(await told(america)).toEqual({ minutes: '-120' });
    expect(await told(bahrain)).toEqual({ minutes: '120' });
    expect((await america.exchange.read.health()).skewMs).toBe(-7_200_000);
    america.kernel.clock.advance(-7_200_000);
    bahrain.kernel.clock.advance(20_000);
    america.kernel.clock.advance(20_000);
    await bahrain.jobs.drain();
    expect(text(america)).toEqual(['late']);
  });

  it('signs nothing while no time service keeps its clock, and goes on when one does', async () => {
    await bahrain.send('before');
    bahrain.ownClock = 'unsynchronised';
    await expect(bahrain.send('refused')).rejects.toMatchObject({ code: 'CLOCK_UNSYNCHRONISED' });
    await bahrain.exchange.minute();
    await bahrain.jobs.drain();
    expect(text(america)).toEqual([]);
    expect(await alarms(bahrain)).toContain('clock-unsynchronised');
    expect(await bahrain.exchange.read.health()).toMatchObject({ ownClock: 'unsynchronised', state: 'down' });
    await america.send('unanswered');
    await america.jobs.drain();
    expect((await states(america))[0]).toBe('sent');
    bahrain.ownClock = 'unknown';
    for (const side of [bahrain, america]) {
      side.kernel.clock.advance(1_000_000);
      await side.exchange.retryNow();
    }
    await bahrain.jobs.drain();
    await america.jobs.drain();
    expect(text(america)).toEqual(['before']);
    expect(text(bahrain)).toEqual(['unanswered']);
  });

  it('ends what nobody took in thirty days, keeps the lane whole, and goes on after it', async () => {
    link.cut();
    const id = await bahrain.send('too late');
    await bahrain.jobs.drain();
    for (const side of [bahrain, america]) side.kernel.clock.advance(31 * 86_400_000);
    await bahrain.exchange.minute();
    expect(bahrain.settled).toMatchObject([{ id, state: 'expired' }]);
    expect(await alarms(bahrain)).not.toContain('lane-fork');
    link.restore();
    await bahrain.send('in time');
    await bahrain.exchange.retryNow();
    await bahrain.jobs.drain();
    expect(text(america)).toEqual(['in time']);
    expect(await states(bahrain)).toEqual(expect.arrayContaining(['expired', 'received']));
  });

  it('delivers five hundred after days without a peer, in order and once each', async () => {
    link.cut();
    const sent = Array.from({ length: 500 }, (_, n) => `item ${n}`);
    for (const each of sent) await bahrain.send(each);
    for (let day = 0; day < 3; day += 1) {
      await bahrain.exchange.minute();
      await bahrain.jobs.drain();
      for (const side of [bahrain, america]) side.kernel.clock.advance(86_400_000);
    }
    const health = await bahrain.exchange.read.health();
    expect(health).toMatchObject({ state: 'down', alarm: 'day' });
    expect(await alarms(bahrain)).toContain('undelivered');
    link.restore();
    await bahrain.exchange.retryNow();
    await bahrain.jobs.drain();
    expect(text(america)).toEqual(sent);
    expect(bahrain.settled.filter(({ state }) => state === 'received')).toHaveLength(500);
  }, 60_000);

  it('carries a refusal of the other gate back with its article, and empties the outbox of content', async () => {
    america.verdict = () => ({ verdict: 'refused', reason: { article: 'BORDERS/4.2', code: 'RETENTION' } });
    const id = await bahrain.send('refused');
    await bahrain.jobs.drain();
    expect(bahrain.settled).toMatchObject([
      { id, state: 'refused', reason: { article: 'BORDERS/4.2', code: 'RETENTION' } },
    ]);
    const { db } = bahrain.kernel.database;
    const { rows } = await sql`select 1 from exchange_content where id = ${id}`.execute(db);
    expect(rows).toEqual([]);
    expect(bahrain.entries.map(({ kind }) => kind)).toEqual(['refusal-received']);
    expect(await bahrain.exchange.read.document(id)).toMatchObject({
      reason: { article: 'BORDERS/4.2', code: 'RETENTION' },
      clause: { heading: HEADING, text: HEADING },
    });
    expect(america.entries.map(({ kind }) => kind)).toContain('refusal-sent');
  });

  it('carries a second receipt back: processed', async () => {
    const id = await bahrain.send('processed later');
    await bahrain.jobs.drain();
    await america.kernel.database.transaction((tx) =>
      america.exchange.secondReceipt(tx, id, 'processed', null),
    );
    await america.jobs.drain();
    expect(bahrain.settled.map(({ state }) => state)).toEqual(['received', 'processed']);
    const document = await bahrain.exchange.read.document(id);
    expect(document).toMatchObject({ state: 'processed', places: { peer: { index: expect.any(Number) } } });
    expect(document.receipt!.claims).toMatchObject({ of: id, verdict: 'accepted' });
  });

  it('lists by category with the heading of the article, and gathers what answers one another', async () => {
    const id = await bahrain.send('asked', 'training-record');
    const read = { direction: 'both', limit: 50, category: 'training-record' } as const;
    const { items } = await bahrain.exchange.read.list(read);
    expect(items[0]).toMatchObject({ id, heading: HEADING, agreement: { id: 'BORDERS', version: 1 } });
    expect(new Set(items.map(({ category }) => category))).toEqual(new Set(['training-record']));
    const threads = await bahrain.exchange.read.threads();
    expect(threads.find(({ last }) => last.id === id)).toMatchObject({
      category: 'training-record',
      begunBy: 'out',
      sent: 1,
      received: 0,
      waiting: 1,
      last: { direction: 'out', state: 'queued', at: bahrain.kernel.clock.nowIso() },
    });
    await bahrain.jobs.drain();
    const mirrored = await america.exchange.read.threads();
    expect(mirrored.find(({ last }) => last.id === id)).toMatchObject({ begunBy: 'in', received: 1 });
  });

  it('withdraws what has not left: the peer learns no content, and the lane goes on', async () => {
    link.cut();
    const id = await bahrain.send('withdrawn');
    await bahrain.exchange.cancel(OFFICER, id, 'wrong person');
    await expect(bahrain.exchange.cancel(OFFICER, id, 'again')).rejects.toMatchObject({
      code: 'EXCHANGE_NOT_QUEUED',
    });
    link.restore();
    await bahrain.send('after it');
    await bahrain.exchange.retryNow();
    await bahrain.jobs.drain();
    expect(text(america)).toEqual(['after it']);
    expect((await bahrain.exchange.read.document(id)).state).toBe('cancelled');
  });

  it('carries a large payload in parts, each once', async () => {
    const large = 'x'.repeat(9 * 1024 * 1024);
    await bahrain.send(large);
    await bahrain.jobs.drain();
    expect(america.received[0]!.payload.length).toBe(large.length);
    const { rows } = await sql`select 1 from exchange_chunk`.execute(america.kernel.database.db);
    expect(rows).toEqual([]);
  });
});
