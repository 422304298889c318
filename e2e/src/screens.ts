import type { Role } from '@jisr/contract';
import type { Page } from 'playwright-core';
import type { Look } from './browser.ts';
import type { DemoSide } from './demo-node.ts';

/** Asks the node as the signed-in officer of the page. */
export async function ask<T>(page: Page, path: string): Promise<T> {
  return (await page.evaluate(async (address) => (await fetch(address)).json(), path)) as T;
}

/** Sends something as the signed-in officer of the page. */
export async function send<T>(page: Page, method: 'POST' | 'PATCH', path: string, body: object): Promise<T> {
  return (await page.evaluate(
    async ([verb, address, text]) => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json();
      const headers = { 'content-type': 'application/json', 'x-jisr-csrf': csrfToken };
      const answer = await fetch(address!, { method: verb!, headers, body: text! });
      const said = await answer.json();
      if (!answer.ok) throw new Error(`${verb} ${address}: ${JSON.stringify(said)}`);
      return said;
    },
    [method, path, JSON.stringify(body)],
  )) as T;
}

/** As the liaison officer of the page: confirms a hit of the partner and asks for data, unless that was done before. */
export async function askForData(page: Page): Promise<void> {
  if ((await ask<Rows>(page, '/api/v1/requests')).items.length > 0) return;
  const [hit] = (await ask<Rows>(page, '/api/v1/partner-hits')).items;
  await send(page, 'POST', `/api/v1/partner-hits/${hit!.id}/decisions`, {
    confirmed: true,
    note: 'الجواز وتاريخ الميلاد متطابقان.',
  });
  await send(page, 'POST', '/api/v1/requests', {
    partnerHitId: hit!.id,
    offence: 'serious',
    fields: ['names', 'birthDate', 'documents', 'listedFor', 'instruction'],
    necessity: 'يتوقف قرار السماح بالدخول على معرفة سبب الإدراج وما يُطلب اتخاذه.',
    legalBasis: 'المرسوم رقم 58 لسنة 2006، المادة 3',
    assurances: ['no-death-penalty', 'fair-trial'],
  });
}

/** Every screen, who opens it, and how its address is found in the demonstration world. */
export interface ScreenToSee {
  readonly name: string;
  readonly role: Role;
  readonly address: (page: Page) => Promise<string>;
  /** What is typed before it is looked at: what is about a person stands in no address. */
  readonly use?: (page: Page) => Promise<void>;
}

interface Rows {
  readonly items: readonly {
    readonly id: string;
    readonly travellers?: number;
    readonly issues?: number;
    readonly state?: string;
    readonly basis?: string;
    readonly code?: string;
    readonly version?: number;
    readonly warnings?: number;
    readonly listing?: { readonly watchlist: { readonly code: string } };
  }[];
}
const fixed = (path: string) => async () => path;
const first =
  (list: string, prefix: string, fits: (row: Rows['items'][number]) => boolean = () => true) =>
  async (page: Page) => {
    const { items } = await ask<Rows>(page, list);
    const row = items.find(fits) ?? items[0];
    if (!row) throw new Error(`the demonstration world has nothing at ${list}`);
    return `${prefix}/${row.id}`;
  };

/** Types two names with what is known of them, and waits for the answer. */
export async function compareTwoNames(page: Page): Promise<void> {
  const [given, listed] = [page.locator('fieldset').nth(0), page.locator('fieldset').nth(1)];
  await given.locator('input').nth(0).fill('QASSAB/HASSANMR');
  await listed.locator('input').nth(0).fill('حسن جميل القصاب');
  await given.locator('input').nth(1).fill('1980-01-02');
  await listed.locator('input').nth(1).fill('1984');
  await page.locator('#two-names-turning').waitFor();
  await page.waitForTimeout(1000);
}

/** Has the proof of an entry computed in the browser. */
async function proveEntry(page: Page): Promise<void> {
  await page.locator('main header button').last().click();
  await page.locator('main [role="status"]').waitFor();
  await page.waitForTimeout(400);
}

/** Asks the simulator the question that stands there. */
async function askTheLaw(page: Page): Promise<void> {
  await page.locator('main form button[type="submit"]').click();
  await page.locator('main [aria-live] section').waitFor();
}

export const SCREENS: readonly ScreenToSee[] = [
  { name: 'crossings', role: 'watch-officer', address: fixed('/') },
  {
    name: 'crossing',
    role: 'watch-officer',
    address: first('/api/v1/crossings', '/crossings', (row) => (row.travellers ?? 0) > 20),
  },
  {
    name: 'traveller',
    role: 'watch-officer',
    address: async (page) => {
      const { items } = await ask<{ items: { traveller: { id: string } }[] }>(page, '/api/v1/hits?view=all');
      return `/travellers/${items[0]?.traveller.id}`;
    },
  },
  { name: 'hits', role: 'watch-officer', address: fixed('/hits') },
  {
    name: 'hit',
    role: 'watch-officer',
    // The national list holds its names in both scripts: the picture shows how they are compared.
    address: first(
      '/api/v1/hits',
      '/hits',
      (row) => row.state === 'open' && row.basis === 'name' && row.listing?.watchlist.code === 'NATIONAL',
    ),
  },
  { name: 'search', role: 'watch-officer', address: fixed('/search') },
  { name: 'test-name', role: 'list-manager', address: fixed('/test-name') },
  { name: 'two-names', role: 'list-manager', address: fixed('/test-name?mode=names'), use: compareTwoNames },
  { name: 'watchlists', role: 'list-manager', address: fixed('/watchlists') },
  { name: 'watchlist', role: 'list-manager', address: first('/api/v1/watchlists', '/watchlists') },
  { name: 'referrals', role: 'border-officer', address: fixed('/referrals') },
  { name: 'messages', role: 'watch-officer', address: fixed('/messages') },
  {
    name: 'message',
    role: 'watch-officer',
    address: first('/api/v1/messages?limit=200', '/messages', (row) => (row.warnings ?? 0) > 0),
  },
  { name: 'quarantine', role: 'supervisor', address: fixed('/quarantine') },
  { name: 'partner-hits', role: 'liaison-officer', address: fixed('/partner-hits?view=all') },
  {
    name: 'partner-hit',
    role: 'liaison-officer',
    address: first('/api/v1/partner-hits?view=all', '/partner-hits'),
  },
  { name: 'queries', role: 'liaison-officer', address: fixed('/queries') },
  { name: 'queries-asked', role: 'watch-officer', address: fixed('/queries') },
  { name: 'sharing', role: 'policy-officer', address: fixed('/queries?tab=sharing') },
  { name: 'ledger', role: 'auditor', address: fixed('/ledger') },
  {
    name: 'ledger-entry',
    role: 'auditor',
    address: async (page) => {
      const { items } = await ask<{ items: { index: number }[] }>(page, '/api/v1/ledger/entries');
      return `/ledger/${items[0]?.index}`;
    },
    use: proveEntry,
  },
  { name: 'approval', role: 'releasing-officer', address: first('/api/v1/approvals', '/approvals') },
  { name: 'approvals', role: 'supervisor', address: fixed('/approvals') },
  { name: 'security', role: 'supervisor', address: fixed('/security') },
  { name: 'memoranda', role: 'policy-officer', address: fixed('/memoranda'), use: askTheLaw },
  {
    name: 'memorandum',
    role: 'policy-officer',
    address: first('/api/v1/memoranda', '/memoranda', (row) => row.code === 'GOODS'),
  },
  {
    name: 'amendment',
    role: 'auditor',
    address: async (page) =>
      `${await first('/api/v1/memoranda', '/memoranda', (row) => row.code === 'BORDERS' && row.version === 2)(page)}?tab=analysis`,
  },
  { name: 'requests', role: 'liaison-officer', address: fixed('/requests') },
  {
    name: 'new-request',
    role: 'liaison-officer',
    address: async (page) => {
      const { items } = await ask<Rows>(page, '/api/v1/partner-hits?view=confirmed');
      return `/requests/new?hit=${items[0]?.id}`;
    },
  },
  { name: 'request', role: 'liaison-officer', address: first('/api/v1/requests', '/requests') },
  { name: 'exchange', role: 'liaison-officer', address: fixed('/exchange') },
  { name: 'exchange-document', role: 'liaison-officer', address: first('/api/v1/exchange', '/exchange') },
  { name: 'disclosure', role: 'liaison-officer', address: first('/api/v1/disclosures', '/disclosures') },
  {
    name: 'received-disclosure',
    role: 'liaison-officer',
    address: first('/api/v1/received-disclosures', '/received-disclosures'),
  },
  { name: 'partner', role: 'administrator', address: fixed('/partner') },
  { name: 'administration', role: 'administrator', address: fixed('/administration') },
  { name: 'disclosures', role: 'data-protection-officer', address: fixed('/disclosures?view=refused') },
  { name: 'data-protection', role: 'data-protection-officer', address: fixed('/data-protection') },
  { name: 'access-log', role: 'data-protection-officer', address: fixed('/access-log') },
];

/** Signs in through the form, then sets the look that the test wants. */
export async function signIn(page: Page, demo: DemoSide, role: Role, look: Look): Promise<void> {
  const account = demo.accounts.find((candidate) => candidate.roles.includes(role));
  if (!account) throw new Error(`no demonstration account is a ${role}`);
  await page.goto(demo.address);
  await page.locator('input[autocomplete="username"]').fill(account.username);
  await page.locator('input[autocomplete="current-password"]').fill(account.password);
  await page.locator('button[type="submit"]').click();
  await page.locator('input[autocomplete="current-password"]').waitFor({ state: 'detached' });
  const wanted = { language: look.language, theme: look.theme };
  const kept = await send<object>(page, 'PATCH', '/api/v1/session/preferences', wanted);
  await page.evaluate((text) => localStorage.setItem('jisr.preferences', text), JSON.stringify(kept));
}

/** Opens an address and waits until nothing is loading. */
export async function open(page: Page, demo: DemoSide, address: string): Promise<void> {
  await page.goto(demo.address + address);
  await page.locator('main h1').first().waitFor();
  // One answer may lead to the next question: nothing loads in three looks after one another.
  for (let calm = 0; calm < 3; calm += 1) {
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
    await page.waitForTimeout(50);
    if (await page.evaluate(() => document.querySelector('[aria-busy="true"]') !== null)) calm = -1;
  }
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}
