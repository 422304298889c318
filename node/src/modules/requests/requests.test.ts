import type { LetterPreview, ProblemDetails, RequestDetail, RequestRow } from '@jisr/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addHit, must, type Offices, openOffices, read } from './testing.ts';

const HOUR = 3_600_000;
const asked = {
  fields: ['names', 'birthDate', 'documents'],
  necessity: 'To tell whether the traveller may be let in tomorrow.',
  legalBasis: 'Law 35 of 2018, article 4',
  assurances: ['no-death-penalty', 'fair-trial'],
};
const supply = {
  decision: 'supply',
  fields: ['namesArabic', 'birthDate', 'documents'],
  assurances: ['no-death-penalty', 'fair-trial'],
};
const code = (answer: { body: unknown }) => (answer.body as ProblemDetails).code;

let offices: Offices;
beforeAll(async () => {
  offices = await openOffices();
}, 120_000);
afterAll(() => offices.pair.stop());

const last = ({ letters }: RequestDetail) => letters.at(-1)!;
/** A request that has reached the partner. */
async function ask(more: object = {}, hit: Parameters<typeof addHit>[1] = {}): Promise<string> {
  const { pair, home } = offices;
  const { id: partnerHitId } = await addHit(offices, hit);
  const made = await must<RequestDetail>(
    home.liaison.send('POST', '/api/v1/requests', { ...asked, partnerHitId, ...more }),
  );
  if (!last(made).approval) throw new Error(JSON.stringify(last(made)));
  await must(home.second.approve(last(made).approval!.id));
  await pair.settle();
  return made.id;
}
const draft = (id: string, answer: object) =>
  offices.abroad.liaison.send('POST', `/api/v1/requests/${id}/answers`, answer);
/** Answered, approved by as many as it needs, and taken by the partner. */
async function answer(id: string, said: object): Promise<RequestDetail> {
  const { pair, abroad, home } = offices;
  const { approval } = last(await must<RequestDetail>(draft(id, said)));
  await must(abroad.second.approve(approval!.id));
  if (approval!.needed > 1) await must(abroad.third.approve(approval!.id));
  await pair.settle();
  return read(home.liaison.send, id);
}

describe('permits', () => {
  it('let nobody read, ask or answer without the role', async () => {
    const { bahrain } = offices.pair;
    const id = '019c0000-0000-7000-8000-000000000001';
    const calls = [
      ['GET', '/api/v1/requests', ['watch-officer', 'administrator']],
      ['GET', `/api/v1/requests/${id}`, ['watch-officer', 'administrator']],
      ['POST', '/api/v1/requests', ['watch-officer', 'releasing-officer']],
      ['POST', '/api/v1/requests/previews', ['auditor']],
      ['POST', `/api/v1/requests/${id}/previews`, ['releasing-officer']],
      ['POST', `/api/v1/requests/${id}/answers`, ['releasing-officer', 'supervisor']],
      ['POST', '/api/v1/requests/warnings', ['supervisor']],
      ['POST', `/api/v1/requests/${id}/outcomes`, ['auditor']],
      ['POST', `/api/v1/requests/${id}/notices`, ['data-protection-officer']],
    ] as const;
    for (const [method, path, roles] of calls) {
      expect((await bahrain.anonymous(method, path)).status).toBe(401);
      for (const role of roles)
        expect((await (await bahrain.officer([role])).send(method, path)).status).toBe(403);
    }
  });
});

describe('a request', () => {
  it('is not made about a hit that nobody confirmed, nor without grounds', async () => {
    const { liaison } = offices.home;
    const { id: partnerHitId } = await addHit(offices, { confirmed: false });
    const unconfirmed = await liaison.send('POST', '/api/v1/requests', { ...asked, partnerHitId });
    expect([unconfirmed.status, code(unconfirmed)]).toEqual([409, 'REQUEST_HIT_UNCONFIRMED']);
    const groundless = { ...asked, partnerHitId, necessity: 'Because.' };
    expect((await liaison.send('POST', '/api/v1/requests', groundless)).status).toBe(400);
    expect((await liaison.send('GET', `/api/v1/requests/${partnerHitId}`)).status).toBe(404);
  });

  it('that no article allows is kept with its clause and goes nowhere', async () => {
    const { pair, home } = offices;
    const { id: partnerHitId } = await addHit(offices);
    const body = { ...asked, partnerHitId, purpose: 'trusted-traveller' };
    const preview = await must<LetterPreview>(home.liaison.send('POST', '/api/v1/requests/previews', body));
    expect(preview).toMatchObject({ allowed: false, refusal: { code: 'PURPOSE' } });
    const made = await must<RequestDetail>(home.liaison.send('POST', '/api/v1/requests', body));
    expect(made).toMatchObject({
      state: 'stopped',
      letters: [{ state: 'stopped', refusal: { code: 'PURPOSE' } }],
    });
    await pair.settle();
    expect((await offices.abroad.liaison.send('GET', `/api/v1/requests/${made.id}`)).status).toBe(404);
  });

  it('is approved by another than its author, and ends where one refuses', async () => {
    const { home, pair } = offices;
    const { id: partnerHitId } = await addHit(offices);
    const made = await must<RequestDetail>(
      home.liaison.send('POST', '/api/v1/requests', { ...asked, partnerHitId }),
    );
    const { approval } = last(made);
    expect(made).toMatchObject({ state: 'awaiting-approval', side: 'outbound', overdue: false });
    expect(approval).toMatchObject({ needed: 1, given: 0, state: 'open' });
    expect(code(await home.liaison.approve(approval!.id))).toBe('APPROVAL_OWN');
    await must(
      home.second.send('POST', `/api/v1/approvals/${approval!.id}/refusals`, {
        reason: 'Not needed at all.',
      }),
    );
    await pair.settle();
    const after = await read(home.liaison.send, made.id);
    expect(after).toMatchObject({
      state: 'stopped',
      letters: [{ state: 'withheld', refusal: { code: 'REFUSED' } }],
    });
  });

  it('reaches the holder with its clock, and only the holder knows the listing', async () => {
    const { home, abroad, listing } = offices;
    const id = await ask({ urgency: 'urgent' });
    const ours = await read(home.liaison.send, id);
    const theirs = await read(abroad.liaison.send, id);
    expect(ours).toMatchObject({
      state: 'sent',
      article: 'BORDERS/4.1',
      letters: [{ state: 'delivered' }],
      proposed: [],
    });
    expect(theirs).toMatchObject({
      state: 'received',
      side: 'inbound',
      partner: 'BHR',
      caseReference: 'CASE 12',
    });
    expect(theirs).toMatchObject({ fields: asked.fields, assurances: asked.assurances, offence: 'serious' });
    expect(theirs.proposed).toMatchObject([{ listingId: listing, values: { namesArabic: ['كريم فانتور'] } }]);
    for (const side of [ours, theirs])
      expect(new Date(side.dueAt!).getTime() - new Date(side.openedAt).getTime()).toBe(HOUR);
    expect(JSON.stringify(ours)).not.toContain('فانتور');
  });
});

describe('an answer', () => {
  it('is supplied after two approvals, shown with what binds us, and closed by its outcome', async () => {
    const { home, abroad, pair } = offices;
    const id = await ask();
    const preview = await must<LetterPreview>(
      abroad.liaison.send('POST', `/api/v1/requests/${id}/previews`, supply),
    );
    expect(preview).toMatchObject({
      allowed: true,
      article: 'BORDERS/4.2a',
      approvals: 2,
      onward: 'with-consent',
    });
    const drafted = await must<RequestDetail>(draft(id, supply));
    expect(last(drafted).content).toEqual(preview.content);
    expect(code(await draft(id, supply))).toBe('REQUEST_DRAFT_OPEN');
    const { approval } = last(drafted);
    expect(code(await abroad.liaison.approve(approval!.id))).toBe('APPROVAL_OWN');
    await must(abroad.second.approve(approval!.id));
    await pair.settle();
    expect(await read(home.liaison.send, id)).toMatchObject({ state: 'sent' });
    expect(last(await read(abroad.liaison.send, id)).approval).toMatchObject({ given: 1, needed: 2 });
    await must(abroad.third.approve(approval!.id));
    await pair.settle();
    const held = await read(home.liaison.send, id);
    expect(held).toMatchObject({ state: 'answered', dueAt: null });
    expect(last(held)).toMatchObject({
      direction: 'in',
      decision: 'supply',
      onward: 'with-consent',
      state: 'received',
    });
    expect(last(held).content).toEqual(preview.content);
    expect(last(held).caveats).toHaveLength(1);
    expect(Object.keys(last(held).content!).sort()).toEqual([
      ...['birthDate', 'decision', 'documents', 'namesArabic', 'references'],
    ]);
    expect(last(await read(abroad.liaison.send, id))).toMatchObject({
      state: 'delivered',
      article: 'BORDERS/4.2a',
    });
    await must(home.liaison.send('POST', `/api/v1/requests/${id}/outcomes`, { outcome: 'measure-taken' }));
    await pair.settle();
    for (const office of [home, abroad])
      expect(await read(office.liaison.send, id)).toMatchObject({
        state: 'closed',
        outcome: 'measure-taken',
      });
    expect(code(await draft(id, supply))).toBe('REQUEST_STATE');
  });

  it('with a field that the article does not list is stopped by its clause, and the answer stays owed', async () => {
    const id = await ask();
    const said = { ...supply, fields: ['namesArabic', 'addresses'] };
    const stopped = await must<RequestDetail>(draft(id, said));
    expect(stopped).toMatchObject({ state: 'received' });
    expect(last(stopped)).toMatchObject({ state: 'stopped', approval: null, refusal: { code: 'FIELDS' } });
    expect(last(stopped).refusal!.clause).toMatch(/^BORDERS\/4\.2/);
    expect(last(stopped).content).toHaveProperty('addresses');
    expect(await answer(id, supply)).toMatchObject({ state: 'answered' });
  });

  it('cannot claim an assurance that was not given, and without it the floor forbids', async () => {
    const id = await ask({ assurances: ['fair-trial'] });
    expect(code(await draft(id, supply))).toBe('REQUEST_ASSURANCE_NOT_GIVEN');
    const stopped = await must<RequestDetail>(draft(id, { ...supply, assurances: ['fair-trial'] }));
    expect(last(stopped)).toMatchObject({ state: 'stopped', refusal: { clause: 'floor/death-penalty' } });
    const refused = await answer(id, { decision: 'refuse', ground: 'assurance-missing' });
    expect(refused).toMatchObject({
      state: 'declined',
      letters: [{}, { decision: 'refuse', ground: 'assurance-missing' }],
    });
  });

  it('to an unknown reference can only be refused', async () => {
    const id = await ask({}, { known: false });
    expect(code(await draft(id, supply))).toBe('REQUEST_REFERENCE_UNKNOWN');
    expect((await read(offices.abroad.liaison.send, id)).proposed).toEqual([]);
    expect(await answer(id, { decision: 'refuse', ground: 'no-longer-listed' })).toMatchObject({
      state: 'declined',
    });
  });

  it('of nothing, of what nobody wrote, or of another listing is none', async () => {
    const id = await ask();
    expect((await draft(id, { ...supply, fields: [] })).status).toBe(400);
    expect((await draft(id, { ...supply, fields: ['photograph'] })).status).toBe(400);
    expect((await draft(id, { decision: 'refuse' })).status).toBe(400);
    expect(code(await draft(id, { ...supply, fields: ['aliases'] }))).toBe('REQUEST_FIELD_EMPTY');
    expect(code(await draft(id, { ...supply, listingId: id }))).toBe('REQUEST_LISTING_OTHER');
    expect(code(await offices.home.liaison.send('POST', `/api/v1/requests/${id}/answers`, supply))).toBe(
      'REQUEST_STATE',
    );
  });

  it('is put off until a day, and is due then on both sides', async () => {
    const { home, abroad } = offices;
    const id = await ask();
    const said = { decision: 'defer', ground: 'ongoing-inquiry', until: '2026-04-01' };
    expect(await answer(id, said)).toMatchObject({ state: 'deferred', dueAt: '2026-04-01T23:59:59.000Z' });
    expect(await read(abroad.liaison.send, id)).toMatchObject({
      state: 'deferred',
      dueAt: '2026-04-01T23:59:59.000Z',
    });
    expect(await answer(id, supply)).toMatchObject({ state: 'answered' });
    expect((await read(home.liaison.send, id)).letters).toHaveLength(3);
  });

  it('is corrected and withdrawn by whoever gave it', async () => {
    const { home, abroad, pair } = offices;
    const id = await ask();
    await answer(id, supply);
    const { id: letterId } = last(await read(abroad.liaison.send, id));
    const correction = { letterId, kind: 'correction', reason: 'Wrong number.', withdrawn: ['documents'] };
    const told = await must<RequestDetail>(
      abroad.liaison.send('POST', `/api/v1/requests/${id}/notices`, correction),
    );
    await must(abroad.second.approve(last(told).approval!.id));
    await pair.settle();
    const { letters } = await read(home.liaison.send, id);
    expect(letters[1]!.content).toHaveProperty('birthDate');
    expect(letters[1]!.content).not.toHaveProperty('documents');
    const deletion = { letterId, kind: 'deletion', reason: 'Supplied in error.' };
    await must(abroad.liaison.send('POST', `/api/v1/requests/${id}/notices`, deletion));
    await pair.settle();
    expect((await read(home.liaison.send, id)).letters[1]!.content).toBeNull();
  });
});

describe('a warning', () => {
  it('is supplied without a request, after two approvals', async () => {
    const { home, abroad, pair, listing } = offices;
    const made = await must<RequestDetail>(
      abroad.liaison.send('POST', '/api/v1/requests/warnings', {
        listingId: listing,
        purpose: 'counter-terrorism',
        caseReference: 'CASE 99',
        necessity: 'An attack is being prepared for tomorrow.',
        legalBasis: 'Law 35 of 2018, article 6',
        fields: ['namesArabic', 'birthDate'],
      }),
    );
    const { approval } = last(made);
    expect(approval).toMatchObject({ needed: 2 });
    await must(abroad.second.approve(approval!.id));
    await must(abroad.third.approve(approval!.id));
    await pair.settle();
    const held = await read(home.liaison.send, made.id);
    expect(held).toMatchObject({
      spontaneous: true,
      state: 'answered',
      side: 'outbound',
      article: 'BORDERS/6',
    });
    expect(last(held).content).toMatchObject({ namesArabic: ['كريم فانتور'], birthDate: '1980-02-03' });
  });
});

describe('the clock', () => {
  it('marks what is late on both sides, and tells of it once; what came goes at its term', async () => {
    const { pair, home, abroad } = offices;
    const [late, given] = [await ask(), await ask()];
    await answer(given, supply);
    const events: string[] = [];
    const stop = await pair.america.kernel.bus.subscribe(({ topic, id }) => {
      if (topic === 'request') events.push(String(id));
    });
    pair.advance(48 * HOUR + 2_000);
    await pair.settle();
    await stop();
    expect(events.filter((id) => id === late)).toHaveLength(1);
    for (const { liaison } of [await again(home), await again(abroad)]) {
      const { items } = await must<{ items: RequestRow[] }>(
        liaison.send('GET', '/api/v1/requests?open=true'),
      );
      expect(items.find(({ id }) => id === late)).toMatchObject({ overdue: true });
      expect(items.find(({ id }) => id === given)).toMatchObject({ overdue: false, dueAt: null });
    }
    pair.advance(1_100 * 24 * HOUR);
    await pair.bahrain.modules.disclosures.expire();
    expect(last(await read((await again(home)).liaison.send, given)).content).toBeNull();
    const { rows } =
      await sql`select from request_letter where sealed is not null and direction = 'in'`.execute(
        pair.bahrain.kernel.database.db,
      );
    expect(rows).toHaveLength(0);
  });
});

/** Sessions end with the hours that pass. */
const again = async ({ node }: Offices['home']) => ({ liaison: await node.officer(['liaison-officer']) });
