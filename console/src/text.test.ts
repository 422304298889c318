import { describe, expect, it } from 'vitest';
import { createTranslate, directionOf, localeOf, mergeCatalogues } from './text.ts';

const catalogue = {
  'a.hits':
    '{count, plural, zero {لا شيء} one {واحد} two {اثنان} few {# قليلة} many {# كثيرًا} other {# آخر}}',
  'a.flight': 'الرحلة {flight} متأخرة',
};

describe('texts', () => {
  it('shows the key of a text that nobody wrote, in place of failing', () => {
    expect(createTranslate({}, 'en', 'latin')('nowhere.title')).toBe('nowhere.title');
  });

  it('forms the six Arabic plurals', () => {
    const t = createTranslate(catalogue, 'ar', 'latin');
    expect([0, 1, 2, 3, 11, 100].map((count) => t('a.hits', { count }))).toEqual([
      'لا شيء',
      'واحد',
      'اثنان',
      '3 قليلة',
      '11 كثيرًا',
      '100 آخر',
    ]);
  });

  it('writes counts in the chosen digits and leaves identifiers as issued', () => {
    const t = createTranslate(catalogue, 'ar', 'arabic-indic');
    expect(t('a.hits', { count: 25 })).toBe('٢٥ كثيرًا');
    expect(t('a.flight', { flight: 'SV 35' })).toContain('SV 35');
  });

  it('writes every number of a sentence in the chosen digits, not only the one that is counted', () => {
    const sentences = { 'a.span': '{days, plural, one {يوم} other {# أيام}} و{hours} س من {days}' };
    const t = createTranslate(sentences, 'ar', 'arabic-indic');
    expect(t('a.span', { days: 1234, hours: 5 })).toBe('١٬٢٣٤ أيام و٥ س من ١٬٢٣٤');
  });

  it('chooses by a word as it is, and shows it isolated', () => {
    const t = createTranslate({ 'a.say': '{kind, select, some {yes: {kind}} other {no}}' }, 'en', 'latin');
    expect(t('a.say', { kind: 'some' })).toBe('yes: \u2068some\u2069');
    expect(t('a.say', { kind: 'none' })).toBe('no');
  });

  it('isolates text parameters (UAX #9)', () => {
    expect(createTranslate(catalogue, 'ar', 'latin')('a.flight', { flight: 'SV 35' })).toBe(
      'الرحلة \u2068SV 35\u2069 متأخرة',
    );
  });

  it('says the numbering system of each locale', () => {
    expect(localeOf('ar', 'latin')).toBe('ar-u-nu-latn');
    expect(localeOf('en', 'arabic-indic')).toBe('en-GB-u-nu-arab');
    expect([directionOf('ar'), directionOf('en')]).toEqual(['rtl', 'ltr']);
  });

  it('merges catalogues under the name of their folder, one language at a time', () => {
    const files = {
      './screens/board/messages/en.json': { title: 'Board' },
      './screens/board/messages/ar.json': { title: 'لوحة' },
      './parts/messages/en.json': { none: 'none' },
    };
    expect(mergeCatalogues(files, 'en')).toEqual({ 'board.title': 'Board', 'parts.none': 'none' });
    expect(mergeCatalogues(files, 'ar')).toEqual({ 'board.title': 'لوحة' });
  });
});
