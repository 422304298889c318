import { randomUUID } from 'node:crypto';
import type { TravelMessage } from '@jisr/travel-messages';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import type { Database } from '../../kernel/db/types.ts';
import { createTravellers } from './service.ts';
import { listed, message, passport, quietDeps, record, testKernel } from './testing.ts';

describeOnEachDatabase('travellers', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  async function start() {
    await sql`truncate crossing, retention_run, erasure, job cascade`.execute(database.db);
    const { kernel, clock } = testKernel(database);
    const deps = quietDeps(kernel);
    const travellers = createTravellers(kernel, deps);
    const apply = (sent: TravelMessage, carrier: string | null = null) =>
      database.transaction((tx) =>
        travellers.applyMessage(tx, {
          messageId: kernel.ids.uuid(),
          message: sent,
          carrier,
          receivedAt: clock.nowIso(),
        }),
      );
    return { database, db: database.db, kernel, clock, deps, travellers, apply };
  }
  const noora = record({
    surname: 'ALSHEMALI',
    givenNames: 'NOORA YUSUF',
    birthDate: '1991-04-12',
    gender: 'F',
    nationality: 'BHR',
    reference: 'QJ412LHR0001',
    locator: 'K7QW2M',
    seats: ['14C'],
    documents: [passport('A1234567', 'BHR')],
    sources: { surname: 11, givenNames: 11, birthDate: 13, 'documents[0].number': 26 },
  });
  const robin = record({
    surname: "D'ARCY",
    givenNames: 'ROBIN',
    nationality: 'IRL',
    locator: 'K7QX9P',
    documents: [passport('PX0099887', 'IRL')],
  });

  it('refuses a crossing and a traveller that are not there', async () => {
    const { travellers } = await start();
    await expect(travellers.readCrossing(randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(travellers.readTraveller(randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const broken = { q: 'x', reason: 'why', after: 'garbage', limit: 10 };
    await expect(travellers.searchTravellers(broken)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    await expect(
      travellers.listCrossings({ direction: 'all', limit: 5, from: 'no day' }),
    ).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it('keeps nothing of a message whose screening fails', async () => {
    const { db, deps, apply } = await start();
    deps.changed = () => Promise.reject(new Error('no'));
    await expect(apply(message({ travellers: [noora] }))).rejects.toThrow('no');
    const { rows } = await sql<{ n: number }>`select count(*) as n from crossing`.execute(db);
    expect(rows[0]!.n).toBe(0);
  });

  it('shows a crossing and its travellers with the source of every fact', async () => {
    const { travellers, apply, deps } = await start();
    const applied = await apply(message({ travellers: [noora, robin], declaredTotal: 2 }));
    expect(deps.told).toEqual([
      expect.objectContaining({ crossingId: applied.crossingId, travellerIds: applied.travellerIds }),
    ]);
    const crossing = await travellers.readCrossing(applied.crossingId!);
    expect(crossing).toMatchObject({
      carrier: 'QJ',
      number: '412',
      from: 'LHR',
      to: 'BAH',
      direction: 'inbound',
      departureAt: '2026-03-01T13:10:00.000Z',
      arrivalAt: '2026-03-01T19:45:00.000Z',
      travellers: 2,
      crew: 0,
      declared: 2,
      screened: 0,
      qualityScore: 0.5,
      quality: { missing: { birthDate: 1, gender: 1 } },
    });
    expect(crossing.people.map(({ name }) => name.text)).toEqual(['NOORA YUSUF ALSHEMALI', "ROBIN D'ARCY"]);
    const traveller = await travellers.readTraveller(applied.travellerIds[0]!);
    expect(traveller).toMatchObject({
      seat: '14C',
      documents: [{ type: 'P', number: 'A1234567', issuer: 'BHR' }],
      maskedOn: '2026-09-01',
    });
    expect(traveller.facts).toContainEqual(
      expect.objectContaining({ field: 'birthDate', value: '1991-04-12', segment: 13, current: true }),
    );
  });

  it('changes, cancels, and closes by reference, whatever is unknown is told', async () => {
    const { travellers, apply, deps } = await start();
    const first = await apply(message({ travellers: [noora, robin] }));
    const [nooraId, robinId] = first.travellerIds;
    deps.told.length = 0;
    const changed = await apply(
      message({
        function: 'change',
        sentAt: '2026-03-01T11:50',
        travellers: [
          record({
            reference: 'QJ412LHR0001',
            surname: 'ALSHEMALI',
            givenNames: 'NOORA',
            documents: [passport('B7654321', 'BHR')],
          }),
        ],
      }),
    );
    expect(changed.travellerIds).toEqual([nooraId]);
    expect(deps.told[0]!.travellerIds).toEqual([nooraId]);
    expect((await travellers.readTraveller(nooraId!)).documents.map(({ number }) => number)).toEqual([
      'B7654321',
      'A1234567',
    ]);
    await apply(message({ function: 'cancel', sentAt: '2026-03-01T12:00', travellers: [robin] }));
    expect((await travellers.readTraveller(robinId!)).status).toBe('cancelled');
    const closed = await apply(
      message({
        function: 'close-on-board',
        sentAt: '2026-03-01T13:12',
        statusReferences: [listed('QJ412LHR0001'), listed('90004')],
      }),
    );
    expect(closed.issues.map(({ code }) => code)).toEqual(['CLOB_UNKNOWN_REF']);
    const crossing = await travellers.readCrossing(first.crossingId!);
    expect(crossing.status).toBe('closed');
    expect(crossing.people.map(({ status }) => status)).toEqual(['boarded', 'cancelled']);
    const stranger = await apply(
      message({
        function: 'change',
        sentAt: '2026-03-01T12:30',
        travellers: [record({ reference: 'X9', surname: 'NEW' })],
      }),
    );
    expect(stranger.issues.map(({ code }) => code)).toEqual(['CHANGE_UNKNOWN_REF']);
  });

  it('names the carrier whose key is not of the flight, and keeps the message', async () => {
    const { apply } = await start();
    expect((await apply(message({ travellers: [noora] }), 'ZX')).issues.map(({ code }) => code)).toEqual([
      'CARRIER_MISMATCH',
    ]);
    expect((await apply(message({ travellers: [noora] }), 'QJ')).issues).toEqual([]);
  });
});
