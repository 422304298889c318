import {
  EXPLAINED_ROWS_MOST,
  MATCH_ROWS_MOST,
  type MatchBatchAnswer,
  type MatchResult,
} from '@jisr/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestNode, type Send, type TestNode } from '../../../test/test-node.ts';

const ONE = '/api/v1/match';
const MANY = '/api/v1/match/batch';
const pair = (query: string, listed: string) => ({ query: { name: query }, listed: { name: listed } });
const DOSSARY = pair('ALDOSSARY/KAREEMABDURRAHMANMR', 'كريم عبد الرحمن الدوسري');
const HOSTILE = [
  '\u202eKarim\u2066',
  '<script>alert(1)</script>',
  "'; drop table hit; --",
  '\u200f\u200e.Karim',
  'K',
];
const NO_LETTERS = ['🙂🙂', '----', '1234', '<<<<'];

let node: TestNode;
let send: Send;
beforeAll(async () => {
  node = await openTestNode();
  ({ send } = await node.officer(['list-manager']));
});
afterAll(() => node.stop());

const codeOf = async (url: string, body: unknown) => {
  const { status, body: answer } = await send('POST', url, body);
  return [status, (answer as { code?: string }).code];
};

describe.each([
  [ONE, DOSSARY],
  [MANY, { pairs: [DOSSARY] }],
])('POST %s', (url, body) => {
  it('is for those who may test a name: nobody else, no carrier, none without a session or its token', async () => {
    expect((await node.anonymous('POST', url, body)).status).toBe(401);
    expect((await (await node.carrier(url === ONE ? 'QJ' : 'QK')).send('POST', url, body)).status).toBe(403);
    for (const role of ['border-officer', 'administrator', 'data-protection-officer'] as const)
      expect((await (await node.officer([role])).send('POST', url, body)).status).toBe(403);
    expect((await send('POST', url, body, { 'x-jisr-csrf': 'other' })).status).toBe(403);
    for (const role of ['watch-officer', 'supervisor'] as const)
      expect((await (await node.officer([role])).send('POST', url, body)).status).toBe(200);
  });

  it('writes who compared and why to the access log, and no name to it or to the log of the node', async () => {
    const asked = { ...body, reason: 'a question from the airport' };
    expect((await send('POST', url, asked)).status).toBe(200);
    const officer = await node.officer(['data-protection-officer']);
    const { text, body: page } = await officer.send('GET', '/api/v1/access-log?limit=200');
    const entries = (page as { items: { action: string; objectType: string; reason: string }[] }).items;
    expect(entries.find(({ action, reason }) => action === `POST ${url}` && reason)).toMatchObject({
      objectType: 'comparison',
      reason: 'a question from the airport',
    });
    expect(text + node.logged.join('')).not.toMatch(/ALDOSSARY|الدوسري/);
  });

  it('refuses what is no request', async () => {
    for (const wrong of [
      undefined,
      {},
      [],
      { query: 1 },
      { ...body, population: 0 },
      { ...body, reason: 'x' },
    ])
      expect((await send('POST', url, wrong)).status).toBeGreaterThanOrEqual(400);
  });
});

describe('two names', () => {
  it('that are empty, blank, too long or without a letter are refused, in both languages', async () => {
    for (const name of ['', '   ', 'a'.repeat(10_000), '\u0000Karim'])
      expect(await codeOf(ONE, pair(name, 'Karim'))).toEqual([400, 'REQUEST_INVALID']);
    for (const name of NO_LETTERS)
      expect(await codeOf(ONE, pair('Karim', name))).toEqual([422, 'MATCH_NAME_UNREADABLE']);
    const { body } = await send('POST', ONE, pair('🙂', 'Karim'), { 'accept-language': 'ar' });
    expect(body).toMatchObject({ text: { en: expect.stringContaining('query'), ar: expect.any(String) } });
    expect((body as { title: string }).title).toMatch(/[\u0600-\u06ff]/);
    expect(await codeOf(ONE, { ...DOSSARY, query: { name: 'Karim', birthDate: 'yesterday' } })).toEqual([
      400,
      'REQUEST_INVALID',
    ]);
  });

  it('that are hostile have an answer in which no mark turns the text', async () => {
    for (const name of HOSTILE) {
      const { status, body } = await send('POST', ONE, pair(name, 'Karim'));
      expect(status).toBe(200);
      const { explanation, turning } = body as MatchResult;
      expect([...explanation.sentences.en, ...turning.sentences.en].join()).not.toMatch(/[\u202a-\u202e]/);
    }
  });

  it('are explained: parts in order, letters, evidence, what would turn it, in both languages', async () => {
    const { body } = await send('POST', ONE, { ...DOSSARY, population: 6_000 });
    const { explanation, turning, ...rest } = body as MatchResult;
    const bits = [...explanation.parts, ...explanation.evidence].reduce((sum, term) => sum + term.bits, 0);
    expect(bits).toBe(rest.bits);
    expect(rest).toMatchObject({ verdict: 'above', thresholdBits: 20, population: 6_000 });
    expect(rest.probability).toBeGreaterThan(0.9);
    expect(explanation.parts.some((part) => part.letters.length > 0)).toBe(true);
    expect(explanation.evidence.map((term) => term.kind)).toContain('birth-date');
    expect(turning.sentences.en.length).toBe(turning.sentences.ar.length);
    expect(turning.turns.some((turn) => turn.code === 'birth-date-differs')).toBe(true);
  });

  it('of organisations are compared by what their words mean', async () => {
    const names = {
      query: { name: 'Zafiratel Trading LLC' },
      listed: { name: 'شركة زفيراتل للتجارة ذ.م.م' },
    };
    const bitsOf = async (kind: string): Promise<number> =>
      ((await send('POST', ONE, { ...names, kind })).body as MatchResult).bits;
    expect(await bitsOf('organisation')).toBeGreaterThan((await bitsOf('person')) + 5);
    expect(await codeOf(ONE, { ...names, kind: 'ship' })).toEqual([400, 'REQUEST_INVALID']);
    const { body } = await send('POST', MANY, {
      kind: 'organisation',
      query: names.query,
      listed: [names.listed],
    });
    expect((body as MatchBatchAnswer).rows[0]?.result?.bits).toBe(await bitsOf('organisation'));
  });

  it('say what would raise them above the line, and do with it', async () => {
    const birth = { birthDate: '1980-01-02' };
    const below = (await send('POST', ONE, pair('Hasan Qassab', 'Hassan Jamil Kassab'))).body as MatchResult;
    expect(below.verdict).toBe('below');
    const turn = below.turning.turns.find(({ code }) => code === 'birth-date-equal')!;
    expect(turn.flips).toBe(true);
    const { body } = await send('POST', ONE, {
      query: { name: 'Hasan Qassab', ...birth },
      listed: { name: 'Hassan Jamil Kassab', ...birth },
    });
    expect(body).toMatchObject({ verdict: 'above', bits: turn.totalBits });
  });
});

describe('a batch', () => {
  it('is either pairs or one query with many, and of a bounded size', async () => {
    const row = pair('Karim', 'Karim');
    expect(await codeOf(MANY, { query: row.query })).toEqual([422, 'MATCH_BATCH_UNCLEAR']);
    expect(await codeOf(MANY, { query: row.query, listed: [row.listed], pairs: [row] })).toEqual([
      422,
      'MATCH_BATCH_UNCLEAR',
    ]);
    const many = (count: number) => Array.from({ length: count }, () => row);
    expect(await codeOf(MANY, { pairs: many(MATCH_ROWS_MOST + 1) })).toEqual([413, 'MATCH_BATCH_TOO_LARGE']);
    expect(await codeOf(MANY, { pairs: many(EXPLAINED_ROWS_MOST + 1), explain: true })).toEqual([
      413,
      'MATCH_BATCH_TOO_LARGE',
    ]);
    expect(await codeOf(MANY, { pairs: [pair('a'.repeat(5 * 1024 * 1024), 'b')] })).toEqual([
      413,
      'REQUEST_TOO_LARGE',
    ]);
  });

  it('answers each row with its result or its own error, and loses none', async () => {
    const pairs = [
      DOSSARY,
      null,
      pair('', 'x'),
      pair('🙂', 'x'),
      {},
      pair('a'.repeat(400), 'x'),
      pair('x', HOSTILE[0]!),
    ];
    const { body } = await send('POST', MANY, { pairs });
    const { rows, compared, failed } = body as MatchBatchAnswer;
    expect(rows.map(({ row, result, error }) => [row, result?.verdict ?? error?.code])).toEqual([
      [0, 'above'],
      [1, 'REQUEST_INVALID'],
      [2, 'REQUEST_INVALID'],
      [3, 'MATCH_NAME_UNREADABLE'],
      [4, 'REQUEST_INVALID'],
      [5, 'REQUEST_INVALID'],
      [6, 'below'],
    ]);
    expect([compared, failed]).toEqual([2, 5]);
    for (const { error } of rows)
      if (error) expect([error.text.en, error.text.ar.match(/[\u0600-\u06ff]/)]).not.toContain(null);
  });

  it('compares one query with many, as each by itself, explained where asked', async () => {
    const listed = ['Karim al-Dosari', 'كريم الدوسري', 'Olena Tkachuk'].map((name) => ({ name }));
    const query = { name: 'ALDOSSARY/KARIMMR' };
    const { rows } = (await send('POST', MANY, { query, listed, explain: true })).body as MatchBatchAnswer;
    for (const [at, other] of listed.entries()) {
      const { engine, ...alone } = (await send('POST', ONE, { query, listed: other })).body as MatchResult;
      expect(rows[at]?.result).toEqual(alone);
      expect(engine).not.toBe('');
    }
    const short = (await send('POST', MANY, { query, listed })).body as MatchBatchAnswer;
    expect(short.rows.map(({ result }) => [result?.bits, result?.explanation])).toEqual(
      rows.map(({ result }) => [result?.bits, null]),
    );
  });

  it('of the greatest size leaves the node’s own thread free', async () => {
    const names = ['Karim al-Dosari', 'كريم الدوسري', 'ALDOSSARY/KARIMMR', 'Olena Viktorivna Tkachuk'];
    const pairs = Array.from({ length: MATCH_ROWS_MOST }, (_, at) =>
      pair(names[at % 4]!, names[(at >> 2) % 4]!),
    );
    let longest = 0;
    const started = performance.now();
    let before = started;
    const timer = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - before);
      before = now;
    }, 1);
    const { rows } = (await send('POST', MANY, { pairs })).body as MatchBatchAnswer;
    clearInterval(timer);
    expect(rows).toHaveLength(MATCH_ROWS_MOST);
    expect(longest).toBeLessThan((performance.now() - started) / 2);
  });
});
