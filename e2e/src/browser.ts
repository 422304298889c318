import { existsSync } from 'node:fs';
import chromiumPackage from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';

/** A browser of the system first; the one that npm carries runs on Linux only. */
const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Opens a browser, or says why there is none.
 *
 * @example
 * const browser = await openBrowser();
 */
export async function openBrowser(): Promise<Browser | { readonly missing: string }> {
  const system = process.env.JISR_CHROMIUM ?? SYSTEM.find((path) => existsSync(path));
  try {
    if (system) return await chromium.launch({ executablePath: system, args: QUIET });
    return await chromium.launch({
      executablePath: await chromiumPackage.executablePath(),
      args: [...chromiumPackage.args, ...QUIET],
    });
  } catch (error) {
    return { missing: error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error) };
  }
}

export interface Look {
  readonly language: 'ar' | 'en';
  readonly theme: 'light' | 'dark';
}

/** The window of an officer's workstation. */
export const WORKSTATION = { width: 1440, height: 900 } as const;

/** A page in one language and theme, as an officer's workstation shows it. */
export async function openPage(browser: Browser, look: Look): Promise<Page> {
  const context = await browser.newContext({
    viewport: WORKSTATION,
    locale: look.language === 'ar' ? 'ar-BH' : 'en-US',
    colorScheme: look.theme,
    timezoneId: 'Asia/Bahrain',
  });
  return context.newPage();
}
