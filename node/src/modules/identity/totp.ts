import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { encode } from 'uqr';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import type { Attempts } from './attempts.ts';
import {
  deleteTotp,
  type Holding,
  insertTotp,
  replaceRecoveryCodes,
  selectTotp,
  useRecoveryCode,
  useStep,
} from './factor-store.ts';
import { recoveryCodesFrom, recoveryDigestInput } from './model.ts';

/** RFC 6238 §4: 20 random bytes, HMAC-SHA-1, six digits, steps of 30 s; every authenticator app knows these. */
const SECRET_BYTES = 20;
const PERIOD_S = 30;
const DIGITS = 6;
/** One step of drift either way (RFC 6238 §5.2). */
const DRIFT = 1;
const RECOVERY_CODES = 10;
const RECOVERY_BYTES = 10;
const PURPOSE = 'totp';

const digestOf = (code: string): string =>
  createHash('sha256').update(recoveryDigestInput(code)).digest('hex');

export type Totp = ReturnType<typeof createTotp>;

/** Codes of an authenticator app, each accepted once, and recovery codes for when the app is lost. */
export function createTotp(kernel: Kernel, attempts: Attempts) {
  const { database, clock, ids, secrets, config } = kernel;

  const generator = (secret: Uint8Array, label: string) =>
    new TOTP({
      issuer: config.nameEn,
      label,
      algorithm: 'SHA1',
      digits: DIGITS,
      period: PERIOD_S,
      secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
    });

  /** The time step that the code belongs to, or null. */
  async function stepOf(accountId: string, code: string): Promise<number | null> {
    const row = await selectTotp(database.db, accountId);
    if (!row) return null;
    const secret = secrets.open(PURPOSE, row.secret);
    const timestamp = clock.now().getTime();
    const delta = generator(secret, '').validate({ token: code, timestamp, window: DRIFT });
    return delta === null ? null : TOTP.counter({ period: PERIOD_S, timestamp }) + delta;
  }

  /** True when the code is good and was not used before: it is used now. */
  async function accept(holding: Holding, code: string): Promise<boolean> {
    const tidy = code.replace(/[\s-]/g, '');
    if (!/^\d{6}$/.test(tidy)) return useRecoveryCode(database.db, holding, digestOf(tidy));
    const step = await stepOf(holding.accountId, tidy);
    return step !== null && useStep(database.db, holding, step);
  }

  async function renewCodes(accountId: string): Promise<{ codes: string[] }> {
    const codes = recoveryCodesFrom(
      Array.from({ length: RECOVERY_CODES }, () => Buffer.from(ids.token(RECOVERY_BYTES), 'base64url')),
    );
    await database.transaction((tx) => replaceRecoveryCodes(tx, accountId, codes.map(digestOf)));
    return { codes };
  }

  return {
    accept,
    renewCodes,
    isEnrolled: async (accountId: string): Promise<boolean> =>
      Boolean((await selectTotp(database.db, accountId))?.confirmedAt),
    /** @throws Problem `TOTP_ENROLLED` */
    async enrol(accountId: string, username: string) {
      const secret = Buffer.from(ids.token(SECRET_BYTES), 'base64url');
      const row = { accountId, secret: secrets.seal(PURPOSE, secret), createdAt: clock.nowIso() };
      if (!(await insertTotp(database.db, row))) throw problem('TOTP_ENROLLED');
      const made = generator(secret, username);
      const uri = made.toString();
      return { secret: made.secret.base32, uri, code: encode(uri, { ecc: 'M', border: 2 }).data };
    },
    /** The first good code confirms; recovery codes come with it. @throws Problem `PROOF_FAILED`, `TOTP_NOT_ENROLLED` */
    async confirm(accountId: string, code: string): Promise<{ codes: string[] }> {
      const row = await selectTotp(database.db, accountId);
      if (!row) throw problem('TOTP_NOT_ENROLLED');
      if (row.confirmedAt) throw problem('TOTP_ENROLLED');
      const holding = { accountId, passwordHash: null, at: clock.nowIso() };
      if (!/^\d{3}\s?\d{3}$/.test(code) || !(await accept(holding, code)))
        return attempts.fail(accountId, 'PROOF_FAILED');
      return renewCodes(accountId);
    },
    remove: (accountId: string) => database.transaction((tx) => deleteTotp(tx, accountId)),
    /** The code of this moment. Only for a node with invented data, so that a newcomer can try approvals. */
    async demonstrationCode(accountId: string): Promise<{ code: string | null }> {
      const row = config.demonstration ? await selectTotp(database.db, accountId) : undefined;
      if (!row) return { code: null };
      const timestamp = clock.now().getTime();
      // The code of this step may be used up: the next one is accepted as drift.
      const used = row.lastStep >= TOTP.counter({ period: PERIOD_S, timestamp });
      const at = used ? timestamp + PERIOD_S * 1000 : timestamp;
      return { code: generator(secrets.open(PURPOSE, row.secret), '').generate({ timestamp: at }) };
    },
    /** Sets an account of the demonstration up, confirmed. */
    async enrolForDemonstration(accountId: string): Promise<void> {
      if (!config.demonstration) throw new Error('only a node with invented data shows codes');
      const secret = secrets.seal(PURPOSE, Buffer.from(ids.token(SECRET_BYTES), 'base64url'));
      const at = clock.nowIso();
      if (await insertTotp(database.db, { accountId, secret, createdAt: at }))
        await useStep(database.db, { accountId, passwordHash: null, at }, 1);
    },
  };
}
