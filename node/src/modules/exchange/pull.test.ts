import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import { OFFICER, openPair, pair, type Side, type TestLink } from './testing.ts';

const text = (side: Side) => side.received.map(({ payload }) => Buffer.from(payload).toString('utf8'));
const DAY = 86_400_000;

/** Bahrain stands behind a firewall that lets no connection out; America calls. */
describeOnEachDatabase('an exchange over a one-way firewall', (open) => {
  let bahrain: Side;
  let america: Side;
  let link: TestLink;

  beforeAll(async () => {
    ({ bahrain, america, link } = await openPair(await open(), await open(), {
      oneWay: true,
      paired: false,
    }));
  });
  beforeEach(() => {
    link.tamperAnswer(null);
    for (const side of [bahrain, america])
      for (const kept of [side.received, side.settled, side.entries]) kept.splice(0);
  });

  const state = async (side: Side) => (await side.exchange.peer())?.state;
  const minutes = async (count = 1) => {
    for (let n = 0; n < count; n += 1) {
      for (const side of [bahrain, america]) side.kernel.clock.advance(1_000_000);
      for (const side of [bahrain, america]) {
        await side.exchange.minute();
        await side.jobs.drain();
      }
    }
  };

  it('is paired by the one that can call: the other brings its challenge with its answer', async () => {
    await pair(bahrain, america);
    expect([await state(bahrain), await state(america)]).toEqual(['active', 'active']);
    expect((await bahrain.exchange.read.health()).state).toBe('up');
  });

  it('takes no proof that it did not ask for', async () => {
    const peer = (await bahrain.exchange.peer())!;
    const proof = { v: 1, opened: 'a'.repeat(64), memorandum: 'x', knows: 1, state: 'proven' };
    await expect(bahrain.exchange.takeProof(peer, Buffer.from(JSON.stringify(proof)))).rejects.toMatchObject({
      code: 'PEER_PROOF_FAILED',
    });
  });

  it('is asked for what it has, and is given what the other has', async () => {
    await bahrain.send('fetched');
    await bahrain.send('fetched too', 'cyber-advisory');
    await america.send('brought');
    await minutes();
    expect(text(america).sort()).toEqual(['fetched', 'fetched too']);
    expect(text(bahrain)).toEqual(['brought']);
    for (const side of [bahrain, america]) {
      expect(new Set(side.settled.map(({ state: said }) => said))).toEqual(new Set(['received']));
      expect((await side.exchange.read.health()).state).toBe('up');
    }
  });

  it('gives second receipts along, again until the other has said that it took them', async () => {
    const id = await america.send('asked');
    await minutes();
    await bahrain.kernel.database.transaction((tx) =>
      bahrain.exchange.secondReceipt(tx, id, 'processed', null),
    );
    let lost = 0;
    link.tamperAnswer((answer, request) => {
      if (!request.targetUri.includes('/x/v1/outbox') || lost > 0) return answer;
      lost += 1;
      throw new Error('the answer is lost');
    });
    await minutes();
    expect(america.settled.map(({ state: said }) => said)).toEqual(['received']);
    await minutes();
    expect(america.settled.map(({ state: said }) => said)).toEqual(['received', 'processed']);
    link.carried.splice(0);
    await minutes();
    // Once taken, not given again.
    expect(link.carried.filter(({ targetUri }) => targetUri.includes('took=')).length).toBe(0);
    const back = await bahrain.send('and of its own');
    await minutes();
    await america.kernel.database.transaction((tx) =>
      america.exchange.secondReceipt(tx, back, 'processed', null),
    );
    await minutes();
    expect((await bahrain.exchange.read.document(back)).state).toBe('processed');
  });

  it('carries a large content in parts that the other fetches', async () => {
    const large = 'x'.repeat(9 * 1024 * 1024);
    await bahrain.send(large);
    await minutes();
    expect(america.received[0]!.payload.length).toBe(large.length);
  });

  it('learns of new and revoked keys, and is heard about its own', async () => {
    const change = (side: Side) =>
      side.kernel.database.transaction((tx) => side.exchange.keyChangeApproved(tx, 'sign', []));
    await change(bahrain);
    await change(america);
    await minutes(2);
    const own = bahrain.exchange.keys.list().findLast(({ purpose }) => purpose === 'sign')!;
    await bahrain.kernel.database.transaction((tx) =>
      bahrain.exchange.keyRevocationApproved(tx, { keyId: own.kid, reason: 'it was stolen' }, []),
    );
    const theirs = america.exchange.keys.list().findLast(({ purpose }) => purpose === 'sign')!;
    await america.kernel.database.transaction((tx) =>
      america.exchange.keyRevocationApproved(tx, { keyId: theirs.kid, reason: 'it was stolen' }, []),
    );
    await minutes(2);
    await bahrain.send('under the newest keys');
    await america.send('of both');
    await minutes(2);
    expect([text(america), text(bahrain)]).toEqual([['under the newest keys'], ['of both']]);
    expect((await bahrain.exchange.peer())!.trusted.card.serial).toBe(
      america.exchange.keys.card().card.serial,
    );
    expect((await america.exchange.peer())!.trusted.card.serial).toBe(
      bahrain.exchange.keys.card().card.serial,
    );
  });

  it('gives nothing away while either has suspended, and all of it in order afterwards', async () => {
    for (const side of [bahrain, america]) {
      await side.exchange.pairing.suspend(OFFICER, 'an inquiry');
      await bahrain.send(`one under ${side.kernel.config.country}`);
      await bahrain.send(`two under ${side.kernel.config.country}`);
      await america.send(`back under ${side.kernel.config.country}`);
      await minutes(2);
      expect([text(america), text(bahrain)]).toEqual([[], []]);
      await side.exchange.pairing.resume(OFFICER);
      await america.exchange.retryNow();
      await minutes(2);
      const { country } = side.kernel.config;
      expect(text(america)).toEqual([`one under ${country}`, `two under ${country}`]);
      expect(text(bahrain)).toEqual([`back under ${country}`]);
      for (const each of [bahrain, america]) each.received.splice(0);
    }
  });

  it('ends what was suspended for too long, keeps its lane whole, and goes on', async () => {
    await bahrain.exchange.pairing.suspend(OFFICER, 'an inquiry');
    const id = await bahrain.send('too late');
    const withdrawn = await bahrain.send('withdrawn');
    await bahrain.exchange.cancel(OFFICER, withdrawn, 'the wrong person');
    for (const side of [bahrain, america]) side.kernel.clock.advance(31 * DAY);
    await bahrain.exchange.minute();
    expect(bahrain.settled).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id, state: 'expired' }),
        expect.objectContaining({ id: withdrawn, state: 'cancelled' }),
      ]),
    );
    await bahrain.exchange.pairing.resume(OFFICER);
    await bahrain.send('in time');
    await america.exchange.retryNow();
    await minutes(2);
    expect(text(america)).toEqual(['in time']);
    const { state: end } = await bahrain.exchange.read.document(id);
    expect(end).toBe('expired');
    expect((await america.exchange.read.partner()).alarms.map(({ kind }) => kind)).not.toContain('lane-gap');
  });
});
