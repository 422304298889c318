import type { ApprovalDetail, ListingPage, MemorandumTaken, RequestDetail, Role } from '@jisr/contract';
import { canonicalBytes, DRAFTS, type MemorandumDocument } from '@jisr/memorandum';
import { sql } from 'kysely';
import type { z } from 'zod';
import { softKey } from '../../../test/soft-key.ts';
import type { Send, TestAnswer, TestNode } from '../../../test/test-node.ts';
import { openTestPair } from '../../../test/two-nodes.ts';

const PAXLST = `UNA:+.? '
UNB+UNOA:4+QJ+BHPIU+260301:0800+1++IAPI'
UNG+PAXLST+QJ+BHPIU+260301:0800+1+UN+D:05B'
UNH+M1+PAXLST:D:05B:UN:IATA+CAR1+01:F'
BGM+745'
RFF+TN:TN1'
NAD+MS+++QJ OPS'
TDT+20+QJ401+++QJ'
LOC+125+LHR'
DTM+189:2603021310:201'
LOC+87+BAH'
DTM+232:2603022245:201'
NAD+FL+++VANTOUR:KARIM'
ATT+2++M'
DTM+329:800203:101'
LOC+178+LHR'
LOC+179+BAH'
NAT+2+FRA'
RFF+AVF:LOC1'
RFF+ABO:QJ401N1'
DOC+P:110:111+L777777'
DTM+36:300915'
LOC+91+FRA'
CNT+42:1'
UNT+22+M1'
UNE+1+1'
UNZ+1+1'
`;
const CSV = `reference,kind,name,birth_dates,nationalities,gender,documents,instruction
SDN:1,person,كريم فانتور,1980-02-03,FRA,M,passport:L777777:FRA,detain
`;

export async function must<T>(answer: Promise<TestAnswer>): Promise<T> {
  const { status, text, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${text}`);
  return body as T;
}

/** An officer who approves with a security key. */
async function approver(node: TestNode, roles: readonly Role[]) {
  const officer = await node.officer(roles);
  const key = softKey();
  const begun = await must<{ challengeId: string; options: { challenge: string } }>(
    officer.send('POST', '/api/v1/session/passkeys/challenges'),
  );
  const registration = key.register(begun.options.challenge);
  const { challengeId } = begun;
  await must(officer.send('POST', '/api/v1/session/passkeys', { challengeId, name: 'key', registration }));
  return {
    ...officer,
    async approve(approvalId: string): Promise<TestAnswer> {
      const { digest } = await must<ApprovalDetail>(officer.send('GET', `/api/v1/approvals/${approvalId}`));
      const assertion = key.sign(Buffer.from(digest, 'hex').toString('base64url'));
      return officer.send('POST', `/api/v1/approvals/${approvalId}/approvals`, {
        digest,
        proof: { method: 'passkey', assertion },
      });
    },
  };
}

/** The people of one office. */
async function staffOf(node: TestNode) {
  return {
    node,
    liaison: await approver(node, ['liaison-officer', 'releasing-officer']),
    second: await approver(node, ['releasing-officer']),
    third: await approver(node, ['supervisor']),
  };
}
export type Office = Awaited<ReturnType<typeof staffOf>>;

/** The memorandum on borders without the articles that no request needs: what remains is analysed faster. */
const BORDERS: MemorandumDocument = {
  ...DRAFTS[0],
  articles: DRAFTS[0].articles.filter(({ number }) => !/^(3|5|4\.3)/.test(number)),
};

/** Its text, taken in. */
async function takeBorders(node: TestNode): Promise<string> {
  const policy = await node.officer(['policy-officer']);
  const text = Buffer.from(canonicalBytes(BORDERS)).toString('utf8');
  const { id } = await must<MemorandumTaken>(policy.send('POST', '/api/v1/memoranda', { text }));
  await node.settle();
  return id!;
}

/** One side signs, by two people. */
async function signBorders(node: TestNode, id: string): Promise<void> {
  const policy = await node.officer(['policy-officer']);
  await must(policy.send('POST', `/api/v1/memoranda/${id}/signatures`));
  const { rows } = await sql<{ id: string }>`select id from approval where kind = 'memorandum'`.execute(
    node.kernel.database.db,
  );
  for (const role of ['policy-officer', 'supervisor'] as const)
    await must((await approver(node, [role])).approve(rows[0]!.id));
}

async function listingOf(node: TestNode): Promise<string> {
  const keeper = await node.officer(['list-manager']);
  const { id } = await must<{ id: string }>(
    keeper.send('POST', '/api/v1/watchlists', {
      code: 'SDN',
      name: { en: 'National list', ar: 'القائمة الوطنية' },
      owner: 'Ministry',
      format: 'jisr-csv',
      instruction: 'refer',
      legalBasis: 'Decree 7',
    }),
  );
  const source = { files: [{ name: 'list.csv', text: CSV }] };
  await must(keeper.send('POST', `/api/v1/watchlists/${id}/imports`, { source, confirmShrink: true }));
  await node.settle();
  const { items } = await must<z.infer<typeof ListingPage>>(
    keeper.send('GET', `/api/v1/watchlists/${id}/listings`),
  );
  // The node's own format has no column for it.
  await sql`update listing set data = jsonb_set(data, '{addresses}', '["12 Harbour Road"]')`.execute(
    node.kernel.database.db,
  );
  return items[0]!.id;
}

async function travellerOf(node: TestNode): Promise<{ id: string; crossingId: string }> {
  const carrier = await node.carrier('QJ');
  await must(carrier.send('POST', '/api/v1/messages', PAXLST));
  await node.settle();
  const { rows } = await sql<{ id: string; crossingId: string }>`
    select id, crossing_id as "crossingId" from traveller`.execute(node.kernel.database.db);
  return rows[0]!;
}

/** Two paired nodes under a signed memorandum: Bahrain has a traveller, America a listing. */
export async function openOffices() {
  const pair = await openTestPair();
  const { bahrain, america } = pair;
  const [ours, theirs] = [await takeBorders(bahrain), await takeBorders(america)];
  await signBorders(bahrain, ours);
  await signBorders(america, theirs);
  await pair.settle();
  const listing = await listingOf(america);
  const traveller = await travellerOf(bahrain);
  return { pair, home: await staffOf(bahrain), abroad: await staffOf(america), listing, traveller };
}
export type Offices = Awaited<ReturnType<typeof openOffices>>;

/** A hit of the partner on our traveller, as the answer to a question leaves it on both sides. */
export async function addHit(
  { pair, listing, traveller }: Offices,
  { confirmed = true, known = true } = {},
): Promise<{ id: string; reference: string }> {
  const { bahrain, america } = pair;
  const { ids, clock } = bahrain.kernel;
  const [query, id, reference] = [ids.uuid(), ids.uuid(), `P-${ids.token(12)}`];
  const at = clock.nowIso();
  const { db } = bahrain.kernel.database;
  await sql`
    insert into query (id, mode, origin, purpose, offence, case_reference, justification, urgency, state, keys, asked_at)
    values (${query}, 'plain', 'officer', 'counter-terrorism', 'serious', 'CASE 12', 'Named in an inquiry.', 'ordinary', 'answered', 1,
      ${at})`.execute(db);
  await sql`
    insert into partner_hit (id, query_id, traveller_id, crossing_id, references_, kinds, state, raised_at, decided_by)
    values (${id}, ${query}, ${traveller.id}, ${traveller.crossingId}, ${JSON.stringify([reference])}::jsonb, '["plain"]'::jsonb,
      ${confirmed ? 'confirmed' : 'open'}, ${at}, ${confirmed ? ids.uuid() : null})`.execute(db);
  if (known)
    await sql`insert into given_reference (reference, listing_id, query_id, given_at) values (${reference}, ${listing}, ${query}, ${at})`.execute(
      america.kernel.database.db,
    );
  return { id, reference };
}

export const read = (send: Send, id: string): Promise<RequestDetail> =>
  must(send('GET', `/api/v1/requests/${id}`));
