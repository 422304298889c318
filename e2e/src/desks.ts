import type { Role } from '@jisr/contract';
import type { Browser, Page } from 'playwright-core';
import { type Look, openPage, WORKSTATION } from './browser.ts';
import type { DemoSide } from './demo-node.ts';
import { signIn } from './screens.ts';

/** An officer's page, and what went wrong on it since this screen was asked for. */
export interface Desk {
  readonly page: Page;
  readonly errors: string[];
}

/** The desks of one country in one look. */
export interface Desks {
  /** The desk of a role, as wide as a workstation. Its officer signs in once. */
  sit(role: Role): Promise<Desk>;
  leave(): Promise<void>;
}

/**
 * Officers who stay signed in from one screen to the next: what they look at is loaded anew, the sign-in is not.
 *
 * @example
 * const desks = openDesks(browser, demo, { language: 'ar', theme: 'dark' });
 * const { page } = await desks.sit('auditor');
 */
export function openDesks(browser: Browser, demo: DemoSide, look: Look): Desks {
  const taken = new Map<Role, Desk>();
  async function take(role: Role): Promise<Desk> {
    const page = await openPage(browser, look);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await signIn(page, demo, role, look);
    return { page, errors };
  }
  return {
    async sit(role) {
      const desk = taken.get(role) ?? (await take(role));
      taken.set(role, desk);
      desk.errors.length = 0;
      await desk.page.setViewportSize(WORKSTATION);
      return desk;
    },
    async leave() {
      for (const { page } of taken.values()) await page.context().close();
    },
  };
}
