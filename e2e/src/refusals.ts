import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { barriers } from './axe.ts';
import { openPage } from './browser.ts';
import type { DemoNode, DemoSide } from './demo-node.ts';
import { ask, open, send, signIn } from './screens.ts';

const pictures = join(fileURLToPath(new URL('../..', import.meta.url)), 'dist/screenshots');
const LANGUAGES = ['ar', 'en'] as const;

interface Said {
  readonly en: string;
  readonly ar: string;
}
interface Items<T> {
  readonly items: readonly T[];
}
interface Officer {
  readonly page: Page;
  readonly side: DemoSide;
}

/** What one country forbids its own node, whatever the memoranda allow: plain questions. */
const DIRECTIVE = {
  format: 'jisr-directive-v1',
  id: 'PLAIN',
  title: { en: 'No plain questions for now', ar: 'لا استعلامات مكشوفة في الوقت الحاضر' },
  from: '2026-01-01T00:00:00Z',
  until: '2031-01-01T00:00:00Z',
  clauses: [
    {
      effect: 'forbid',
      letter: null,
      actions: ['ask'],
      when: { mode: 'plain' },
      reason: {
        en: 'Until the review of plain questions is over, people are asked about blindly only.',
        ar: 'إلى أن تنتهي مراجعة الاستعلامات المكشوفة، لا يُستعلم عن الأشخاص إلا استعلامًا محجوبًا.',
      },
    },
  ],
};

/**
 * Each "no" of the bridge on the screens of those whom it concerns, in both languages: the clause and the reason stand on
 * them. For two countries whose story has been told: a hit is confirmed, a request answered.
 */
export function openRefusals(browser: Browser, demo: DemoNode) {
  const seats = new Map<string, Officer>();

  async function sit(side: DemoSide, username: string): Promise<Officer> {
    const name = `${side.address} ${username}`;
    const taken = seats.get(name);
    if (taken) return taken;
    const account = side.accounts.find((candidate) => candidate.username === username)!;
    const look = { language: 'en', theme: 'light' } as const;
    const page = await openPage(browser, look);
    const role = account.roles[0] as Parameters<typeof signIn>[2];
    await signIn(page, { ...side, accounts: [account] }, role, look);
    seats.set(name, { page, side });
    return { page, side };
  }
  const rows = async <T>({ page }: Officer, path: string) => (await ask<Items<T>>(page, path)).items;

  async function see(officer: Officer, address: string, name: string, said?: Said): Promise<void> {
    const { page, side } = officer;
    for (const language of LANGUAGES) {
      const wanted = { language, theme: 'light' };
      const kept = await send<object>(page, 'PATCH', '/api/v1/session/preferences', wanted);
      await page.evaluate((text) => localStorage.setItem('jisr.preferences', text), JSON.stringify(kept));
      await open(page, side, address);
      if (said) expect(await page.locator('main').innerText()).toContain(said[language]);
      await page.screenshot({ path: join(pictures, `refusal-${name}-${language}.png`), fullPage: true });
      expect(await barriers(page)).toEqual([]);
    }
  }

  /** Approves what waits for this officer, by password and code over the digest of what is shown. */
  async function approve(side: DemoSide, username: string): Promise<void> {
    const officer = await sit(side, username);
    const { id } = await until(async () => (await rows<{ id: string }>(officer, '/api/v1/approvals'))[0]);
    const { digest } = await ask<{ digest: string }>(officer.page, `/api/v1/approvals/${id}`);
    const { code } = await ask<{ code: string }>(officer.page, '/api/v1/session/totp/demonstration');
    const { password } = side.accounts.find((account) => account.username === username)!;
    const proof = { method: 'password-totp', password, code };
    await send(officer.page, 'POST', `/api/v1/approvals/${id}/approvals`, { digest, proof });
  }

  /** Asks in the clear about a traveller of today, and waits for what the gates say. */
  async function question(officer: Officer, how: object, state: string) {
    const [hit] = await rows<{ traveller: { id: string } }>(officer, '/api/v1/hits?view=all');
    const travellerId = hit!.traveller.id;
    const { id } = await send<{ id: string }>(officer.page, 'POST', '/api/v1/queries', {
      travellerId,
      caseReference: 'BHR-2026-0417',
      justification: 'The traveller was named in an inquiry that is under way.',
      mode: 'plain',
      ...how,
    });
    const said = await until(async () => {
      const path = `/api/v1/queries/${id}`;
      const found = await ask<{ state: string; refusal: { text: Said } | null; disclosureId: string | null }>(
        officer.page,
        path,
      );
      return found.state === state ? found : undefined;
    });
    return { ...said, travellerId };
  }

  const request = (officer: Officer, partnerHitId: string) =>
    send<{ id: string }>(officer.page, 'POST', '/api/v1/requests', {
      partnerHitId,
      offence: 'serious',
      fields: ['names', 'birthDate', 'listedFor', 'instruction'],
      necessity: 'Whether entry is granted depends on why the person is listed.',
      legalBasis: 'Decree 58 of 2006, article 3',
      assurances: ['no-death-penalty', 'fair-trial'],
    });
  const becomes = (officer: Officer, id: string, state: string) =>
    until(async () => {
      const found = await ask<{ state: string }>(officer.page, `/api/v1/requests/${id}`);
      return found.state === state ? found : undefined;
    });

  return {
    /** No article lets this question out. */
    async ofOwnGate(): Promise<void> {
      const noora = await sit(demo, 'noora');
      const { travellerId, refusal } = await question(noora, { purpose: 'trusted-traveller' }, 'refused');
      await see(noora, `/travellers/${travellerId}`, 'own-gate-question', refusal!.text);
      await see(await sit(demo, 'latifa'), '/disclosures?view=refused', 'own-gate', refusal!.text);
    },
    /** The partner's national directive forbids what the memorandum allows. */
    async ofPartnersGate(): Promise<void> {
      const partner = demo.peer!;
      const robert = await sit(partner, 'robert');
      const text = JSON.stringify(DIRECTIVE);
      const taken = await send<{ faults: unknown[] }>(robert.page, 'POST', '/api/v1/directives', { text });
      expect(taken.faults).toEqual([]);
      for (const username of ['linda', 'marcus']) await approve(partner, username);
      const noora = await sit(demo, 'noora');
      const how = { purpose: 'border-security', offence: 'serious' };
      const { travellerId, disclosureId } = await question(noora, how, 'rejected');
      await see(noora, `/travellers/${travellerId}`, 'partner-gate-question');
      await see(await sit(demo, 'yusuf'), `/exchange/${disclosureId}`, 'partner-gate-document');
      const carol = await sit(partner, 'carol');
      const [refused] = await rows<{ code: string; reason: Said }>(carol, '/api/v1/disclosure-refusals');
      expect(refused).toMatchObject({ code: 'FORBIDDEN_BY_DIRECTIVE', reason: DIRECTIVE.clauses[0]!.reason });
      await see(carol, '/disclosures?view=refused', 'partner-gate', refused!.reason);
    },
    /** One request is stopped before it leaves, another is declined by its holder. */
    async ofOfficers(): Promise<void> {
      const yusuf = await sit(demo, 'yusuf');
      const [hit] = await rows<{ id: string }>(yusuf, '/api/v1/partner-hits?view=confirmed');
      const stopped = await request(yusuf, hit!.id);
      const hessa = await sit(demo, 'hessa');
      const waiting = await until(async () => (await rows<{ id: string }>(hessa, '/api/v1/approvals'))[0]);
      const reason = 'The necessity is not shown: ask after the interview.';
      await send(hessa.page, 'POST', `/api/v1/approvals/${waiting.id}/refusals`, { reason });
      await becomes(yusuf, stopped.id, 'stopped');
      await see(hessa, `/approvals/${waiting.id}`, 'approval', { en: reason, ar: reason });
      await see(yusuf, `/requests/${stopped.id}`, 'request-stopped');

      const declined = await request(yusuf, hit!.id);
      await approve(demo, 'hessa');
      const helen = await sit(demo.peer!, 'helen');
      const inbound = await until(async () =>
        (await rows<{ id: string; state: string }>(helen, '/api/v1/requests')).find(
          ({ state }) => state === 'received',
        ),
      );
      const answer = { decision: 'refuse', ground: 'ongoing-inquiry' };
      await send(helen.page, 'POST', `/api/v1/requests/${inbound.id}/answers`, answer);
      // A word about nobody: one officer is enough.
      await approve(demo.peer!, 'susan');
      await becomes(yusuf, declined.id, 'declined');
      await see(helen, `/requests/${inbound.id}`, 'request-declined-by-holder');
      await see(yusuf, `/requests/${declined.id}`, 'request-declined');
    },
  };
}

async function until<T>(question: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const answer = await question();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nothing came within sixty seconds');
}
