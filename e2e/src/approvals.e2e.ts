import type { CDPSession, Page } from 'playwright-core';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { openBrowser, openPage } from './browser.ts';
import { ask, open, signIn } from './screens.ts';

const browser = await openBrowser();
const missing = 'missing' in browser ? browser.missing : null;
const LOOK = { language: 'en', theme: 'light' } as const;

/** A security key in the browser that verifies its user. */
async function plugKey(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

/** Fills in the code that a node with invented data knows. */
async function proveByCode(page: Page, password: string, act: RegExp): Promise<void> {
  await page
    .locator('main, [role="dialog"]')
    .locator('input[autocomplete="current-password"]')
    .last()
    .fill(password);
  await page.getByRole('button', { name: 'Fill in the code of this moment' }).last().click();
  await page.waitForFunction(
    () =>
      (document.querySelector<HTMLInputElement>('input[autocomplete="one-time-code"]')?.value.length ?? 0) >=
      6,
  );
  await page.getByRole('button', { name: act }).last().click();
}

describe.skipIf(missing !== null)(`officers approve${missing ? ` (no browser: ${missing})` : ''}`, () => {
  const shared = inject('demo');
  // A passkey is bound to a name: the console is opened by it.
  const demo = { ...shared, address: shared.address.replace('127.0.0.1', 'localhost') };
  afterAll(async () => {
    if (!('missing' in browser)) await browser.close();
  });

  it('break-glass by code; then a passkey is registered, signs in, and signs the review of it', async () => {
    if ('missing' in browser) return;
    const { password } = demo.accounts[0]!;
    const liaison = await openPage(browser, LOOK);
    await signIn(liaison, demo, 'liaison-officer', LOOK);
    await open(liaison, demo, '/approvals');
    await liaison.getByRole('button', { name: 'Open a record in an emergency' }).click();
    const dialog = liaison.getByRole('dialog');
    await dialog.getByLabel('Number of the record').fill('019c0000-0000-7000-8000-000000000001');
    await dialog.getByLabel('Case reference').fill('C-2026-7');
    await dialog.getByLabel('Why it cannot wait').fill('a threat to the flight was called in');
    await proveByCode(liaison, password, /with password and code/);
    await dialog.waitFor({ state: 'detached' });
    await liaison.getByText('Review waits').waitFor();

    const boss = await openPage(browser, LOOK);
    await plugKey(boss);
    await signIn(boss, demo, 'supervisor', LOOK);
    await open(boss, demo, '/security');
    await proveByCode(boss, password, /^Prove$/);
    await boss.getByRole('button', { name: 'Add a passkey' }).click();
    await boss.getByText('On one device').waitFor();

    // In by the passkey alone.
    await boss.evaluate(async () => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json();
      await fetch('/api/v1/session', { method: 'DELETE', headers: { 'x-jisr-csrf': csrfToken } });
    });
    await boss.goto(demo.address);
    await boss.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await boss.locator('main h1').first().waitFor();
    await boss.locator('input[autocomplete="username"]').waitFor({ state: 'detached' });
    expect(await ask<{ method: string }>(boss, '/api/v1/session')).toMatchObject({ method: 'passkey' });

    const { items } = await ask<{ items: { id: string; kind: string }[] }>(boss, '/api/v1/approvals');
    const review = items.find(({ kind }) => kind === 'break-glass');
    await open(boss, demo, `/approvals/${review!.id}`);
    await boss.getByRole('button', { name: /with passkey/ }).click();
    await boss.getByText('Signed with a passkey').waitFor();
    await boss.getByRole('button', { name: 'Check the kept proofs again' }).click();
    await boss.getByText('The document and every proof are as they were.').waitFor();
  }, 120_000);
});
