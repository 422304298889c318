import type { HitDetail } from '@jisr/contract';
import { beforeAll, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import type { Database } from '../../kernel/db/types.ts';
import { sheetOf } from './sheet.ts';
import { NOORA, setUp } from './testing.ts';

const EVIL = '<script>alert(1)</script>"\'&\u202eevil\u2066';

describeOnEachDatabase('the sheet of a hit', (open) => {
  let database: Database;
  let hit: HitDetail;
  beforeAll(async () => {
    database = await open();
    const world = setUp(database);
    const { hitId } = await world.hit({ name: 'VANTOUR Karim' });
    await world.hits.claim(NOORA, hitId);
    hit = await world.hits.decide(NOORA, hitId, {
      verdict: 'is-listed',
      reason: 'documents-agree',
      note: 'seen at the desk',
      instruction: 'monitor',
    });
  });
  const sheet = (of: HitDetail) =>
    sheetOf(of, NOORA, '2026-03-01T08:00:00.000Z', { nameEn: 'Node', nameAr: 'عقدة', demonstration: false });

  it('lets no text of a carrier, a list or an officer become markup or turn the line', () => {
    // Each text of the hit, one at a time and at any depth.
    const poisoned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(poisoned);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, isFree(key, inner) ? EVIL : poisoned(inner)]),
      );
    };
    // Codes that the contract limits to a few words choose a word of the sheet.
    const codes = ['state', 'verdict', 'instruction', 'source', 'lang', 'dir'];
    const isFree = (key: string, inner: unknown) => typeof inner === 'string' && !codes.includes(key);
    const html = sheet(
      poisoned({
        ...hit,
        history: [...hit.history, { ...hit.history[0], params: { text: 'x' } }],
      }) as HitDetail,
    );
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('says all of it in both languages', () => {
    const html = sheet(hit);
    for (const words of [
      'ورقة التطابق',
      'Hit sheet',
      'مؤكد',
      'confirmed',
      'VANTOUR Karim',
      'Karim Vantour',
      'كريم فانتور',
      'seen at the desk',
      'monitor',
      'مراقبة',
      'The names agree.',
      'الاسمان متفقان.',
      'Officer 1',
      'ضابط 1',
      hit.id,
    ])
      expect(html).toContain(words);
    expect(html).toContain('<html lang="ar" dir="rtl">');
  });

  it('says when it is a demonstration', () => {
    const shown = sheetOf(hit, NOORA, '', { nameEn: '', nameAr: '', demonstration: true });
    expect(shown).toContain('DEMONSTRATION');
    expect(sheet(hit)).not.toContain('DEMONSTRATION');
  });
});
