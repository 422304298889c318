import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { manifest } from '../../bench/src/parts/manifests.ts';
import { openBrowser, openPage } from './browser.ts';
import { ask, open, signIn } from './screens.ts';

const browser = await openBrowser();
const missing = 'missing' in browser ? browser.missing : null;

/** The story of this product: a flight arrives, a hit needs a human, the human decides, the carrier is told. */
describe.skipIf(missing)(
  `from the carrier's message to its answer${missing ? ` (needs a browser: ${missing})` : ''}`,
  () => {
    const demo = inject('demo');
    afterAll(async () => {
      await (browser as Browser).close();
    });

    for (const language of ['ar', 'en'] as const) {
      it(`is worked with the keyboard alone, in ${language}`, async () => {
        const page = await openPage(browser as Browser, { language, theme: 'light' });
        await signIn(page, demo, 'watch-officer', { language, theme: 'light' });
        const carrier = demo.carriers[0]!;
        const flight = language === 'ar' ? 7001 : 7002;
        const { items } = await ask<{
          items: {
            listing: { id: string; name: { text: string } };
            traveller: { id: string; name: { text: string }; birthDate: string | null };
          }[];
        }>(page, '/api/v1/hits?view=all');
        const candidates = items.filter(
          (hit) => hit.traveller.birthDate?.length === 10 && /^[A-Z' -]+$/i.test(hit.listing.name.text),
        );
        // Another person in each language: who was cleared once does not come back, which is the point of a clearance.
        const other = candidates.find((hit) => hit.listing.id !== candidates[0]!.listing.id)!;
        const known = language === 'ar' ? candidates[0]! : other;
        const parts = known.listing.name.text
          .toUpperCase()
          .replace(/[^A-Z ]/g, ' ')
          .split(/\s+/)
          .filter(Boolean);
        const guest = {
          surname: parts.at(-1)!,
          given: parts.slice(0, -1).join(' '),
          birth: known.traveller.birthDate!.replaceAll('-', ''),
        };
        const text = manifest({
          seed: `journey ${language}`,
          travellers: 3,
          carrier: carrier.code,
          flight,
          departure: new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 16),
          guests: [guest],
        });
        const posted = await fetch(`${demo.address}/api/v1/messages`, {
          method: 'POST',
          headers: { authorization: `Bearer ${carrier.key}` },
          body: text,
        });
        expect(posted.status).toBe(202);
        const { messages } = (await posted.json()) as { messages: { id: string; crossingId: string }[] };

        const hit = await until(
          async () =>
            (
              await ask<{ items: { id: string }[] }>(
                page,
                `/api/v1/hits?view=all&crossing=${messages[0]!.crossingId}`,
              )
            ).items[0],
        );
        const answer = await until(async () => {
          const got = await fetch(`${demo.address}/api/v1/messages/${messages[0]!.id}/answer`, {
            headers: { authorization: `Bearer ${carrier.key}` },
          });
          return got.status === 200 ? got.text() : undefined;
        });
        expect(answer).toContain("ERC+2Z'");

        await open(page, demo, `/hits/${hit.id}`);
        await page.keyboard.press('KeyC');
        await until(async () =>
          (await ask<{ state: string }>(page, `/api/v1/hits/${hit.id}`)).state === 'claimed'
            ? true
            : undefined,
        );
        await page.waitForTimeout(300);
        await page.keyboard.press('Digit1');
        // The reason is in focus when the form opens; then the note, then the button.
        const reason = page.locator('form select').first();
        await reason.waitFor();
        await reason.selectOption({ index: 1 });
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await until(async () =>
          (await ask<{ state: string }>(page, `/api/v1/hits/${hit.id}`)).state === 'cleared'
            ? true
            : undefined,
        );

        const changed = await until(async () => {
          const got = await fetch(`${demo.address}/api/v1/answers?limit=500`, {
            headers: { authorization: `Bearer ${carrier.key}` },
          });
          const page132 = (await got.json()) as { items: { code: string; edifact: string }[] };
          return page132.items.find(
            (item) => item.code === '132' && item.edifact.includes(`${carrier.code}${flight}`),
          );
        });
        expect(changed.edifact).toContain("ERC+0Z'");
        await page.context().close();
      });
    }
  },
);

async function until<T>(question: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await question();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nothing came within thirty seconds');
}
