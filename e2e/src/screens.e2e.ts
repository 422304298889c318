import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './axe.ts';
import { type Look, openBrowser, openPage } from './browser.ts';
import { type DemoNode, startDemo } from './demo-node.ts';
import { open, SCREENS, signIn } from './screens.ts';

const LOOKS: readonly Look[] = [
  { language: 'ar', theme: 'light' },
  { language: 'ar', theme: 'dark' },
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
];
const pictures = fileURLToPath(new URL('../../dist/screenshots/', import.meta.url));
const browser = await openBrowser();
const missing = 'missing' in browser ? browser.missing : null;

describe.skipIf(missing)(
  `every screen in both languages and both themes${missing ? ` (needs a browser: ${missing})` : ''}`,
  () => {
    let demo: DemoNode;

    beforeAll(async () => {
      mkdirSync(pictures, { recursive: true });
      demo = await startDemo();
    });
    afterAll(async () => {
      await (browser as Browser).close();
      await demo?.stop();
    });

    for (const look of LOOKS) {
      it(`sign-in in ${look.language}, ${look.theme}: readable, and no barrier that axe knows`, async () => {
        const page = await openPage(browser as Browser, look);
        await page.goto(demo.address);
        await page.locator('input[autocomplete="username"]').waitFor();
        await page.screenshot({ path: `${pictures}sign-in-${look.language}-${look.theme}.png` });
        expect(await barriers(page)).toEqual([]);
        await page.context().close();
      });

      for (const screen of SCREENS) {
        it(`${screen.name} in ${look.language}, ${look.theme}: whole, in its direction, and no barrier that axe knows`, async () => {
          const page = await openPage(browser as Browser, look);
          const errors: string[] = [];
          page.on('pageerror', (error) => errors.push(error.message));
          await signIn(page, demo, screen.role, look);
          await open(page, demo, await screen.address(page));
          await page.screenshot({ path: `${pictures}${screen.name}-${look.language}-${look.theme}.png` });
          expect(errors).toEqual([]);
          expect(
            await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]),
          ).toEqual([look.language, look.language === 'ar' ? 'rtl' : 'ltr']);
          expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(
            true,
          );
          expect(await barriers(page)).toEqual([]);
          await page.context().close();
        });
      }
    }
  },
);
