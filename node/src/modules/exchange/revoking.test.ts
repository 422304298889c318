import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import { OFFICER, openPair, type Side, type TestLink } from './testing.ts';

const REASON = 'the laptop of the operator was stolen';
const text = (side: Side) => side.received.map(({ payload }) => Buffer.from(payload).toString('utf8'));

describeOnEachDatabase('the revocation of a key', (open) => {
  let bahrain: Side;
  let america: Side;
  let link: TestLink;

  beforeAll(async () => {
    ({ bahrain, america, link } = await openPair(await open(), await open()));
  });
  beforeEach(async () => {
    link.restore();
    link.tamperAnswer(null);
    await minutes();
    for (const side of [bahrain, america]) {
      for (const kept of [side.received, side.settled, side.entries, side.approvals, side.notices])
        kept.splice(0);
      await sql`delete from exchange_alarm`.execute(side.kernel.database.db);
    }
  });

  const current = (side: Side, purpose: string) =>
    side.exchange.keys
      .list()
      .filter((key) => key.purpose === purpose && key.supersededAt === null && key.revokedAt === null)[0]!;
  const revoke = async (side: Side, keyId: string) => {
    await side.exchange.proposeKeyRevocation(OFFICER, keyId, { reason: REASON });
    const { document } = side.approvals.splice(0)[0]!;
    await side.kernel.database.transaction((tx) =>
      side.exchange.keyRevocationApproved(tx, document as { keyId: string; reason: string }, [
        OFFICER.accountId,
      ]),
    );
  };
  const minutes = async (count = 2) => {
    for (let n = 0; n < count; n += 1) {
      for (const side of [bahrain, america]) {
        side.kernel.clock.advance(1_000_000);
      }
      for (const side of [bahrain, america]) {
        await side.exchange.minute();
        await side.jobs.drain();
      }
    }
  };
  const alarms = async (side: Side) =>
    (await side.exchange.read.partner()).alarms.map(({ kind, details }) => ({ kind, ...details }));

  it('is proposed only for a key of this node that stands, and never for the root', async () => {
    const propose = (kid: string) => bahrain.exchange.proposeKeyRevocation(OFFICER, kid, { reason: REASON });
    await expect(propose('no-such-key')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(propose(current(america, 'sign').kid)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(propose(current(bahrain, 'root').kid)).rejects.toMatchObject({ code: 'KEY_ROOT_FIXED' });
    const { kid } = current(bahrain, 'sign');
    await propose(kid);
    expect(bahrain.approvals).toMatchObject([
      {
        kind: 'key-revocation',
        needed: 2,
        excluded: [OFFICER.accountId],
        document: { keyId: kid, reason: REASON },
      },
    ]);
    // Nothing is revoked by proposing.
    expect(current(bahrain, 'sign').kid).toBe(kid);
  });

  it('reaches the peer in the same minute, and both go on under the new key', async () => {
    const { kid } = current(bahrain, 'sign');
    await revoke(bahrain, kid);
    await bahrain.exchange.minute();
    await bahrain.jobs.drain();
    expect(await alarms(america)).toEqual([{ kind: 'peer-key-revoked', purpose: 'sign', kid }]);
    await bahrain.send('under the new key');
    await minutes(1);
    expect(text(america)).toEqual(['under the new key']);
    await america.send('and back');
    await minutes(1);
    expect(text(bahrain)).toEqual(['and back']);
    expect(bahrain.notices).toMatchObject([{ keyId: kid, reason: REASON, party: 'USA' }]);
    expect(bahrain.entries.map(({ details }) => details?.act)).toContain('revoked');
    expect((await bahrain.exchange.read.health()).state).toBe('up');
  });

  it('signs anew what waits, so that no lane is held, and what the thief signs is refused', async () => {
    link.cut();
    await bahrain.send('one');
    await bahrain.send('two');
    await bahrain.send('other lane', 'cyber-advisory');
    const stolen = await bahrain.exchange.peek('queries');
    await revoke(bahrain, current(bahrain, 'sign').kid);
    link.restore();
    await minutes();
    expect(text(america).sort()).toEqual(['one', 'other lane', 'two']);
    expect(bahrain.settled.map(({ state }) => state)).toEqual(['received', 'received', 'received']);
    const { faults } = await america.exchange.take({ v: 1, bundles: stolen, receipts: [] });
    expect(faults.map(({ code }) => code)).toEqual(['KEY_REVOKED', 'KEY_REVOKED']);
    await bahrain.send('three');
    await minutes(1);
    expect(text(america)).toContain('three');
  });

  it('is told though the word that the peer has heard of it was lost', async () => {
    await revoke(bahrain, current(bahrain, 'sign').kid);
    let lost = 0;
    link.tamperAnswer((answer, request) => {
      if (request.method !== 'POST' || !request.targetUri.includes('/x/v1/card')) return answer;
      lost += 1;
      throw new Error('the answer is lost');
    });
    await bahrain.exchange.minute();
    expect(lost).toBe(1);
    link.tamperAnswer(null);
    await bahrain.send('goes on');
    bahrain.kernel.clock.advance(1_000_000);
    america.kernel.clock.advance(1_000_000);
    // The peer does not call: our own next try alone must find the way.
    await bahrain.exchange.minute();
    await bahrain.jobs.drain();
    expect(text(america)).toEqual(['goes on']);
  });

  it('ends the sealing key: what is sealed from then on is for its successor', async () => {
    const { kid } = current(america, 'encrypt');
    await bahrain.send('sealed before');
    await revoke(america, kid);
    await minutes();
    await bahrain.send('sealed after');
    await minutes(1);
    expect(text(america)).toEqual(['sealed before', 'sealed after']);
    expect((await bahrain.exchange.read.partner()).keys).toContainEqual(
      expect.objectContaining({ kid, owner: 'peer', standing: 'revoked' }),
    );
  });

  it('shows the peer’s notice with its reason, and says when no card vouches for it', async () => {
    const { kid } = current(bahrain, 'sign');
    await revoke(bahrain, kid);
    await minutes();
    const [notice] = bahrain.notices;
    const { database } = america.kernel;
    await database.transaction((tx) => america.exchange.takeKeyNotice(tx, notice!));
    const forged = { ...notice!, keyId: current(bahrain, 'encrypt').kid };
    await database.transaction((tx) => america.exchange.takeKeyNotice(tx, forged));
    const told = (await alarms(america)).filter(({ kind }) => kind === 'key-notice');
    expect(told).toContainEqual(
      expect.objectContaining({ kid, purpose: 'sign', vouched: 'yes', reason: REASON }),
    );
    expect(told).toContainEqual(expect.objectContaining({ kid: forged.keyId, purpose: '', vouched: 'no' }));
    const { rows } = await sql`select 1 from exchange_alarm where kind = 'card-not-by-root'`.execute(
      database.db,
    );
    expect(rows).toEqual([]);
  });
});
