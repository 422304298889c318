import { expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import { openTestNode } from '../../../test/test-node.ts';
import {
  forgetReceived,
  insertLetter,
  insertRequest,
  type LetterEntry,
  type RequestEntry,
  selectLetters,
  selectRequest,
  selectRequests,
  tellOverdue,
} from './store.ts';

const SIDE = { party: 'BHR', agency: 'NCP' };
const requestOf = (id: string, at: string): RequestEntry => ({
  ...{ id, side: 'inbound', spontaneous: false, state: 'received', references: ['P-1'], fields: ['names'] },
  ...{ purpose: 'border-security', offence: 'none', urgency: 'ordinary', caseReference: 'CASE 12' },
  ...{ necessity: 'Needed.', legalBasis: 'Law 35', assurances: [], partnerHitId: null, listings: [] },
  ...{ own: SIDE, partner: SIDE, article: null, outcome: null, authorId: null, openedAt: at, dueAt: at },
});
const letterOf = (requestId: string, id: string, at: string, direction: 'in' | 'out'): LetterEntry => ({
  ...{ requestId, id, direction, kind: direction === 'in' ? 'request' : 'answer', disclosureId: id, at },
  ...{ state: 'received', decision: null, ground: null, until: null, outcome: null, needed: 0 },
  ...{ sealed: new Uint8Array([1]), assurances: [], approvalId: null, article: null, refusal: null },
  ...{ retainUntil: null, onward: null, caveats: [], authorId: null },
});

describeOnEachDatabase('requests that are kept', (open) => {
  it('are told as late once, lose their grounds with what came, and go when nothing is left of them', async () => {
    const node = await openTestNode({ database: await open() });
    const { clock } = node;
    const { ids, database } = node.kernel;
    const [id, asked, answer] = [ids.uuid(), ids.uuid(), ids.uuid()];
    await database.transaction(async (tx) => {
      expect(await insertRequest(tx, requestOf(id, clock.nowIso()))).toBe(true);
      expect(await insertRequest(tx, requestOf(id, clock.nowIso()))).toBe(false);
      await insertLetter(tx, letterOf(id, asked, clock.nowIso(), 'in'));
      await insertLetter(tx, letterOf(id, answer, clock.nowIso(), 'out'));
    });
    clock.advance(1_000);
    const tell = () => database.transaction((tx) => tellOverdue(tx, id, clock.nowIso()));
    expect([await tell(), await tell()]).toEqual([true, false]);
    const open_ = { side: 'inbound', open: true, partnerHit: null, after: null, limit: 5 };
    expect(await selectRequests(database.db, open_)).toHaveLength(1);
    expect(await database.transaction((tx) => forgetReceived(tx, [asked]))).toEqual([id]);
    expect(await selectRequest(database.db, id)).toMatchObject({ necessity: '', caseReference: '' });
    clock.advance(1_200 * 86_400_000);
    await node.modules.requests.work.nightly();
    expect(await selectRequest(database.db, id)).toBeUndefined();
    expect(await selectLetters(database.db, id)).toEqual([]);
    await node.stop();
  });
});
