import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { barriers } from './axe.ts';
import { type Look, openBrowser, openPage } from './browser.ts';
import { type Desks, openDesks } from './desks.ts';
import { ask, askForData, open, SCREENS, signIn } from './screens.ts';

const LOOKS: readonly Look[] = [
  { language: 'ar', theme: 'light' },
  { language: 'ar', theme: 'dark' },
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
];
const pictures = fileURLToPath(new URL('../../dist/screenshots/', import.meta.url));
/** `JISR_PICTURES=1` renews the pictures of the two README files. */
const forReadme = process.env.JISR_PICTURES === '1';
const docs = fileURLToPath(new URL('../../docs/images/', import.meta.url));
/** The workstation, a small screen, a telephone. */
const WIDTHS = [1440, 1024, 390];
/** A text that is missing shows as its key. */
const KEY =
  /\b(?:words|parts|shell|crossings?|hits?|travellers?|watchlists?|inbox|message|quarantine|administration|access-log|memorand(?:um|a)|referrals|disclosures?|data-protection|search|test-name|queries|partner-hits?|partner|exchange)\.(?!example)[a-z][\w.-]*/;
const browser = await openBrowser();
const missing = 'missing' in browser ? browser.missing : null;

describe.skipIf(missing)(
  `every screen in both languages and both themes${missing ? ` (needs a browser: ${missing})` : ''}`,
  () => {
    const demo = inject('demo');

    beforeAll(async () => {
      mkdirSync(pictures, { recursive: true });
      const page = await openPage(browser as Browser, LOOKS[0]!);
      await signIn(page, demo, 'liaison-officer', LOOKS[0]!);
      await askForData(page);
      await page.context().close();
    });
    afterAll(() => (browser as Browser).close());

    for (const look of LOOKS)
      describe(`in ${look.language}, ${look.theme}`, () => {
        let desks: Desks;
        beforeAll(() => {
          desks = openDesks(browser as Browser, demo, look);
        });
        afterAll(() => desks.leave());

        it('sign-in: readable, and no barrier that axe knows', async () => {
          const page = await openPage(browser as Browser, look);
          await page.goto(demo.address);
          await page.locator('input[autocomplete="username"]').waitFor();
          await page.screenshot({ path: `${pictures}sign-in-${look.language}-${look.theme}.png` });
          expect(await barriers(page)).toEqual([]);
          await page.context().close();
        });

        for (const screen of SCREENS)
          it(`${screen.name}: whole, in its direction, and no barrier that axe knows`, async () => {
            const { page, errors } = await desks.sit(screen.role);
            await open(page, demo, await screen.address(page));
            await screen.use?.(page);
            await page.screenshot({ path: `${pictures}${screen.name}-${look.language}-${look.theme}.png` });
            expect(errors).toEqual([]);
            expect(
              await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]),
            ).toEqual([look.language, look.language === 'ar' ? 'rtl' : 'ltr']);
            expect((await page.locator('body').innerText()).match(KEY)).toBeNull();
            expect(await barriers(page)).toEqual([]);
            if (forReadme && screen.name === 'hit' && look.theme === 'light')
              await page.screenshot({ path: `${docs}hit-${look.language}-light.png` });
            for (const width of WIDTHS) {
              await page.setViewportSize({ width, height: 900 });
              const over = await page.evaluate(
                () => document.documentElement.scrollWidth - window.innerWidth,
              );
              expect({ width, over: Math.max(0, over) }).toEqual({ width, over: 0 });
            }
          });
      });

    it('the printed sheet of a hit: whole on its page, in the house’s typeface, no barrier that axe knows', async () => {
      const page = await openPage(browser as Browser, LOOKS[0]!);
      await signIn(page, demo, 'watch-officer', LOOKS[0]!);
      const { items } = await ask<{ items: { id: string }[] }>(page, '/api/v1/hits?view=decided');
      await page.setViewportSize({ width: 794, height: 1123 });
      await page.emulateMedia({ media: 'print' });
      await page.goto(`${demo.address}/api/v1/hits/${items[0]!.id}/sheet`);
      await page.screenshot({ path: `${pictures}sheet.png`, fullPage: true });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(794);
      expect(
        await page.evaluate(async () => {
          await document.fonts.ready;
          return [...document.fonts].filter(({ status }) => status === 'loaded').length;
        }),
      ).toBeGreaterThanOrEqual(2);
      expect(await barriers(page)).toEqual([]);
      await page.context().close();
    });
  },
);
