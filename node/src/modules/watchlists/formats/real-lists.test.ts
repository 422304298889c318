import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ParseOutcome } from './listing-draft.ts';
import { parseOfacSdn } from './ofac-sdn.ts';
import { parseUnConsolidated } from './un-consolidated.ts';

const folder = new URL('../../../../../../shared/data/lists/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
/** Counted by what a record's line begins with, not by reading CSV. */
const lines = (text: string, form: RegExp) => text.split('\n').filter((line) => form.test(line)).length;
const matches = (text: string, form: RegExp) => [...text.matchAll(form)];
const issuesOf = (outcome: ParseOutcome, code: string) =>
  outcome.issues.filter((issue) => issue.code === code).length;

describe.skipIf(!existsSync(folder))('the OFAC list as published (needs ../shared/data/lists)', () => {
  const texts = {
    sdn: read('sdn.csv'),
    alt: read('alt.csv'),
    add: read('add.csv'),
    comments: read('sdn_comments.csv'),
  };
  const outcome = parseOfacSdn(texts);

  it('makes a listing of every record, under its own reference', () => {
    const records = lines(texts.sdn, /^\d+,"/);
    expect(records).toBeGreaterThan(7000);
    expect(outcome.listings).toHaveLength(records);
    expect(new Set(outcome.listings.map((listing) => listing.reference)).size).toBe(records);
    expect(outcome.issues.filter((issue) => issue.severity === 'error')).toEqual([]);
  });

  it('tells people, vessels and aircraft apart', () => {
    const kind = (name: string) => outcome.listings.filter((listing) => listing.kind === name).length;
    expect(kind('person')).toBe(matches(texts.sdn, /","individual",/g).length);
    expect(kind('vessel')).toBe(matches(texts.sdn, /","vessel",/g).length);
    expect(kind('aircraft')).toBe(matches(texts.sdn, /","aircraft",/g).length);
  });

  it('keeps every alias, every address and every date of birth', () => {
    const strong = outcome.listings.flatMap((listing) =>
      listing.names.filter((name) => name.quality === 'strong'),
    );
    expect(strong).toHaveLength(lines(texts.alt, /^\d+,\d+,"[afn]ka",/));
    const addresses = outcome.listings.flatMap((listing) => listing.addresses);
    const said = texts.add
      .split('\n')
      .filter((line) => /^\d+,\d+,(?!-0- ,-0- ,(?:-0- |"undetermined"),-0- )/.test(line));
    expect(addresses).toHaveLength(said.length);
    expect(issuesOf(outcome, 'DATE_UNREADABLE')).toBe(0);
    const born = matches(texts.sdn, /"(?:individual)".*\bDOB \d{2} [A-Z][a-z]{2} \d{4}\b/g).length;
    expect(outcome.listings.filter((listing) => listing.birthDates.length > 0).length).toBeGreaterThanOrEqual(
      born,
    );
  });

  it('reads the remarks but for a few', () => {
    expect(outcome.counts['remarks.unread']).toBeLessThanOrEqual(12);
    expect(outcome.listings.find((listing) => listing.reference === 'OFAC:12300')?.remarks).toContain(
      'PROMO RAIZ S.A.S.',
    );
  });
});

describe.skipIf(!existsSync(folder))('the UN list as published (needs ../shared/data/lists)', () => {
  const xml = read('UN_consolidated.xml');
  const outcome = parseUnConsolidated(xml);
  const filled = (tag: string) =>
    matches(xml, new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g')).map((match) => match[1]!.trim());

  it('makes a listing of every individual and every entity', () => {
    const kind = (name: string) => outcome.listings.filter((listing) => listing.kind === name).length;
    expect(kind('person')).toBe(matches(xml, /<INDIVIDUAL>/g).length);
    expect(kind('organisation')).toBe(matches(xml, /<ENTITY>/g).length);
    expect(outcome.listings).toHaveLength(new Set(filled('REFERENCE_NUMBER')).size);
    expect(outcome.issues.filter((issue) => issue.severity === 'error')).toEqual([]);
  });

  it('keeps every name in the original script', () => {
    const originals = filled('NAME_ORIGINAL_SCRIPT').filter((text) => text !== '');
    expect(outcome.counts.originalNames).toBe(originals.length);
    const names = new Set(outcome.listings.flatMap((listing) => listing.names.map((name) => name.text)));
    expect(originals.filter((text) => !names.has(text.replace(/\s+/g, ' ')))).toEqual([]);
  });

  it('keeps every alias, and takes apart those that pack several', () => {
    const aliases = filled('ALIAS_NAME').filter((text) => text !== '' && text.toLowerCase() !== 'na');
    expect(outcome.counts.aliases).toBe(aliases.length);
    expect(outcome.counts.aliasNames).toBeGreaterThan(aliases.length);
    expect(
      outcome.listings.flatMap((listing) => listing.names).filter((name) => name.text.includes(';')),
    ).toEqual([]);
  });

  it('reads every document with a number and every date but three', () => {
    const documents = outcome.listings.flatMap((listing) => listing.documents).length;
    expect(documents + issuesOf(outcome, 'DOCUMENT_UNREADABLE')).toBe(
      filled('TYPE_OF_DOCUMENT').filter((text) => text !== '').length,
    );
    expect(issuesOf(outcome, 'DOCUMENT_UNREADABLE')).toBeLessThanOrEqual(3);
    expect(issuesOf(outcome, 'DATE_UNREADABLE')).toBeLessThanOrEqual(3);
  });
});
