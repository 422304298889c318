import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { API } from '@jisr/contract';
import type { Node } from '@jisr/node';
import { AIRLINES } from '../airlines.data.ts';
import { ACCOUNTS, type DemoAccount } from './accounts.ts';
import { asOfficer, type OfficerClient } from './officer.ts';
import { buildWorld, type Sending, type World } from './world.ts';

const LIVE_EVERY_MS = 20_000;

/** What `jisr demo` tells when the console is usable. */
export interface Played {
  readonly accounts: readonly DemoAccount[];
  readonly carriers: readonly { readonly code: string; readonly key: string }[];
  /** Lets the remaining flights of the day arrive one by one; returns how to stop. */
  live(): () => void;
}

interface Memory {
  readonly hour: string;
  readonly keys: Readonly<Record<string, string>>;
}

/**
 * Brings the invented world into a node over its real doors: accounts and keys by the node's services, lists by imports,
 * messages by the carriers' posts, decisions by officers. What is there is not brought twice.
 */
export async function playWorld(node: Node, tell: (line: string) => void): Promise<Played> {
  const { clock, config } = node.kernel;
  const file = join(config.dataDir, 'demo.json');
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Memory) : null;
  const now = clock.now();
  // A second start of the same day finds the same world; the next day brings new flights.
  const hour =
    before?.hour.slice(0, 10) === now.toISOString().slice(0, 10)
      ? before.hour
      : `${now.toISOString().slice(0, 13)}:00:00.000Z`;
  const world = buildWorld(new Date(hour));
  await ensureAccounts(node);
  const keys = before?.keys ?? (await issueKeys(node));
  const send = (sending: Sending) => post(node.address, keys[sending.carrier]!, sending.text);
  if (before?.hour !== hour) {
    tell('watchlists · قوائم المراقبة');
    await ensureLists(node, world);
    tell(`flights · رحلات (${world.early.length})`);
    for (const sending of world.early) await send(sending);
    await settled(node);
    tell('officers at work · ضباط في العمل');
    if (!before) await work(node.address);
    writeFileSync(file, JSON.stringify({ hour, keys } satisfies Memory), { mode: 0o600 });
  }
  return {
    accounts: ACCOUNTS,
    carriers: Object.entries(keys).map(([code, key]) => ({ code, key })),
    live: () => arrive(world.live, send),
  };
}

async function ensureAccounts({ modules }: Node): Promise<void> {
  const { accounts } = modules.identity;
  for (const { username, password, name, roles, post: place, language } of ACCOUNTS) {
    if (await accounts.find(username)) continue;
    await accounts.create(
      { username, password, name: { ...name }, roles: [...roles], post: place },
      { language },
    );
  }
}

async function issueKeys({ modules }: Node): Promise<Record<string, string>> {
  const keys: Record<string, string> = {};
  for (const { code, name } of AIRLINES) {
    await modules.identity.carriers.create({ code, name: { ...name } });
    keys[code] = (await modules.identity.carriers.issueKey(code, 'demonstration')).key;
  }
  return keys;
}

async function ensureLists({ modules, address, kernel }: Node, world: World): Promise<void> {
  const manager = await asOfficer(address, ACCOUNTS.find((account) => account.username === 'mariam')!);
  const lists = [
    {
      code: 'NATIONAL',
      name: { en: 'National watchlist', ar: 'قائمة المراقبة الوطنية' },
      owner: 'National Security Bureau',
      format: 'jisr-csv',
      instruction: 'refer',
      legalBasis: 'Decree 58/2006',
      handling: 'RESTRICTED',
      file: 'national.csv',
      text: world.national,
    },
    {
      code: 'PARTNER',
      name: { en: 'Partner’s watchlist', ar: 'قائمة المراقبة لدى الشريك' },
      owner: 'Partner agency',
      format: 'ftm-jsonl',
      instruction: 'refer',
      legalBasis: 'Memorandum on the security of borders, art. 4',
      handling: 'TLP:AMBER',
      file: 'partner.ftm.json',
      text: world.partner,
    },
  ] as const;
  for (const { file, text, ...list } of lists) {
    const id = await kernel.database.transaction((tx) =>
      modules.watchlists.ensureWatchlist(tx, { ...list, name: { ...list.name }, sourceUrl: null }, null),
    );
    const { id: importId } = await manager.call(
      API.startImport,
      { id },
      { source: { files: [{ name: file, text }] } },
    );
    await until(async () => (await manager.call(API.readImport, { id: importId })).status !== 'running');
    await until(async () =>
      (await manager.call(API.listWatchlists)).items.some((item) => item.id === id && item.live),
    );
  }
  await keepByHand(address, modules, kernel);
}

/** A third list, kept by hand: one listing approved by a second person, one that waits for it. */
async function keepByHand(address: string, modules: Node['modules'], kernel: Node['kernel']): Promise<void> {
  const [mariam, oliver] = [
    await asOfficer(address, ACCOUNTS.find((account) => account.username === 'mariam')!),
    await asOfficer(address, ACCOUNTS.find((account) => account.username === 'oliver')!),
  ];
  const id = await kernel.database.transaction((tx) =>
    modules.watchlists.ensureWatchlist(
      tx,
      {
        code: 'POST',
        name: { en: 'Border post notices', ar: 'إشعارات المنافذ' },
        owner: 'Ports directorate',
        format: 'manual',
        sourceUrl: null,
        instruction: 'inform',
        legalBasis: 'Ports regulation, art. 9',
        handling: null,
      },
      null,
    ),
  );
  if ((await mariam.call(API.listProposals, {}, undefined, '?status=all')).items.length > 0) return;
  const year = kernel.clock.now().getUTCFullYear();
  const entry = (text: string, original: string) => ({
    kind: 'person' as const,
    names: [
      { text, quality: 'primary' as const },
      { text: original, quality: 'original' as const, lang: 'ar' },
    ],
    birthDates: ['1988'],
    nationalities: ['SYR'],
    legalBasis: 'Ports regulation, art. 9',
    instruction: 'inform' as const,
    originator: 'Ports directorate',
    reviewOn: `${year + 1}-01-15`,
    expiresOn: `${year + 2}-01-15`,
  });
  const first = await mariam.call(
    API.propose,
    { id },
    {
      kind: 'add',
      entry: entry('Dawud Rushdi al-Hamawandi', 'داود رشدي الهمواندي'),
      reason: 'Left the transit area twice.',
    },
  );
  await oliver.call(
    API.decideProposal,
    { id: first.id },
    { approve: true, note: 'Checked against the log of the post.' },
  );
  await oliver.call(
    API.propose,
    { id },
    {
      kind: 'add',
      entry: entry('Suad Nizam al-Karkhi', 'سعاد نظام الكرخي'),
      reason: 'Uses the card of another person.',
    },
  );
}

/** A few hits are taken, decided and referred, so that every screen shows what it is for. */
async function work(address: string): Promise<void> {
  const officers = await Promise.all(
    ['noora', 'daniel', 'khalid'].map((name) =>
      asOfficer(address, ACCOUNTS.find((account) => account.username === name)!),
    ),
  );
  const [noora, daniel, khalid] = officers as [OfficerClient, OfficerClient, OfficerClient];
  const { items } = await noora.call(API.listHits, {}, undefined, '?view=open&limit=50');
  const of = (reference: string) => items.find((hit) => hit.listing.reference === reference)?.id;
  const decide = async (
    officer: OfficerClient,
    id: string | undefined,
    body: Parameters<typeof officer.call<typeof API.decideHit>>[2],
  ) => {
    if (!id) return;
    await officer.call(API.claimHit, { id });
    await officer.call(API.decideHit, { id }, body);
  };
  await decide(noora, of('N-1006'), {
    verdict: 'not-listed',
    reason: 'birth-date-differs',
    note: 'تاريخ الميلاد مختلف ورقم الجواز غير معروف للقائمة.',
  });
  await decide(daniel, of('N-1001'), {
    verdict: 'is-listed',
    reason: 'birth-date-agrees',
    note: 'Birth date agrees; second passport known to the list.',
    instruction: 'deny-boarding',
  });
  await decide(noora, of('N-1005'), {
    verdict: 'is-listed',
    reason: 'birth-date-agrees',
    note: null,
    instruction: 'refer',
  });
  const referred = of('N-1005');
  if (referred) {
    await khalid.call(
      API.referHit,
      { id: referred },
      { post: 'BAH', instruction: 'refer', note: 'Check the visa page under ultraviolet light.' },
    );
  }
  const taken = of('N-1011');
  if (taken) await daniel.call(API.claimHit, { id: taken });
}

async function post(address: string, key: string, text: string): Promise<void> {
  const answer = await fetch(address + API.sendMessage.path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/edifact' },
    body: text,
  });
  // 422 is the file that nobody can read: it belongs to the world.
  if (!answer.ok && answer.status !== 422)
    throw new Error(`a carrier's message was answered with ${answer.status}`);
}

async function settled({ modules }: Node): Promise<void> {
  await until(async () => (await modules.travellers.readBoard()).unscreened === 0);
}

async function until(question: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    if (await question()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the node did not get ready within two minutes');
}

function arrive(sendings: readonly Sending[], send: (sending: Sending) => Promise<void>): () => void {
  const left = [...sendings];
  const timer = setInterval(() => {
    const next = left.shift();
    if (!next) return clearInterval(timer);
    send(next).catch(() => clearInterval(timer));
  }, LIVE_EVERY_MS);
  return () => clearInterval(timer);
}
