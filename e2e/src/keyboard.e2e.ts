import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { barriers } from './axe.ts';
import { type Look, openBrowser, openPage } from './browser.ts';
import { ask, open, signIn } from './screens.ts';

const browser = await openBrowser();
const missing = 'missing' in browser ? browser.missing : null;

/** What an Arabic layout prints on the keys that the console knows by their place. */
const ARABIC: Readonly<Record<string, string>> = {
  KeyC: 'ؤ',
  KeyG: 'ل',
  KeyH: 'ا',
  KeyJ: 'ت',
  KeyM: 'ة',
  KeyN: 'ى',
  Slash: 'ظ',
};

/** Presses keys as an Arabic layout sends them: the place of the key, an Arabic letter. */
async function press(page: Page, ...codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    await page.evaluate(
      ([place, letter]) =>
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent('keydown', { code: place!, key: letter!, bubbles: true, cancelable: true }),
        ),
      [code, ARABIC[code] ?? code],
    );
    await page.waitForTimeout(150);
  }
}

const focused = (page: Page, selector: string) =>
  page.waitForFunction(
    (wanted) => document.activeElement?.matches(wanted) && document.activeElement !== document.body,
    selector,
  );

describe.skipIf(missing)(
  `the console without a mouse${missing ? ` (needs a browser: ${missing})` : ''}`,
  () => {
    const demo = inject('demo');
    const start = async (look: Look, role: 'watch-officer' | 'list-manager' = 'watch-officer') => {
      const page = await openPage(browser as Browser, look);
      await signIn(page, demo, role, look);
      return page;
    };
    afterAll(async () => {
      await (browser as Browser).close();
    });

    it('goes by the place of the keys under an Arabic layout, and takes the focus along', async () => {
      const page = await start({ language: 'ar', theme: 'light' });
      await open(page, demo, '/hits');
      await press(page, 'KeyJ', 'KeyJ');
      await focused(page, 'tr[data-index="1"]');
      await press(page, 'KeyG', 'KeyM');
      await page.waitForURL('**/messages');
      await focused(page, 'main');
      await press(page, 'Slash');
      await page.waitForURL('**/search');
      await focused(page, 'main input');
      await page.context().close();
    });

    it('moves in a table by the arrows alone where single keys are switched off', async () => {
      const page = await start({ language: 'en', theme: 'light' });
      await page.evaluate(() => {
        const kept = JSON.parse(localStorage.getItem('jisr.preferences') ?? '{}');
        localStorage.setItem('jisr.preferences', JSON.stringify({ ...kept, singleKeys: false }));
      });
      await page.route('**/api/v1/session', async (route) => {
        const answer = await route.fetch();
        const session = await answer.json();
        await route.fulfill({
          json: { ...session, preferences: { ...session.preferences, singleKeys: false } },
        });
      });
      await open(page, demo, '/hits');
      await press(page, 'KeyJ');
      expect(await page.locator('tr[data-cursor]').count()).toBe(0);
      await page.locator('tr[data-index="0"]').focus();
      await page.keyboard.press('ArrowDown');
      await focused(page, 'tr[data-index="1"]');
      await page.keyboard.press('End');
      await page.keyboard.press('Home');
      await focused(page, 'tr[data-index="0"]');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/hits/*');
      await page.context().close();
    });

    it('keeps the marked command of the palette in sight, the focus inside, and gives it back', async () => {
      const page = await start({ language: 'ar', theme: 'dark' });
      await open(page, demo, '/hits');
      await press(page, 'KeyJ');
      await page.keyboard.press('Control+KeyK');
      await focused(page, '[role=combobox]');
      for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowDown');
      const [list, option] = await Promise.all([
        page.locator('[role=listbox]').boundingBox(),
        page.locator('[role=option][aria-selected=true]').boundingBox(),
      ]);
      expect(option!.y + option!.height).toBeLessThanOrEqual(list!.y + list!.height + 1);
      for (let step = 0; step < 3; step += 1) {
        await page.keyboard.press('Tab');
        await focused(page, '[role=dialog] *');
      }
      await page.keyboard.press('Escape');
      await focused(page, 'tr[data-index="0"]');
      await page.context().close();
    });

    it('leaves the keyboard at the decision when a form closes', async () => {
      const page = await start({ language: 'ar', theme: 'light' });
      const { items } = await ask<{ items: { id: string; state: string }[] }>(page, '/api/v1/hits');
      await open(page, demo, `/hits/${items.find(({ state }) => state === 'open')!.id}`);
      await press(page, 'KeyN');
      await focused(page, 'textarea');
      await page.keyboard.press('Escape');
      await focused(page, 'main section[tabindex="-1"]');
      await press(page, 'KeyC');
      await page.locator('[role=timer]').waitFor();
      await press(page, 'Digit2');
      await focused(page, 'form select');
      await page.context().close();
    });

    for (const look of [
      { language: 'ar', theme: 'light' },
      { language: 'ar', theme: 'dark' },
      { language: 'en', theme: 'light' },
      { language: 'en', theme: 'dark' },
    ] as const) {
      it(`opens what lies over a screen without a barrier, in ${look.language}, ${look.theme}`, async () => {
        const page = await start(look);
        await open(page, demo, '/hits');
        const seen = async (keys: string) => {
          await page.keyboard.press(keys);
          await page.locator('[role=dialog]').waitFor();
          await page.waitForTimeout(200);
          const found = await barriers(page);
          await page.keyboard.press('Escape');
          await page.locator('[role=dialog]').waitFor({ state: 'detached' });
          return found;
        };
        expect(await seen('Control+KeyK')).toEqual([]);
        expect(await seen('Shift+Slash')).toEqual([]);
        await page.keyboard.press('KeyJ');
        await page.locator('aside h2, aside li').first().waitFor();
        expect(await barriers(page)).toEqual([]);
        await page.locator('header button[aria-haspopup]').click();
        await page.waitForTimeout(200);
        expect(await barriers(page)).toEqual([]);
        await page.context().close();
      });

      it(`shows its forms without a barrier, in ${look.language}, ${look.theme}`, async () => {
        const page = await start(look, 'list-manager');
        const { items } = await ask<{ items: { id: string; format: string }[] }>(page, '/api/v1/watchlists');
        await open(page, demo, `/watchlists/${items.find(({ format }) => format === 'manual')!.id}`);
        await page.locator('main header button').first().click();
        await page.locator('[role=dialog] form').waitFor();
        expect(await barriers(page)).toEqual([]);
        await page.locator('[role=dialog] button[type=submit]').click();
        await page.locator('[role=dialog] [aria-invalid=true]').first().waitFor();
        expect(await barriers(page)).toEqual([]);
        await page.context().close();
      });
    }
  },
);
