import { readFileSync } from 'node:fs';
import { type HitDetail, HitEvent } from '@jisr/contract';
import { beforeAll, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import type { Database } from '../../kernel/db/types.ts';
import { sheetOf } from './sheet.ts';
import { TERMS, term } from './sheet-words.ts';
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
      'مؤكَّد',
      'Confirmed',
      'VANTOUR Karim',
      'Karim Vantour',
      'كريم فانتور',
      'seen at the desk',
      'Monitor',
      'المتابعة',
      'Documents agree',
      'توافق الوثائق',
      'أثاره محرك الفرز',
      'The names agree.',
      'الاسمان متفقان.',
      'Officer 1',
      'ضابط 1',
      hit.id,
    ])
      expect(html).toContain(words);
    expect(html).toContain('<html lang="ar" dir="rtl">');
  });

  it('leaves no code of the machine where a person reads', () => {
    const shown = sheet(hit).replaceAll(/<style>[\s\S]*<\/style>|<[^>]*>/g, ' ');
    expect(shown).not.toMatch(/documents-agree|is-listed|hit-state|undefined|\[object/);
    expect(shown).not.toMatch(/\d{4}-\d\d-\d\dT/);
  });

  it('says whether the second person agreed, and in which words', () => {
    const second = { by: { id: hit.id, name: { ar: 'خالد', en: 'Khalid' } }, at: '2026-03-01T09:00:00.000Z' };
    const withSecond = (agreed: boolean) =>
      sheet({ ...hit, decision: { ...hit.decision!, second: { ...second, agreed, note: 'another man' } } });
    expect(withSecond(false)).toContain('did not agree');
    expect(withSecond(false)).toContain('another man');
    expect(withSecond(true)).not.toContain('did not agree');
  });

  it('shows a day in both calendars and a day that is none as it came', () => {
    const born = (birthDate: string) => sheet({ ...hit, person: { ...hit.person, birthDate } });
    expect(born('1984-02-09')).toContain('7 جمادى الأولى 1404');
    expect(born('1984-13-41')).toContain('1984-13-41');
  });

  it('calls states, verdicts, instructions and reasons what the console calls them', () => {
    const words = (language: string): Record<string, string> =>
      JSON.parse(
        readFileSync(
          new URL(`../../../../console/src/words/messages/${language}.json`, import.meta.url),
          'utf8',
        ),
      );
    const console = { ar: words('ar'), en: words('en') };
    for (const group of ['hit-state', 'severity', 'verdict', 'instruction', 'reason', 'gender'] as const)
      for (const [code, said] of Object.entries(TERMS[group]))
        expect([code, said]).toEqual([
          code,
          { ar: console.ar[`${group}.${code}`], en: console.en[`${group}.${code}`] },
        ]);
  });

  it('has a word for every act of a history', () => {
    const acts = HitEvent.shape.kind.options;
    expect(acts.filter((kind) => term('event', kind) === null)).toEqual([]);
    expect(term('event', 'constructor')).toBeNull();
  });

  it('says when it is a demonstration', () => {
    const shown = sheetOf(hit, NOORA, '', { nameEn: '', nameAr: '', demonstration: true });
    expect(shown).toContain('DEMONSTRATION');
    expect(sheet(hit)).not.toContain('DEMONSTRATION');
  });
});
