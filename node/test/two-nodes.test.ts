import type { ExchangePage, Partner, ProblemDetails } from '@jisr/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { openTestPair, type TestPair } from './two-nodes.ts';

describe('two whole nodes', () => {
  let pair: TestPair;
  beforeAll(async () => {
    pair = await openTestPair();
  });
  afterAll(() => pair.stop());

  it('lets nobody without the permit see or change the pairing', async () => {
    const { bahrain } = pair;
    const border = await bahrain.officer(['border-officer']);
    const auditor = await bahrain.officer(['auditor']);
    for (const path of ['/api/v1/partner', '/api/v1/exchange', '/api/v1/exchange-threads']) {
      expect((await bahrain.anonymous('GET', path)).status).toBe(401);
      expect((await border.send('GET', path)).status).toBe(403);
      expect((await auditor.send('GET', path)).status).toBe(200);
    }
    const body = { reason: 'because' };
    expect((await auditor.send('POST', '/api/v1/partner/suspensions', body)).status).toBe(403);
    const revocation = ['POST', '/api/v1/partner/keys/x/revocations', { reason: 'it was stolen' }] as const;
    expect((await bahrain.anonymous(...revocation)).status).toBe(401);
    expect((await auditor.send(...revocation)).status).toBe(403);
    expect((await auditor.send('POST', '/api/v1/exchange/retries')).status).toBe(403);
  });

  it('is paired on both sides, each with the other’s card and the same words', async () => {
    const read = async (node: TestPair['bahrain']) =>
      (await (await node.officer(['auditor'])).send('GET', '/api/v1/partner')).body as Partner;
    const [own, peers] = [await read(pair.bahrain), await read(pair.america)];
    expect(own.peer).toMatchObject({ state: 'active', card: { party: 'USA', digest: peers.own.digest } });
    expect(peers.peer).toMatchObject({ state: 'active', card: { party: 'BHR', digest: own.own.digest } });
    expect(own.peer!.fingerprint).toEqual(peers.peer!.fingerprint);
    expect(own.link).toMatchObject({ skewMs: 0, alarm: 'none', oldestUnsentAt: null });
    expect(
      own.keys
        .filter(({ owner }) => owner === 'own')
        .map(({ purpose }) => purpose)
        .sort(),
    ).toEqual(['encrypt', 'memorandum', 'root', 'sign']);
  });

  it('takes no card that the known root did not sign', async () => {
    const stranger = await openTestPair({ paired: false });
    const administrator = await pair.bahrain.officer(['administrator']);
    const [signed] = await stranger.america.modules.bridge.exchange.keys.signedCards(0);
    const answer = await administrator.send('POST', '/api/v1/partner/cards', { signed });
    expect((answer.body as ProblemDetails).code).toBe('CARD_NOT_BY_ROOT');
    const after = (await administrator.send('GET', '/api/v1/partner')).body as Partner;
    expect(after.alarms.map(({ kind }) => kind)).toEqual(['card-not-by-root']);
    expect(after.peer!.state).toBe('active');
    await stranger.stop();
  });

  it('learns a new key of the peer within minutes, and both go on', async () => {
    const { bahrain, america } = pair;
    const before = (await bahrain.modules.bridge.exchange.peer())!.trusted.card.serial;
    await america.kernel.database.transaction((tx) =>
      america.modules.bridge.exchange.keyChangeApproved(tx, 'sign', []),
    );
    await bahrain.modules.bridge.exchange.minute();
    await america.modules.bridge.exchange.minute();
    const after = (await bahrain.modules.bridge.exchange.peer())!;
    expect(after.trusted.card.serial).toBe(before + 1);
    await bahrain.modules.bridge.exchange.minute();
    expect(await bahrain.modules.bridge.exchange.read.health()).toMatchObject({
      lastError: null,
      state: 'up',
    });
  });

  it('renews the certificate before its end: announced, then used, and nothing stops', async () => {
    const { bahrain, america } = pair;
    const { exchange } = bahrain.modules.bridge;
    const pins = async () => (await america.modules.bridge.exchange.peer())!.trusted.card.tls;
    const minute = async () => {
      for (const node of [bahrain, america]) await node.modules.bridge.exchange.minute();
    };
    const day = async () => {
      pair.advance(86_400_000);
      await exchange.daily();
      await minute();
    };
    const first = bahrain.modules.bridge.pin();
    pair.advance(366 * 86_400_000);
    await day();
    expect([await pins(), bahrain.modules.bridge.pin()]).toEqual([[first], first]);
    pair.advance(86_400_000);
    await exchange.daily();
    expect(bahrain.modules.bridge.pin()).toBe(first);
    // The peer has not heard of it: the old key goes on.
    pair.link.cut();
    await day();
    expect([await pins(), bahrain.modules.bridge.pin()]).toEqual([[first], first]);
    pair.link.restore();
    pair.advance(1_000_000);
    await minute();
    const both = await pins();
    expect([both.length, both[0], bahrain.modules.bridge.pin()]).toEqual([2, first, first]);
    await minute();
    await day();
    expect([await pins(), bahrain.modules.bridge.pin()]).toEqual([[both[1]], both[1]]);
    await minute();
    const auditor = await bahrain.officer(['auditor']);
    const { own, link } = (await auditor.send('GET', '/api/v1/partner')).body as Partner;
    expect(link.state).toBe('up');
    const left = Date.parse(own.certificateEndsAt) - bahrain.clock.now().getTime();
    expect(left / 86_400_000).toBeGreaterThan(390);
  }, 60_000);

  it('revokes a stolen key by three people, and the partner reads why', async () => {
    const { bahrain, america } = pair;
    const administrator = await bahrain.officer(['administrator']);
    const { keys } = (await administrator.send('GET', '/api/v1/partner')).body as Partner;
    const { kid } = keys.find((key) => key.owner === 'own' && key.purpose === 'sign')!;
    const path = `/api/v1/partner/keys/${kid}/revocations`;
    expect((await administrator.send('POST', path, { reason: 'stolen' })).status).toBe(400);
    const reason = 'the machine of the operator was stolen';
    expect((await administrator.send('POST', path, { reason })).status).toBe(202);
    const { rows } = await sql<{ id: string; sheet: string }>`
      select id, sheet from approval where kind = 'key-revocation'`.execute(bahrain.kernel.database.db);
    const { document } = JSON.parse(rows[0]!.sheet) as { document: unknown };
    expect(document).toMatchObject({ keyId: kid, use: 'sign', reason });
    await bahrain.kernel.database.transaction((tx) =>
      bahrain.modules.bridge.approvals.keyRevocation.approved(tx, {
        ...{ document, accounts: [administrator.id], id: rows[0]!.id, kind: 'key-revocation', subject: '' },
        ...{ roles: [], digest: '', articles: [], state: 'approved', approvals: [], reason: null },
      }),
    );
    pair.advance(60_000);
    await bahrain.modules.bridge.exchange.minute();
    await pair.settle();
    const read = (await (await america.officer(['auditor'])).send('GET', '/api/v1/partner')).body as Partner;
    expect(read.alarms.map(({ kind, details }) => [kind, details.kid, details.reason ?? null])).toEqual(
      expect.arrayContaining([
        ['peer-key-revoked', kid, null],
        ['key-notice', kid, reason],
      ]),
    );
    expect(read.link.state).toBe('up');
  });

  it('stops at one officer’s word and goes on at another’s', async () => {
    const administrator = await pair.bahrain.officer(['administrator']);
    const reason = { reason: 'an inquiry' };
    const paused = (await administrator.send('POST', '/api/v1/partner/suspensions', reason)).body as Partner;
    expect(paused).toMatchObject({ peer: { state: 'suspended' }, link: { state: 'paused' } });
    expect(paused.peer!.stopped).toMatchObject({ by: { id: administrator.id }, reason: 'an inquiry' });
    const again = await administrator.send('POST', '/api/v1/partner/suspensions', reason);
    expect((again.body as ProblemDetails).code).toBe('PAIRING_STEP_INVALID');
    const resumed = (await administrator.send('DELETE', '/api/v1/partner/suspensions')).body as Partner;
    expect(resumed.peer).toMatchObject({ state: 'active', stopped: null });
    const list = (await (await pair.bahrain.officer(['auditor'])).send('GET', '/api/v1/exchange')).body;
    expect((list as z.infer<typeof ExchangePage>).items.map(({ category }) => category)).toEqual([
      'key-notice',
    ]);
  });
});
