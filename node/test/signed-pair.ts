import type { MemorandumDetail, MemorandumRow, MemorandumTaken, Role } from '@jisr/contract';
import { canonicalBytes, DRAFTS, type MemorandumDocument } from '@jisr/memorandum';
import type { Intent } from '../src/modules/disclosures/index.ts';
import { softKey } from './soft-key.ts';
import type { Send, TestAnswer, TestNode } from './test-node.ts';
import { introduce, openTestPair, type TestPair } from './two-nodes.ts';

/** An officer who can approve: signed in, with a passkey. */
export interface Signatory {
  readonly id: string;
  readonly send: Send;
  /** Approves everything that waits for this officer, with the passkey over the digest of what is shown. */
  approveAll(): Promise<void>;
}

/** Who acts for one side: one person writes, two others agree. */
export interface Office {
  readonly node: TestNode;
  readonly author: Signatory;
  readonly signers: readonly [Signatory, Signatory];
}

export interface SignedPair extends TestPair {
  readonly home: Office;
  readonly abroad: Office;
  /** Has both signers of a side agree, and lets the consequences reach the other side. */
  agree(office: Office): Promise<void>;
  /** Puts a document before the partner and has it signed by the sides named. */
  sign(document: MemorandumDocument, by?: readonly Office[]): Promise<void>;
}

/** How long opening a pair may take on a busy machine. */
export const OPENING_MS = 240_000;

/** The draft on borders without the articles that no test of two nodes uses: what remains is analysed faster. */
export const BORDERS: MemorandumDocument = {
  ...DRAFTS[0],
  articles: DRAFTS[0].articles.filter(({ number }) => !['4.1', '4.3', '6'].includes(number)),
};

/** A pair with a memorandum in force: paired and drafted and proposed by Bahrain, signed by both after two people of each agreed. */
export async function openSignedPair({
  memorandum = BORDERS,
  ...options
}: { memorandum?: MemorandumDocument } & Parameters<typeof openTestPair>[0] = {}): Promise<SignedPair> {
  const pair = await openTestPair({ ...options, paired: false });
  const [home, abroad] = [await officeOf(pair.bahrain), await officeOf(pair.america)];
  await introduce(pair.bahrain, pair.america, [home.author, abroad.author]);
  for (const signer of [...home.signers, ...abroad.signers]) await signer.approveAll();
  await pair.settle();
  const agree = async ({ signers }: Office) => {
    for (const signer of signers) await signer.approveAll();
    await pair.settle();
  };
  const sign = async (document: MemorandumDocument, by: readonly Office[] = [home, abroad]) => {
    const text = new TextDecoder().decode(canonicalBytes(document));
    const { id, faults } = answered<MemorandumTaken>(
      await home.author.send('POST', '/api/v1/memoranda', { text }),
    );
    if (id === null) throw new Error(`the memorandum is faulty: ${JSON.stringify(faults)}`);
    answered(await home.author.send('POST', `/api/v1/memoranda/${id}/proposals`));
    await agree(home);
    for (const office of by) {
      const { id: known } = await versionOf(office, document);
      answered(await office.author.send('POST', `/api/v1/memoranda/${known}/signatures`));
      await agree(office);
    }
  };
  await sign(memorandum);
  return { ...pair, home, abroad, agree, sign };
}

/** A version of a memorandum as one side holds it. */
export async function versionOf(
  { author }: Office,
  { id, version }: Pick<MemorandumDocument, 'id' | 'version'>,
): Promise<MemorandumDetail['versions'][number]> {
  const { items } = answered<{ items: MemorandumRow[] }>(await author.send('GET', '/api/v1/memoranda'));
  const row = items.find(({ code }) => code === id);
  if (!row) throw new Error(`${id} is not known here`);
  const { versions } = answered<MemorandumDetail>(await author.send('GET', `/api/v1/memoranda/${row.id}`));
  const found = versions.find((each) => each.version === version);
  if (!found) throw new Error(`${id} version ${version} is not known here`);
  return found;
}

/** The body of an answer that must be a success. */
export function answered<Body>({ status, text, body }: TestAnswer): Body {
  if (status >= 300) throw new Error(`${status} ${text}`);
  return body as Body;
}

async function officeOf(node: TestNode): Promise<Office> {
  const [author, one, other] = [
    await signatory(node, ['policy-officer', 'liaison-officer', 'auditor', 'administrator']),
    await signatory(node, ['policy-officer', 'releasing-officer']),
    await signatory(node, ['supervisor', 'releasing-officer']),
  ];
  return { node, author, signers: [one, other] };
}

async function signatory(node: TestNode, roles: readonly Role[]): Promise<Signatory> {
  const { id, send } = await node.officer(roles);
  const key = softKey();
  const begun = answered<{ challengeId: string; options: { challenge: string } }>(
    await send('POST', '/api/v1/session/passkeys/challenges'),
  );
  const registration = key.register(begun.options.challenge);
  answered(
    await send('POST', '/api/v1/session/passkeys', {
      challengeId: begun.challengeId,
      name: 'key',
      registration,
    }),
  );
  return {
    id,
    send,
    async approveAll() {
      const { items } = answered<{ items: { id: string; bar: string | null }[] }>(
        await send('GET', '/api/v1/approvals?view=waiting'),
      );
      for (const { id: approval } of items.filter(({ bar }) => bar === null)) {
        const path = `/api/v1/approvals/${approval}`;
        const { digest } = answered<{ digest: string }>(await send('GET', path));
        const assertion = key.sign(Buffer.from(digest, 'hex').toString('base64url'));
        answered(
          await send('POST', `${path}/approvals`, { digest, proof: { method: 'passkey', assertion } }),
        );
      }
    },
  };
}

let asked = 0;
/** What a desk of one side asks to tell the other: a query in the clear of an officer, unless told otherwise. */
export function intentOf(office: Office, changes: Partial<Intent> = {}): Intent {
  asked += 1;
  const own = office.node.kernel.config.country;
  const key = {
    name: `PERSON ${asked}`,
    birthDate: '1980-02-03',
    nationality: null,
    gender: null,
    documents: [],
  };
  return {
    key: `test:${own}:${asked}`,
    action: 'ask',
    category: 'query-plain',
    purpose: 'border-security',
    offence: 'serious',
    tlp: 'amber',
    mode: 'plain',
    payload: {
      keys: [key],
      kinds: ['plain'],
      caseReference: `CASE ${asked}`,
      justification: 'Named in an inquiry.',
      urgency: 'ordinary',
      offence: 'serious',
    },
    subject: { minor: false, own: false, sensitive: false, references: [] },
    from: { party: own, agency: 'NCP' },
    to: { party: own === 'BHR' ? 'USA' : 'BHR', agency: 'NCP' },
    thread: office.node.kernel.ids.uuid(),
    inReplyTo: null,
    approval: null,
    author: office.author.id,
    ...changes,
  };
}
