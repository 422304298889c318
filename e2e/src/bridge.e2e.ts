import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './axe.ts';
import { openBrowser, openPage } from './browser.ts';
import { type DemoNode, type DemoSide, startDemo } from './demo-node.ts';
import { openRefusals } from './refusals.ts';
import { ask, open, signIn } from './screens.ts';

const browser = await openBrowser();
const missing = 'missing' in browser ? browser.missing : null;
const root = fileURLToPath(new URL('../..', import.meta.url));
const pictures = join(root, 'dist/screenshots');

type Language = 'ar' | 'en';
/** The text of a screen as an officer of this language reads it. */
function textOf(language: Language, folder: string, key: string): string {
  const file = join(root, 'console/src', folder, 'messages', `${language}.json`);
  const text = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)[key];
  if (!text) throw new Error(`${folder} has no text ${key}`);
  return text;
}

/** An officer at a desk: a page of a browser, in the language of the country. */
interface Desk {
  readonly page: Page;
  readonly side: DemoSide;
  readonly language: Language;
  press(folder: string, key: string): Promise<void>;
  see(name: string): Promise<void>;
}

interface Items<T> {
  readonly items: readonly T[];
}

/** Two countries, six officers, one traveller: from the partner's hit to the agreement of both ledgers. */
describe.skipIf(missing !== null)(
  `a hit of one country becomes a disclosure of the other${missing ? ` (no browser: ${missing})` : ''}`,
  () => {
    let demo: DemoNode;
    beforeAll(async () => {
      mkdirSync(pictures, { recursive: true });
      demo = await startDemo({ both: true });
    });
    afterAll(async () => {
      await demo?.stop();
      await (browser as Browser).close();
    });

    async function sit(side: DemoSide, username: string, language: Language): Promise<Desk> {
      const account = side.accounts.find((candidate) => candidate.username === username)!;
      const look = { language, theme: 'light' } as const;
      const page = await openPage(browser as Browser, look);
      await signIn(
        page,
        { ...side, accounts: [account] },
        account.roles[0] as Parameters<typeof signIn>[2],
        look,
      );
      return {
        page,
        side,
        language,
        press: (folder, key) =>
          page
            .getByRole('button', { name: textOf(language, folder, key), exact: true })
            .first()
            .click(),
        async see(name) {
          await page.waitForTimeout(300);
          await page.screenshot({ path: join(pictures, `story-${name}.png`), fullPage: true });
          expect(await barriers(page)).toEqual([]);
        },
      };
    }
    const go = (desk: Desk, address: string) => open(desk.page, desk.side, address);
    const rows = async <T>(desk: Desk, path: string) => (await ask<Items<T>>(desk.page, path)).items;

    /** A releasing officer reads the sheet and signs it with password and code. */
    async function approve(side: DemoSide, username: string, language: Language): Promise<void> {
      const officer = await sit(side, username, language);
      const { page } = officer;
      const waiting = await until(async () => (await rows<{ id: string }>(officer, '/api/v1/approvals'))[0]);
      await go(officer, `/approvals/${waiting.id}`);
      await page.locator('main input[autocomplete="current-password"]').fill(side.accounts[0]!.password);
      await officer.press('proof', 'take');
      await page.waitForFunction(
        () =>
          (document.querySelector<HTMLInputElement>('main input[autocomplete="one-time-code"]')?.value
            .length ?? 0) >= 6,
      );
      await officer.see(`approval-${username}-${language}`);
      await page
        .locator('form', { has: page.locator('input[autocomplete="current-password"]') })
        .locator('button[type="submit"]')
        .click();
      await page.locator('main input[autocomplete="current-password"]').waitFor({ state: 'detached' });
      await page.context().close();
    }

    it('in one story, which both can prove', async () => {
      const bahrain = demo as DemoSide;
      const washington = demo.peer!;

      // A flight was declared; the node asked the partner blindly, and the partner knows one of its travellers.
      const yusuf = await sit(bahrain, 'yusuf', 'ar');
      const hit = await until(async () =>
        (
          await rows<{ id: string; traveller: { name: { text: string } } }>(yusuf, '/api/v1/partner-hits')
        ).find(({ traveller }) => traveller.name.text.includes('VOSKANOV')),
      );
      await go(yusuf, `/partner-hits/${hit.id}`);
      await yusuf.see('1-hit-ar');
      await yusuf.page.locator('form textarea').first().fill('الجواز وتاريخ الميلاد متطابقان.');
      await yusuf.press('screens/partner-hit', 'confirm');
      await yusuf.press('screens/partner-hit', 'request');

      // Supplementary data is asked for, with grounds and assurances.
      await yusuf.page.locator('form textarea').first().waitFor();
      const [, offence] = await yusuf.page.locator('form select').all();
      await offence!.selectOption('serious');
      await yusuf.page
        .getByLabel(textOf('ar', 'screens/request', 'legalBasis'))
        .fill('المرسوم رقم 58 لسنة 2006، المادة 3');
      await yusuf.page
        .locator('form textarea')
        .first()
        .fill('يتوقف قرار السماح بالدخول على معرفة سبب الإدراج وما يُطلب اتخاذه.');
      for (const assurance of ['no-death-penalty', 'fair-trial'])
        await yusuf.page.locator(`input[type="checkbox"][value="${assurance}"]`).check();
      await yusuf.see('2-request-ar');
      await yusuf.press('screens/request', 'new.send');
      await yusuf.page.waitForURL(/\/requests\/[0-9a-f-]{36}/);
      await approve(bahrain, 'hessa', 'ar');

      // The holder drafts an answer: first without the assurances that the law demands, then with them.
      const helen = await sit(washington, 'helen', 'en');
      const asked = await until(async () => (await rows<{ id: string }>(helen, '/api/v1/requests'))[0]);
      await go(helen, `/requests/${asked.id}`);
      await helen.press('screens/request', 'preview.look');
      await helen.page
        .getByText(textOf('en', 'screens/request', 'preview.stopped'))
        .first()
        .waitFor();
      await helen.see('3-stopped-en');
      for (const assurance of ['no-death-penalty', 'fair-trial'])
        await helen.page.locator(`input[type="checkbox"][value="${assurance}"]`).check();
      await helen.press('screens/request', 'preview.look');
      await helen.page
        .getByText(textOf('en', 'screens/request', 'preview.allowed'))
        .first()
        .waitFor();
      await helen.see('4-draft-en');
      await helen.press('screens/request', 'answer.send');

      // Two others read exactly what would leave, and sign it. The author may not.
      await until(async () => {
        const [mine] = await rows<{ bar: string | null }>(helen, '/api/v1/approvals?view=open');
        return mine;
      });
      for (const username of ['susan', 'james']) await approve(washington, username, 'en');

      // It is disclosed, receipted, and here.
      await until(async () => {
        const [request] = await rows<{ state: string }>(yusuf, '/api/v1/requests');
        return request?.state === 'answered' ? request : undefined;
      });
      await go(yusuf, new URL(yusuf.page.url()).pathname);
      await yusuf.page
        .getByText(/Voskanov/)
        .first()
        .waitFor();
      await yusuf.see('6-supplied-ar');
      const [supplied] = await rows<{ id: string; category: string }>(
        helen,
        '/api/v1/exchange?direction=out&limit=100',
      ).then((items) => items.filter(({ category }) => category === 'person-supplement'));
      await go(helen, `/exchange/${supplied!.id}`);
      await helen.see('7-document-en');

      // Both ledgers hold the same story.
      for (const [side, username, language] of [
        [bahrain, 'dana', 'ar'],
        [washington, 'frank', 'en'],
      ] as const) {
        const auditor = await sit(side, username, language);
        await go(auditor, '/ledger?view=reconciliations');
        await auditor.press('screens/ledger', 'compare');
        const found = await until(async () => {
          const [latest] = await rows<{ rows: readonly unknown[]; matched: number }>(
            auditor,
            '/api/v1/ledger/reconciliations',
          );
          return latest;
        });
        await go(auditor, '/ledger?view=reconciliations');
        await auditor.see(`8-ledgers-${language}`);
        expect(found.rows).toEqual([]);
        expect(found.matched).toBeGreaterThan(20);
      }
    }, 240_000);

    it('and every refusal on the way names its clause to whoever asked', async () => {
      const refusals = openRefusals(browser as Browser, demo);
      await refusals.ofOwnGate();
      await refusals.ofPartnersGate();
      await refusals.ofOfficers();
    }, 240_000);
  },
);

async function until<T>(question: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 900; attempt += 1) {
    const answer = await question();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nothing came within ninety seconds');
}
