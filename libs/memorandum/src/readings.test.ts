import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask, prepare } from './cedar.ts';
import { compile, policiesOf } from './compile.ts';
import { decide, read } from './decide.ts';
import type { DirectiveDocument } from './document.ts';
import { DRAFTS, digestOf, PROTOCOL, PROTOCOL_DIGEST } from './index.ts';
import { factsOf, type GateQuestion } from './question.ts';
import { ACTIONS, ASSURANCES, CATEGORIES, fieldsOf, MODES, OFFENCES, PURPOSES, TLPS } from './vocabulary.ts';

const directive: DirectiveDocument = {
  format: 'jisr-directive-v1',
  id: 'NIGHT',
  title: { en: 'No queries at night', ar: 'لا استعلامات ليلًا' },
  from: '2026-06-01T00:00:00Z',
  until: '2027-06-01T00:00:00Z',
  clauses: [
    {
      effect: 'forbid',
      letter: null,
      actions: ['ask'],
      when: { mode: 'plain', tlpAbove: 'green' },
      reason: { en: 'Not now.', ar: 'ليس الآن.' },
    },
  ],
};
const memoranda = [
  { document: PROTOCOL, digest: PROTOCOL_DIGEST, standing: 'in-force' as const },
  ...DRAFTS.map((document) => ({ document, digest: digestOf(document), standing: 'in-force' as const })),
];
const law = compile({ memoranda, directives: [directive] });

const side = (party: string, agencies: readonly string[]) =>
  fc.constantFrom(...agencies).map((agency) => ({ party, agency }));
const bahrain = side('BHR', ['NCP', 'NPRA', 'CUSTOMS', 'NCSC', 'ELSE']);
const america = side('USA', ['NCP', 'CBP', 'CISA', 'FLETC']);
const date = fc.constantFrom(
  '2024-06-01T00:00:00Z',
  '2026-01-01T00:00:00Z',
  '2026-07-01T12:00:00Z',
  '2031-01-01T00:00:00Z',
);

/** Questions near what the articles allow, so that both answers come up. */
const question: fc.Arbitrary<GateQuestion> = fc
  .constantFrom(...CATEGORIES)
  .chain((category) =>
    fc.record({
      action: fc.constantFrom(...ACTIONS),
      category: fc.constant(category),
      fields: fc.oneof(
        { weight: 4, arbitrary: fc.subarray([...fieldsOf(category)], { maxLength: 3 }) },
        { weight: 1, arbitrary: fc.constant(['religion']) },
      ),
      purpose: fc.constantFrom(...PURPOSES),
      offence: fc.option(fc.constantFrom(...OFFENCES)),
      tlp: fc.constantFrom(...TLPS),
      direction: fc.constantFrom('out' as const, 'in' as const),
      ends: fc.oneof(fc.tuple(bahrain, america), fc.tuple(america, bahrain), fc.tuple(bahrain, bahrain)),
      subject: fc.record({
        minor: fc.option(fc.boolean()),
        own: fc.option(fc.boolean()),
        sensitive: fc.oneof(
          { weight: 5, arbitrary: fc.constant(false) },
          { weight: 1, arbitrary: fc.constant(true) },
        ),
      }),
      approvals: fc.nat(3),
      mode: fc.option(fc.constantFrom(...MODES)),
      usedToday: fc.constantFrom(0, 99, 100, 499, 500, 2_000, 100_000),
      assurances: fc.subarray([...ASSURANCES]),
      originator: fc.option(fc.constantFrom('BHR', 'USA', 'FRA')),
      originatorConsent: fc.boolean(),
      now: date.map((text) => new Date(text)),
      automatic: fc.boolean(),
    }),
  )
  .map(({ ends: [from, to], ...rest }) => ({ ...rest, from, to }));

/** Starts from an expected case of a draft and turns one member: this is where two readings would part. */
const nearQuestion = fc
  .tuple(
    fc.constantFrom(...DRAFTS),
    fc.nat(),
    question,
    fc.subarray(
      [
        'tlp',
        'approvals',
        'offence',
        'mode',
        'subject',
        'usedToday',
        'assurances',
        'automatic',
        'now',
        'fields',
      ] as const,
      { maxLength: 3 },
    ),
  )
  .map(([document, at, other, members]) => {
    const cases = document.articles.flatMap((article) => article.cases);
    const { question: asked } = cases[at % cases.length]!;
    const base: GateQuestion = {
      ...other,
      action: asked.action,
      category: asked.category,
      purpose: asked.purpose,
      from: asked.from,
      to: asked.to,
      fields: asked.fields ?? [],
      offence: asked.offence ?? null,
      tlp: asked.tlp ?? 'amber',
      subject: { minor: asked.minor ?? false, own: asked.own ?? false, sensitive: false },
      approvals: asked.approvals ?? 0,
      mode: asked.mode ?? null,
      usedToday: 0,
      assurances: asked.assurances ?? [],
      originator: null,
      automatic: asked.automatic ?? false,
      now: new Date('2026-03-01T00:00:00Z'),
    };
    return { ...base, ...Object.fromEntries(members.map((name) => [name, other[name]])) } as GateQuestion;
  });
const any = fc.oneof({ weight: 1, arbitrary: question }, { weight: 3, arbitrary: nearQuestion });

describe('the two readings', () => {
  it('agree on every question: what is allowed, and by which clauses', () => {
    let allowed = 0;
    fc.assert(
      fc.property(any, (asked) => {
        const answer = decide(law, asked);
        if (answer.allowed) allowed += 1;
        expect(answer).not.toMatchObject({
          code: expect.stringMatching(/READINGS_DISAGREE|POLICY_ERROR|QUESTION_INVALID/),
        });
      }),
      { numRuns: Number(process.env.JISR_RUNS ?? 400) },
    );
    expect(allowed).toBeGreaterThan(20);
  });
  it('are not changed by what Cedar is remembered to have said, at and around every date and quota', () => {
    const instants = [law.permits.map(({ source }) => source), law.forbids]
      .flat()
      .flatMap(({ from, until }) => [from, until])
      .filter((each) => each !== null);
    const quotas = law.permits.map(({ clause }) => clause.quotaPerDay).filter((each) => each !== null);
    const near = (values: readonly number[]) =>
      fc
        .tuple(fc.constantFrom(...values), fc.constantFrom(-1, 0, 1))
        .map(([value, by]) => Math.max(0, value + by));
    const again = compile({ memoranda, directives: [directive] });
    const seen = new Set<string>();
    fc.assert(
      fc.property(any, near(instants), near(quotas), (asked, at, usedToday) => {
        const facts = { ...factsOf(asked), at, usedToday };
        // The second question differs in instant and use alone: it may be answered from what was said to the first.
        for (const each of [factsOf(asked), facts]) {
          const said = again.ask(each);
          seen.add(said.decision);
          expect(said).toEqual(ask(again.setName, each));
        }
      }),
      { numRuns: Number(process.env.JISR_RUNS ?? 400) },
    );
    expect([...seen].sort()).toEqual(['allow', 'deny']);
  });

  it('agree that one set gives what three sets give that must all allow', () => {
    const everything = { 'permit/all': 'permit(principal, action, resource);' };
    const only = (set: string) => law.forbids.filter((rule) => rule.set === set);
    const sets = [
      prepare({ ...everything, ...policiesOf([], only('floor')) }),
      prepare(policiesOf(law.permits, only('memorandum'))),
      prepare({ ...everything, ...policiesOf([], only('directive')) }),
    ];
    fc.assert(
      fc.property(any, (asked) => {
        const facts = factsOf(asked);
        const apart = sets.every((set) => ask(set, facts).decision === 'allow');
        expect(decide(law, asked).allowed).toBe(apart);
      }),
      { numRuns: Number(process.env.JISR_RUNS ?? 150) },
    );
  });
  it('deny what no law could be applied to', () => {
    fc.assert(
      fc.property(
        question,
        fc.constantFrom('action', 'category', 'purpose', 'tlp', 'offence', 'approvals'),
        (asked, member) => {
          const answer = decide(law, {
            ...asked,
            [member]: member === 'approvals' ? -1 : 'made-up',
          } as GateQuestion);
          expect(answer).toMatchObject({ allowed: false, code: 'QUESTION_INVALID', clause: member });
        },
      ),
      { numRuns: 50 },
    );
  });
  it('a directive only narrows', () => {
    const free = compile({ memoranda });
    fc.assert(
      fc.property(any, (asked) => {
        if (decide(law, asked).allowed) expect(decide(free, asked).allowed).toBe(true);
      }),
      { numRuns: 150 },
    );
    expect(
      read(
        law,
        factsOf({ ...fc.sample(question, 1)[0]!, subject: { minor: null, own: null, sensitive: true } }),
      ).forbids.length,
    ).toBeGreaterThan(0);
  });
});
