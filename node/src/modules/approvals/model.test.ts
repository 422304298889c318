import { ApprovalKind, type ApprovalSheet, type ApprovalState, Role } from '@jisr/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Asked,
  barTo,
  breakGlassText,
  isEnough,
  mayRead,
  type Person,
  signedText,
  tally,
  writeSheet,
} from './model.ts';

const NOW = new Date('2026-03-01T08:00:00Z');
const runs = { numRuns: Number(process.env.JISR_PROPERTY_RUNS ?? 100) };

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const roles = fc.uniqueArray(fc.constantFrom(...Role.options), { maxLength: 4 });
const asked: fc.Arbitrary<Asked> = fc.record({
  kind: fc.constantFrom(...ApprovalKind.options),
  state: fc.constantFrom<ApprovalState>('open', 'approved', 'refused', 'expired', 'withdrawn'),
  needed: fc.integer({ min: 1, max: 4 }),
  roles,
  excluded: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 }),
  expiresAt: fc.integer({ min: -120, max: 120 }).map((s) => new Date(NOW.getTime() + s * 1000).toISOString()),
});
const people: fc.Arbitrary<Map<string, Person>> = fc
  .array(fc.record({ roles, disabled: fc.boolean(), gone: fc.boolean() }), {
    minLength: names.length,
    maxLength: names.length,
  })
  .map(
    (all) =>
      new Map(
        all.flatMap(({ gone, ...rest }, at) =>
          gone ? [] : [[names[at]!, { accountId: names[at]!, ...rest }] as const],
        ),
      ),
  );
const approvers = fc.array(fc.constantFrom(...names), { maxLength: 10 });

describe('who may decide', () => {
  it('is open only to a person with a role, who is no author, not disabled, and has not spoken, before the end', () => {
    fc.assert(
      fc.property(asked, people, approvers, (approval, all, decided) => {
        for (const person of all.values()) {
          const may =
            approval.state === 'open' &&
            Date.parse(approval.expiresAt) > NOW.getTime() &&
            !approval.excluded.includes(person.accountId) &&
            !person.disabled &&
            person.roles.some((role) => approval.roles.includes(role)) &&
            !(approval.kind === 'supply' && person.roles.includes('administrator')) &&
            !decided.includes(person.accountId);
          expect(barTo(approval, person, decided, NOW) === null).toBe(may);
        }
      }),
      runs,
    );
  });

  it('never lets an administrator near a supply, whatever else they are', () => {
    fc.assert(
      fc.property(asked, roles, (approval, more) => {
        const person: Person = { accountId: 'x', roles: [...more, 'administrator'], disabled: false };
        const supply: Asked = { ...approval, kind: 'supply', state: 'open', needed: 1 };
        expect(barTo(supply, person, [], NOW)).not.toBeNull();
        expect(isEnough(supply, ['x'], new Map([['x', person]]))).toBe(false);
      }),
      runs,
    );
  });

  it('lets everyone read it who may decide on it', () => {
    fc.assert(
      fc.property(asked, people, (approval, all) => {
        for (const person of all.values())
          if (barTo(approval, person, [], NOW) === null) expect(mayRead(approval, person, [])).toBe(true);
      }),
      runs,
    );
  });
});

describe('the count', () => {
  it('is of distinct people who could give it now; repeats, authors, the disabled and the gone add nothing', () => {
    fc.assert(
      fc.property(asked, people, approvers, (approval, all, given) => {
        const able = new Set(
          given.filter((name) => {
            const person = all.get(name);
            const open: Asked = { ...approval, state: 'open', expiresAt: '2027-01-01T00:00:00Z' };
            return person !== undefined && barTo(open, person, [], NOW) === null;
          }),
        );
        expect(tally(approval, given, all)).toBe(able.size);
        expect(tally(approval, [...given, ...given], all)).toBe(able.size);
        expect(isEnough(approval, given, all)).toBe(able.size >= approval.needed);
      }),
      runs,
    );
  });

  it('never grows when a person loses a role or the account', () => {
    fc.assert(
      fc.property(asked, people, approvers, fc.constantFrom(...names), (approval, all, given, loser) => {
        const before = tally(approval, given, all);
        const without = new Map(all);
        without.delete(loser);
        expect(tally(approval, given, without)).toBeLessThanOrEqual(before);
      }),
      runs,
    );
  });
});

describe('what is signed', () => {
  const sheetOf = (document: unknown): ApprovalSheet => ({
    format: 'jisr-approval-v1',
    id: '019c0000-0000-7000-8000-000000000001',
    kind: 'supply',
    subject: '019c0000-0000-7000-8000-000000000002',
    title: { en: 'Supply', ar: 'تزويد' },
    articles: ['BORDERS/6.1'],
    needed: 2,
    roles: ['releasing-officer'],
    expiresAt: '2026-03-01T09:00:00.000Z',
    document,
  });

  it('is the same bytes however the members were ordered, and comes back as it went in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), (document) => {
        const text = writeSheet(sheetOf(document));
        const turned = Object.fromEntries(Object.entries(sheetOf(document)).reverse()) as ApprovalSheet;
        expect(writeSheet(turned)).toBe(text);
        expect(writeSheet(JSON.parse(text) as ApprovalSheet)).toBe(text);
      }),
      runs,
    );
  });

  it('begins with its domain, so that no signature means two things', () => {
    const sheet = writeSheet(sheetOf({ a: 1 }));
    expect(signedText(sheet)).toBe(`jisr-approval-v1\n${sheet}`);
    expect(breakGlassText({ scope: 'hit' })).toBe('jisr-break-glass-v1\n{"scope":"hit"}');
  });

  it('refuses what JSON cannot hold', () => {
    expect(() => writeSheet(sheetOf({ a: Number.NaN }))).toThrow();
  });
});
