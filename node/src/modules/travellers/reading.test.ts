import { otherScript } from '@jisr/names';
import type { TravelMessage } from '@jisr/travel-messages';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import type { Database } from '../../kernel/db/types.ts';
import { createJobs } from '../../kernel/jobs.ts';
import { travellersJobs } from './jobs.ts';
import { createTravellers } from './service.ts';
import { message, passport, quietDeps, record, testKernel } from './testing.ts';
import type { Erased } from './types.ts';

describeOnEachDatabase('what is read of travellers', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  async function start() {
    await sql`truncate crossing, retention_run, erasure, job cascade`.execute(database.db);
    const { kernel, clock } = testKernel(database);
    const deps = quietDeps(kernel);
    deps.otherScript = otherScript;
    const travellers = createTravellers(kernel, deps);
    const apply = async (sent: TravelMessage) => {
      const messageId = kernel.ids.uuid();
      const receivedAt = clock.nowIso();
      const applied = await database.transaction((tx) =>
        travellers.applyMessage(tx, { messageId, message: sent, carrier: null, receivedAt }),
      );
      return { messageId, ...applied };
    };
    const jobs = createJobs({ database, clock, log: kernel.log, handlers: travellersJobs(travellers) });
    return { db: database.db, kernel, clock, deps, travellers, apply, jobs };
  }

  const noora = record({
    surname: 'ALSHEMALI',
    givenNames: 'NOORA',
    birthDate: '1991-04-12',
    locator: 'K7QW2M',
    reference: 'R1',
    documents: [passport('A1234567', 'BHR')],
  });
  const yusuf = record({
    surname: 'ALSHEMALI',
    givenNames: 'YUSUF MOHAMMED',
    birthDate: '1988-01-02',
    locator: 'K7QW2M',
    reference: 'R2',
  });
  const ines = record({
    surname: 'MARLOWE',
    givenNames: 'INES',
    birthDate: '1983-07-07',
    locator: 'K7QX9P',
    reference: 'R3',
  });
  const onFlight = (number: string, day: string): Partial<TravelMessage> => ({
    crossings: message({}).crossings.map((crossing) => ({
      ...crossing,
      number,
      legs: [{ from: 'BAH', to: 'LHR', departure: `${day}T10:00`, arrival: `${day}T14:45` }],
    })),
  });

  it('finds a name in either script, a document, a locator, a reference, a flight', async () => {
    const { travellers, apply } = await start();
    await apply(message({ travellers: [noora, yusuf, ines] }));
    const find = async (q: string) =>
      (await travellers.searchTravellers({ q, reason: 'test', limit: 10 })).items
        .map(({ name }) => name.text)
        .toSorted();
    expect(await find('marl')).toEqual(['INES MARLOWE']);
    expect(await find('alshemali noora')).toEqual(['NOORA ALSHEMALI']);
    expect(await find('Al-Shemali')).toEqual(['NOORA ALSHEMALI', 'YUSUF MOHAMMED ALSHEMALI']);
    expect(await find('محمد')).toEqual(['YUSUF MOHAMMED ALSHEMALI']);
    expect(await find('نورة')).toEqual(['NOORA ALSHEMALI']);
    expect(await find('a-123 4567')).toEqual(['NOORA ALSHEMALI']);
    expect(await find('k7qx9p')).toEqual(['INES MARLOWE']);
    expect(await find('R2')).toEqual(['YUSUF MOHAMMED ALSHEMALI']);
    expect(await find('qj 0412')).toHaveLength(3);
    expect(await find('noora marlowe')).toEqual([]);
    expect(await find("'; drop table traveller --")).toEqual([]);
  });

  it('ranks by the engine, and goes on behind the cursor', async () => {
    const { travellers, apply, deps } = await start();
    deps.rankNames = (_query, names) => names.map((name) => (name.startsWith('YUSUF') ? 0.9 : 0.4));
    await apply(message({ travellers: [noora, yusuf] }));
    const first = await travellers.searchTravellers({ q: 'alshemali', reason: 'test', limit: 1 });
    expect(first).toMatchObject({ total: 2, items: [{ score: 0.9, crossing: { number: '412' } }] });
    const second = await travellers.searchTravellers({
      q: 'alshemali',
      reason: 'test',
      limit: 1,
      after: first.next!,
    });
    expect(second).toMatchObject({ next: null, items: [{ score: 0.4 }] });
  });

  it('names companions, and the same person on other flights', async () => {
    const { travellers, apply } = await start();
    const { travellerIds } = await apply(message({ travellers: [noora, yusuf, ines] }));
    const back = await apply(
      message({
        ...onFlight('413', '2026-03-09'),
        travellers: [noora, record({ ...yusuf, locator: 'OTHER' })],
      }),
    );
    const one = await travellers.readTraveller(travellerIds[0]!);
    expect(one.companions).toMatchObject([{ id: travellerIds[1], link: 'locator' }]);
    expect(one.otherCrossings).toMatchObject([
      { travellerId: back.travellerIds[0], crossing: { number: '413', direction: 'outbound' } },
    ]);
    expect((await travellers.readTraveller(travellerIds[1]!)).otherCrossings).toHaveLength(1);
    expect((await travellers.readTraveller(travellerIds[2]!)).otherCrossings).toEqual([]);
  });

  it('lists crossings by departure, in pages, by direction, day, flight and airport', async () => {
    const { travellers, apply } = await start();
    await apply(message({ ...onFlight('413', '2026-03-09'), travellers: [noora] }));
    await apply(message({ travellers: [noora] }));
    const list = (more: object) => travellers.listCrossings({ direction: 'all', limit: 10, ...more });
    expect((await list({})).items.map(({ number }) => number)).toEqual(['412', '413']);
    const page = await list({ limit: 1 });
    expect(page).toMatchObject({
      total: 2,
      items: [{ number: '412', fromName: { en: expect.any(String), ar: expect.any(String) } }],
    });
    expect((await list({ limit: 1, after: page.next })).items.map(({ number }) => number)).toEqual(['413']);
    expect((await list({ direction: 'outbound' })).items.map(({ number }) => number)).toEqual(['413']);
    expect((await list({ from: '2026-03-02T00:00:00Z' })).total).toBe(1);
    expect((await list({ q: 'qj413' })).total).toBe(1);
    expect((await list({ q: 'bah' })).total).toBe(2);
    expect((await list({ q: '%' })).total).toBe(0);
  });

  it('gives screening its subjects, and counts who was screened until their facts change', async () => {
    const { travellers, apply, db, clock } = await start();
    const { travellerIds, crossingId, messageId } = await apply(
      message({ travellers: [record({ ...noora, sources: { surname: 11 } }), ines] }),
    );
    expect(await travellers.subjects(db, travellerIds)).toMatchObject([
      {
        fullName: 'NOORA ALSHEMALI',
        messageId,
        segment: 11,
        test: false,
        documents: [{ number: 'A1234567' }],
      },
      { fullName: 'INES MARLOWE' },
    ]);
    await database.transaction((tx) => travellers.markScreened(tx, travellerIds, 'v1'));
    expect((await travellers.readCrossing(crossingId!)).screened).toBe(2);
    expect((await travellers.readBoard()).unscreened).toBe(0);
    await apply(message({ sentAt: '2026-03-01T11:50', travellers: [record({ ...noora, seats: ['1A'] })] }));
    expect((await travellers.readCrossing(crossingId!)).screened).toBe(2);
    await apply(
      message({ sentAt: '2026-03-01T11:55', travellers: [record({ ...noora, birthDate: '1991-12-04' })] }),
    );
    expect((await travellers.readCrossing(crossingId!)).screened).toBe(1);
    expect(await travellers.readBoard()).toMatchObject({ unscreened: 1, messagesToday: 3 });
    const all = async () => {
      const found = [];
      for await (const batch of travellers.travellersStillToTravel(db, clock.now())) found.push(...batch);
      return found.map(({ travellerId }) => travellerId);
    };
    expect(await all()).toEqual(travellerIds);
    await apply(message({ function: 'cancel', sentAt: '2026-03-01T12:00', travellers: [ines] }));
    expect(await all()).toEqual([travellerIds[0]]);
    clock.advance(86_400_000);
    expect(await all()).toEqual([]);
  });

  it('tells the answers whom a message named, by its references, and what is missing', async () => {
    const { travellers, apply, db } = await start();
    const { messageId, travellerIds } = await apply(
      message({ travellers: [ines, record({ surname: 'X' })] }),
    );
    const stated = await travellers.travellersOfMessage(db, messageId);
    expect(stated).toMatchObject([
      { travellerId: travellerIds[0], reference: 'R3', locator: 'K7QX9P', screened: false },
      { reference: null, missing: expect.arrayContaining(['birthDate', 'documentNumber', 'reference']) },
    ]);
    expect(stated[0]!.missing).not.toContain('surname');
    const visa = { ...noora.documents[0]!, type: 'V', number: 'V55512', expiry: null };
    const withVisa = await apply(
      message({ travellers: [record({ ...noora, documents: [visa, ...noora.documents] })] }),
    );
    const [first] = await travellers.travellersOfMessage(db, withVisa.messageId);
    expect(first!.missing).not.toContain('documentExpiry');
    const later = await apply(
      message({ sentAt: '2026-03-01T11:50', function: 'change', travellers: [ines] }),
    );
    expect(await travellers.lastStatement(db, travellerIds[0]!)).toMatchObject({
      messageId: later.messageId,
      reference: 'R3',
    });
  });

  it('shows missing parts at once and tells of them after five minutes', async () => {
    const { travellers, apply, clock, jobs, deps } = await start();
    const { crossingId } = await apply(message({ series: { part: 1, last: false }, travellers: [noora] }));
    await apply(message({ series: { part: 3, last: true }, travellers: [ines] }));
    expect((await travellers.readCrossing(crossingId!)).missingParts).toMatchObject([{ parts: [2] }]);
    await jobs.drain();
    expect(deps.raised).toEqual([]);
    clock.advance(5 * 60_000);
    await jobs.drain();
    expect(deps.raised).toEqual(['SERIES_INCOMPLETE']);
    await apply(message({ series: { part: 2, last: false }, travellers: [yusuf] }));
    expect(await travellers.readCrossing(crossingId!)).toMatchObject({ missingParts: [], travellers: 3 });
  });

  it('gives the same view for any order of arrival of list, change and close-out', async () => {
    const sent = [
      message({ sentAt: '2026-03-01T08:00', travellers: [noora, ines] }),
      message({
        sentAt: '2026-03-01T09:00',
        function: 'change',
        travellers: [record({ reference: 'R1', surname: 'ALSHEMALI', nationality: 'BHR' })],
      }),
      message({
        sentAt: '2026-03-01T10:00',
        function: 'close-on-board',
        statusReferences: [
          {
            reference: 'R1',
            locator: null,
            surname: null,
            givenNames: null,
            documentNumbers: [],
            segment: 10,
          },
        ],
      }),
    ];
    const views = [];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
      [2, 0, 1],
    ]) {
      const { travellers, apply } = await start();
      let crossingId = '';
      for (const index of order) crossingId = (await apply(sent[index]!)).crossingId!;
      const { people, status } = await travellers.readCrossing(crossingId);
      views.push({
        status,
        people: people.map((row) => [row.name.text, row.status, row.nationality, row.birthDate]).toSorted(),
      });
    }
    for (const view of views) expect(view).toEqual(views[0]);
    expect(views[0]).toEqual({
      status: 'closed',
      people: [
        ['INES MARLOWE', 'not-boarded', null, '1983-07-07'],
        ['NOORA ALSHEMALI', 'boarded', 'BHR', '1991-04-12'],
      ],
    });
  });

  it('erases what is past its last term, tells the upper layers, and records the run', async () => {
    const { travellers, apply, clock, db, deps } = await start();
    const told: Erased[] = [];
    deps.erased = async (_tx, erased) => {
      told.push(erased);
    };
    const old = await apply(message({ travellers: [noora] }));
    clock.advance(366 * 86_400_000);
    const young = await apply(message({ ...onFlight('413', '2027-03-09'), travellers: [ines] }));
    expect(await travellers.eraseExpired()).toEqual({ crossings: 0, travellers: 0 });
    clock.advance(4 * 365.25 * 86_400_000);
    expect(await travellers.eraseExpired()).toEqual({ crossings: 1, travellers: 1 });
    expect(told).toEqual([
      { crossingIds: [old.crossingId], travellerIds: old.travellerIds, messageIds: [old.messageId] },
    ]);
    await expect(travellers.readCrossing(old.crossingId!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await travellers.readCrossing(young.crossingId!)).people).toHaveLength(1);
    const { rows: runs } =
      await sql`select crossings, travellers, statements, messages, pack from retention_run order by ran_at, id`.execute(
        db,
      );
    expect(runs.at(-1)).toEqual({ crossings: 1, travellers: 1, statements: 1, messages: 1, pack: 'eu-pnr' });
    const { rows: stones } = await sql`select object_type, reason from erasure order by object_type`.execute(
      db,
    );
    expect(stones.map((stone) => (stone as { object_type: string }).object_type)).toEqual([
      'crossing',
      'message',
      'traveller',
    ]);
  });
});
