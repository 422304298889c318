import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessEntry, Answer, HitDetail, HitSummary, ProblemDetails, Receipt } from '@jisr/contract';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { describeOnEachDatabase } from './databases.ts';
import { paxlst, type Who } from './passengers.ts';
import { openTestNode, type Send, type TestNode } from './test-node.ts';

const LISTED = { surname: 'ALZAHRANI', given: 'MOHAMMED:KHALID', birth: '800203', document: 'P1234567' };
const STRANGER = { surname: 'OKONJO', given: 'AMARA', birth: '010615', document: 'B00776612' };

const CSV = `reference,kind,name,birth_dates,nationalities,gender,documents,instruction
NAT:1,person,محمد خالد الزهراني,1980-02-03,SAU,M,,deny-boarding
NAT:2,person,Wilhelmina Quorthon,1961-05-05,SWE,F,passport:L7777777:SWE,refer
`;

describeOnEachDatabase('the whole path', (open) => {
  let node: TestNode;
  let carrier: { key: string; send: Send };
  let noora: Awaited<ReturnType<TestNode['officer']>>;
  let salem: Awaited<ReturnType<TestNode['officer']>>;
  let dpo: Awaited<ReturnType<TestNode['officer']>>;
  let flights = 0;

  beforeAll(async () => {
    node = await openTestNode({ database: await open() });
    carrier = await node.carrier('QJ');
    noora = await node.officer(['watch-officer']);
    salem = await node.officer(['supervisor']);
    dpo = await node.officer(['data-protection-officer']);
    await importList(CSV);
  });

  let watchlistId: string | null = null;
  async function importList(text: string): Promise<void> {
    const keeper = await node.officer(['list-manager']);
    if (watchlistId === null) {
      const made = await keeper.send('POST', '/api/v1/watchlists', {
        code: 'NAT',
        name: { en: 'National list', ar: 'القائمة الوطنية' },
        owner: 'Ministry of Interior',
        format: 'jisr-csv',
        instruction: 'refer',
        legalBasis: 'Decree 7',
      });
      watchlistId = (made.body as { id: string }).id;
    }
    const source = { files: [{ name: 'list.csv', text }] };
    const started = await keeper.send('POST', `/api/v1/watchlists/${watchlistId}/imports`, {
      source,
      confirmShrink: true,
    });
    expect(started.status).toBeLessThan(300);
    await node.settle();
  }

  /** Posts a flight with these people; returns the message and the flight's number. */
  async function post(people: readonly Who[], options: { test?: boolean } = {}) {
    const number = ++flights;
    const answer = await carrier.send('POST', '/api/v1/messages', paxlst(number, people, options));
    expect([answer.status, answer.text]).toEqual([202, expect.any(String)]);
    const [message] = (answer.body as Receipt).messages;
    return { messageId: message!.id, flight: `QJ${400 + number}` };
  }
  const cusres = async (messageId: string) =>
    (await carrier.send('GET', `/api/v1/messages/${messageId}/answer`)).text;
  const hitsOf = async (flight: string) =>
    ((await noora.send('GET', `/api/v1/hits?view=all&q=${flight}`)).body as { items: HitSummary[] }).items;
  const act = async (who: Send, hitId: string, what: string, body?: unknown) => {
    const answer = await who('POST', `/api/v1/hits/${hitId}/${what}`, body);
    expect([what, answer.status, answer.status < 300 || answer.text]).toEqual([what, 200, true]);
    await node.settle();
    return answer.body as HitDetail;
  };
  const answers = async (after?: string) =>
    (await carrier.send('GET', `/api/v1/answers?limit=500${after ? `&after=${after}` : ''}`)).body as {
      items: Answer[];
      next: string | null;
    };
  const last = async () => (await answers()).items.at(-1)!;

  it('answers a carrier only when everybody is screened, and once', async () => {
    const { messageId, flight } = await post([STRANGER]);
    const early = await carrier.send('GET', `/api/v1/messages/${messageId}/answer`);
    expect((early.body as ProblemDetails).code).toBe('ANSWER_PENDING');
    await node.settle();
    const edifact = await cusres(messageId);
    expect(edifact).toContain('BGM+962');
    expect(edifact).toContain('RFF+TN:TN1');
    expect(edifact).toContain("ERC+0Z'");
    expect(await hitsOf(flight)).toEqual([]);
    await node.modules.answers.compose(messageId);
    await node.modules.answers.compose(messageId);
    expect((await answers()).items.filter((one) => one.messageId === messageId)).toHaveLength(1);
  });

  it('answers a message that comes again in another envelope, and raises nothing anew', async () => {
    const { messageId, flight } = await post([STRANGER, LISTED]);
    await node.settle();
    const again = await carrier.send(
      'POST',
      '/api/v1/messages',
      paxlst(flights, [STRANGER, LISTED]).replaceAll(/(UNB.*\+|UNZ\+1\+)\d+(?=('|\+\+IAPI))/g, '$1AGAIN'),
    );
    const [repeated] = (again.body as Receipt).messages;
    expect(repeated).toMatchObject({ status: 'duplicate', duplicateOf: messageId });
    await node.settle();
    const first = await cusres(messageId);
    const second = await cusres(repeated!.id);
    expect(second).toContain('UNZ+1+AGAIN');
    const statuses = (edifact: string) => edifact.match(/(RFF.ABO|ERC)[^']*/g);
    expect(statuses(second)).toEqual(statuses(first));
    expect(await hitsOf(flight)).toHaveLength(1);
  });

  it('goes from a message to a hit, a claim, a decision and a 132', async () => {
    const { messageId, flight } = await post([STRANGER, LISTED]);
    await node.settle();
    const [hit] = await hitsOf(flight);
    // An Arabic listing found a Latin traveller.
    expect(hit).toMatchObject({ state: 'open', basis: 'name', listing: { reference: 'NAT:1' } });
    const edifact = await cusres(messageId);
    expect(edifact).toMatch(new RegExp(`RFF\\+ABO:${flight}N1'\\s*ERC\\+0Z'`));
    expect(edifact).toMatch(new RegExp(`RFF\\+ABO:${flight}N2'\\s*ERC\\+2Z'`));
    await act(noora.send, hit!.id, 'claims');
    const decided = await act(noora.send, hit!.id, 'decisions', {
      verdict: 'not-listed',
      reason: 'birth-date-differs',
    });
    expect(decided).toMatchObject({ state: 'cleared', clearance: { number: expect.any(String) } });
    const change = await last();
    expect(change).toMatchObject({ code: '132', travellers: [{ reference: `${flight}N2`, status: 'ok' }] });
    expect(change.edifact).toContain('BGM+132');
    expect(change.edifact).toContain("ERC+0Z'");
    // The same person flies again: cleared, not stopped, and it is said where.
    const next = await post([LISTED]);
    await node.settle();
    expect(await cusres(next.messageId)).toContain("ERC+0Z'");
    const page = (await noora.send('GET', `/api/v1/hits/${hit!.id}`)).body as HitDetail;
    expect(page.history.at(-1)).toMatchObject({ kind: 'suppressed', params: { flight: next.flight } });
    // The clearance ends: whom it spared is looked at, and the carrier hears of both.
    await act(salem.send, hit!.id, 'reopenings', { reason: 'a new photograph' });
    expect(await hitsOf(next.flight)).toHaveLength(1);
    const told = (await answers()).items.slice(-2).map((one) => [one.code, one.travellers[0]!.status]);
    expect(told).toEqual([
      ['132', 'refer'],
      ['132', 'refer'],
    ]);
  });

  it('says "do not board" after two people alone, on the next flight at once, and not to another document', async () => {
    const who = { ...LISTED, given: 'MOHAMMED KHALID:SAEED', document: 'Z9999999' };
    const first = await post([who]);
    await node.settle();
    const [hit] = await hitsOf(first.flight);
    await act(noora.send, hit!.id, 'claims');
    await act(noora.send, hit!.id, 'decisions', {
      verdict: 'is-listed',
      reason: 'documents-agree',
      instruction: 'deny-boarding',
    });
    expect(await cusres(first.messageId)).toContain("ERC+2Z'");
    const before = (await answers()).items.length;
    await act(salem.send, hit!.id, 'seconds', { agree: true });
    expect((await answers()).items).toHaveLength(before + 1);
    expect((await last()).edifact).toContain("ERC+1Z'");
    const again = await post([who]);
    const other = await post([{ ...who, document: 'Y1111111' }]);
    await node.settle();
    expect(await cusres(again.messageId)).toContain("ERC+1Z'");
    expect(await cusres(other.messageId)).toContain("ERC+2Z'");
    await act(salem.send, hit!.id, 'reopenings', { reason: 'mistaken' });
    expect((await last()).edifact).toContain("ERC+2Z'");
  });

  it('cannot store "do not board" without a decision, by any way', async () => {
    const write = sql`update answer_status set status = 'no-board', decision_id = null`;
    await expect(write.execute(node.kernel.database.db)).rejects.toMatchObject({ code: '23514' });
  });

  it('says what is missing, and nothing of it while a hit waits', async () => {
    const bare = { surname: 'OKONJO', given: 'IFE', birth: '010615', gender: null };
    const { messageId } = await post([bare]);
    await node.settle();
    const edifact = await cusres(messageId);
    expect(edifact).toContain("ERC+4Z'");
    expect(edifact).toContain('GENDER MISSING');
    expect(edifact).toContain('DOCUMENT NUMBER MISSING');
    const listed = await post([{ surname: 'QUORTHON', given: 'WILHELMINA', birth: '610505', gender: null }]);
    await node.settle();
    expect(await cusres(listed.messageId)).toContain("ERC+2Z'");
  });

  it('makes a hit of an equal document whatever the name is', async () => {
    const { flight } = await post([{ ...STRANGER, document: 'L7777777' }]);
    await node.settle();
    const [none] = await hitsOf(flight);
    // Issued by another country: not the same document.
    expect(none).toBeUndefined();
    const number = ++flights;
    const text = paxlst(number, [{ ...STRANGER, document: 'L-777 7777' }]).replaceAll(
      'LOC+91+SAU',
      'LOC+91+SWE',
    );
    await carrier.send('POST', '/api/v1/messages', text);
    await node.settle();
    const [hit] = await hitsOf(`QJ${400 + number}`);
    expect(hit).toMatchObject({ basis: 'document', listing: { reference: 'NAT:2' } });
    const page = (await noora.send('GET', `/api/v1/hits/${hit!.id}`)).body as HitDetail;
    expect(page.explanation.evidence.find(({ kind }) => kind === 'document')).toMatchObject({
      verdict: 'equal',
    });
  });

  it('raises nothing for a test interchange, which is still answered', async () => {
    const { messageId, flight } = await post([LISTED], { test: true });
    await node.settle();
    expect(await hitsOf(flight)).toEqual([]);
    expect(await cusres(messageId)).toContain('BGM+962');
  });

  it('screens who is still to travel against a new version of a list, and explains the same pair in the same way', async () => {
    const who = { surname: 'BRANDVOLD', given: 'INGELIN', birth: '700707', document: 'N3333333' };
    const { flight, messageId } = await post([who]);
    await node.settle();
    expect(await cusres(messageId)).toContain("ERC+0Z'");
    await importList(`${CSV}NAT:3,person,Ingelin Brandvold,1970-07-07,NOR,F,,monitor\n`);
    const [hit] = await hitsOf(flight);
    expect(hit).toMatchObject({ listing: { reference: 'NAT:3' } });
    expect((await last()).edifact).toContain("ERC+2Z'");
    const read = async () => (await noora.send('GET', `/api/v1/hits/${hit!.id}`)).body as HitDetail;
    const before = await read();
    await importList(
      `${CSV}NAT:3,person,Ingelin Brandvold,1970-07-07,NOR,F,,monitor\nNAT:4,person,Somebody Quite Else,1950-01-01,NOR,F,,monitor\n`,
    );
    const after = await read();
    expect(after.engine.listVersion).not.toBe(before.engine.listVersion);
    // Live beside the index of the first version, and the console is told of it.
    expect(node.logged.findLast((line) => line.includes('screening.list-live'))).toMatch(/"changed":[1-9]/);
    const [segment] = node.modules.screening.status().segments;
    expect(segment).toMatchObject({ version: after.engine.listVersion, entries: 4, names: 4 });
    expect(after.explanation).toEqual(before.explanation);
    expect(after.history).toEqual(before.history);
  });

  it('keeps nobody from boarding for a listing that was withdrawn, and says so on the hit', async () => {
    const listed = 'NAT:5,person,Osvaldo Trevathan,1971-01-01,NOR,M,,deny-boarding\n';
    await importList(`${CSV}${listed}`);
    const who = { surname: 'TREVATHAN', given: 'OSVALDO', birth: '710101', document: 'K5555555' };
    const { flight } = await post([who]);
    await node.settle();
    const [hit] = await hitsOf(flight);
    await act(noora.send, hit!.id, 'claims');
    const deny = { verdict: 'is-listed', reason: 'documents-agree', instruction: 'deny-boarding' };
    await act(noora.send, hit!.id, 'decisions', deny);
    await act(salem.send, hit!.id, 'seconds', { agree: true });
    expect((await last()).edifact).toContain("ERC+1Z'");
    await importList(CSV);
    expect((await last()).edifact).toContain("ERC+2Z'");
    const page = (await noora.send('GET', `/api/v1/hits/${hit!.id}`)).body as HitDetail;
    expect(page).toMatchObject({ state: 'confirmed', listed: { status: 'withdrawn' } });
    expect(page.history.at(-1)).toMatchObject({ kind: 'listing-changed', params: { status: 'withdrawn' } });
    const next = await post([who]);
    await node.settle();
    expect(await cusres(next.messageId)).toContain("ERC+0Z'");
  });

  it('raises nothing for a listing whose last day is over, before any job has taken it out', async () => {
    const columns = CSV.replace('instruction\n', 'instruction,expires_on\n');
    await importList(`${columns}NAT:6,person,Philippa Marchbanks,1972-01-01,NOR,F,,monitor,2026-03-01\n`);
    const who = { surname: 'MARCHBANKS', given: 'PHILIPPA', birth: '720101', document: 'K6666666' };
    const today = await post([who]);
    await node.settle();
    expect(await hitsOf(today.flight)).toHaveLength(1);
    node.clock.advance(16 * 3_600_000);
    const { flight, messageId } = await post([who]);
    await node.settle();
    node.clock.advance(-16 * 3_600_000);
    expect(await hitsOf(flight)).toEqual([]);
    expect(await cusres(messageId)).toContain("ERC+0Z'");
    await importList(CSV);
  });

  it('shows a carrier its own answers alone, complete and in order from any cursor', async () => {
    const all = (await answers()).items;
    expect(all.length).toBeGreaterThan(8);
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const url = `/api/v1/answers?limit=3${after ? `&after=${after}` : ''}`;
      const page = (await carrier.send('GET', url)).body as { items: Answer[]; next: string | null };
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    }
    expect(seen).toEqual(all.map(({ id }) => id));
    const stranger = await node.carrier('ZZ');
    expect((await stranger.send('GET', '/api/v1/answers')).body).toMatchObject({ items: [] });
    const theirs = await stranger.send('GET', `/api/v1/messages/${all[0]!.messageId}/answer`);
    expect((theirs.body as ProblemDetails).code).toBe('CARRIER_MISMATCH');
    for (const after of ['x', all[0]!.id, 'WyJhIl0'])
      expect((await carrier.send('GET', `/api/v1/answers?after=${after}`)).status).toBe(400);
  });

  it('puts answers to the folder of the carrier, whole and once', async () => {
    const number = ++flights;
    await node.modules.ingest.accept({
      bytes: Buffer.from(paxlst(number, [STRANGER])),
      channel: 'folder',
      carrier: 'QJ',
      fileName: 'a.edi',
    });
    await node.settle();
    const folder = join(node.kernel.config.dropFolder, 'answers', 'QJ');
    const files = readdirSync(folder);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatch(/^2026-03-01-962-.*\.edi$/);
    expect(readFileSync(join(folder, files[0]!), 'utf8')).toContain("ERC+0Z'");
    writeFileSync(join(folder, files[0]!), 'taken');
    await node.modules.answers.deliver(files[0]!.slice('2026-03-01-962-'.length, -'.edi'.length));
    expect(readFileSync(join(folder, files[0]!), 'utf8')).toBe('taken');
  });

  it('wrote down who read what: every reading of people, in an unbroken chain', async () => {
    const log = async (query: string) =>
      ((await dpo.send('GET', `/api/v1/access-log?limit=1000${query}`)).body as { items: AccessEntry[] })
        .items;
    const [hit] = ((await noora.send('GET', '/api/v1/hits?view=all&limit=1')).body as { items: HitSummary[] })
      .items;
    await Promise.all([
      noora.send('GET', `/api/v1/hits/${hit!.id}`),
      noora.send('GET', `/api/v1/hits/${hit!.id}/sheet`),
      salem.send('GET', '/api/v1/travellers?q=okonjo&reason=a+call'),
    ]);
    const about = await log(`&object=${hit!.traveller.id}`);
    expect(about.slice(0, 3).map((line) => line.action)).toEqual(
      expect.arrayContaining(['GET /api/v1/hits/:id', 'GET /api/v1/hits/:id/sheet']),
    );
    expect(about[0]).toMatchObject({ purpose: 'hit-review', officer: { id: noora.id } });
    expect((await log(`&actor=${salem.username}`))[0]).toMatchObject({ purpose: 'search', reason: 'a call' });
    const own = (await salem.send('GET', `/api/v1/access-log/own?actor=${noora.username}`)).body as {
      items: AccessEntry[];
    };
    expect(new Set(own.items.map((line) => line.actor))).toEqual(new Set([salem.username]));
    const check = (await dpo.send('GET', '/api/v1/access-log/verification')).body;
    expect(check).toMatchObject({ intact: true, firstBroken: null });
    for (const bad of ['from=never', 'to=2026-99-99', 'after=x', 'after=WyJhIl0'])
      expect([bad, (await dpo.send('GET', `/api/v1/access-log?${bad}`)).status]).toEqual([bad, 400]);
  });

  it('removes finished jobs and ended sessions each day, and is asked for again once', async () => {
    const { db } = node.kernel.database;
    const count = async (table: 'job' | 'session') =>
      (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db)).rows[0]!.n;
    await node.modules.oversight.schedule();
    node.clock.advance(8 * 86_400_000);
    await node.settle();
    expect(await count('session')).toBe(0);
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from job where kind = 'oversight.daily' and state = 'waiting'`.execute(db);
    expect(rows[0]!.n).toBe(1);
    await node.stop();
  });
});
