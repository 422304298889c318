import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { barriers } from './axe.ts';
import { openBrowser, openPage } from './browser.ts';
import { ask, compareTwoNames, open, signIn } from './screens.ts';

const browser = await openBrowser();
const missing = 'missing' in browser ? browser.missing : null;
const pictures = fileURLToPath(new URL('../../dist/screenshots/', import.meta.url));
const ADDRESS = '/test-name?mode=names';

describe.skipIf(missing)(
  `two names compared as they are typed${missing ? ` (needs a browser: ${missing})` : ''}`,
  () => {
    const demo = inject('demo');
    beforeAll(async () => {
      mkdirSync(pictures, { recursive: true });
    });
    afterAll(async () => {
      await (browser as Browser).close();
    });

    it('is not there for who may not test a name', async () => {
      const look = { language: 'en', theme: 'light' } as const;
      const page = await openPage(browser as Browser, look);
      await signIn(page, demo, 'border-officer', look);
      await open(page, demo, ADDRESS);
      expect(await page.locator('fieldset').count()).toBe(0);
      await page.context().close();
    });

    it('answers by the keyboard alone, says what would turn it, and puts no name into an address', async () => {
      const look = { language: 'en', theme: 'light' } as const;
      const page = await openPage(browser as Browser, look);
      const addresses: string[] = [];
      page.on('request', (request) => addresses.push(request.url()));
      await signIn(page, demo, 'list-manager', look);
      await open(page, demo, ADDRESS);
      await page.waitForFunction(() => document.activeElement?.matches('fieldset input'));
      await page.keyboard.type('Hasan Qassab');
      for (let field = 0; field < 4; field++) await page.keyboard.press('Tab');
      await page.keyboard.type('Hassan Jamil Kassab');
      await page.locator('#two-names-turning').waitFor();
      const said = await page.locator('main').innerText();
      expect(said).toContain('Below the line');
      expect(said).toContain('With an equal date of birth the total would be');
      const answer = page.locator('main [role="status"]');
      // What would turn it is done, and it turns.
      for (const side of [0, 1])
        await page.locator('fieldset').nth(side).locator('input').nth(1).fill('1980-01-02');
      await answer.getByText('Would be a hit').waitFor();
      await page.getByRole('button', { name: 'Exchange the two' }).press('Enter');
      await page.waitForFunction(
        () => (document.querySelector('fieldset input') as HTMLInputElement).value === 'Hassan Jamil Kassab',
      );
      expect([page.url(), ...addresses].filter((address) => /qassab|kassab/i.test(address))).toEqual([]);
      await answer.getByText('Hassan Jamil Kassab').first().waitFor();
      await page.waitForTimeout(1000);
      await page.screenshot({ path: `${pictures}two-names-letters.png`, fullPage: true });
      await page.context().close();
      const other = await openPage(browser as Browser, look);
      await signIn(other, demo, 'data-protection-officer', look);
      const { items } = await ask<{ items: { action: string }[] }>(other, '/api/v1/access-log?limit=50');
      expect(items.some(({ action }) => action === 'POST /api/v1/match')).toBe(true);
      expect(JSON.stringify(items)).not.toMatch(/qassab/i);
      await other.context().close();
    });

    it('keeps hostile names in their places', async () => {
      const look = { language: 'ar', theme: 'light' } as const;
      const page = await openPage(browser as Browser, look);
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await signIn(page, demo, 'list-manager', look);
      await open(page, demo, ADDRESS);
      const inputs = page.locator('fieldset input');
      await inputs.nth(0).fill('\u202e<img src=x onerror=alert(1)> '.repeat(9));
      await inputs.nth(3).fill('🙂');
      await page.getByText('MATCH_NAME_UNREADABLE').waitFor();
      await inputs.nth(3).fill(`حسن ${'ق'.repeat(200)}`);
      await page.locator('#two-names-turning').waitFor();
      await page.screenshot({ path: `${pictures}two-names-hostile.png`, fullPage: true });
      expect(await page.locator('main img').count()).toBe(0);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0);
      expect(errors).toEqual([]);
      await page.context().close();
    });

    for (const language of ['ar', 'en'] as const)
      for (const theme of ['light', 'dark'] as const)
        it(`is whole at every width in ${language}, ${theme}`, async () => {
          const page = await openPage(browser as Browser, { language, theme });
          await signIn(page, demo, 'list-manager', { language, theme });
          await open(page, demo, ADDRESS);
          await compareTwoNames(page);
          for (const width of [1440, 1024, 390]) {
            await page.setViewportSize({ width, height: 900 });
            await page.screenshot({
              path: `${pictures}two-names-${language}-${theme}-${width}.png`,
              fullPage: true,
            });
            expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
              width,
            );
            expect(await barriers(page)).toEqual([]);
          }
          await page.context().close();
        });
  },
);
