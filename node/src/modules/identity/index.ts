import type { Grant } from '../../kernel/actor.ts';
import type { Authenticate } from '../../kernel/http.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createAccounts } from './accounts.ts';
import { createAttempts } from './attempts.ts';
import { createCarriers } from './carriers.ts';
import { createFactors } from './factors.ts';
import { createMinistry } from './ministry.ts';
import { createPasskeys } from './passkeys.ts';
import { createProofs } from './proofs.ts';
import { createSecurity } from './security.ts';
import { createSessions } from './sessions.ts';
import { createTotp } from './totp.ts';

export { createAccounts } from './accounts.ts';
export { factorRoutes } from './factor-routes.ts';
export { ministryRoutes } from './ministry-routes.ts';
export type { ProofEvidence } from './proofs.ts';
export { identityRoutes } from './routes.ts';

/** What the layers above bring. */
export interface IdentityDeps {
  /** What live break-glasses open to an account. */
  readonly grantsOf: (accountId: string) => Promise<readonly Grant[]>;
}

/** Who may come in: officers' accounts, their factors and sessions, carriers and their keys. */
export function createIdentity(kernel: Kernel, { grantsOf }: IdentityDeps) {
  const attempts = createAttempts(kernel);
  const totp = createTotp(kernel, attempts);
  const passkeys = createPasskeys(kernel);
  const proofs = createProofs(kernel, { attempts, passkeys, totp });
  const security = createSecurity(kernel, { attempts, passkeys, totp, proofs });
  const factors = createFactors({ passkeys, totp, security });
  const accounts = createAccounts(kernel);
  const sessions = createSessions(kernel, { attempts, totp, grantsOf });
  const ministry = createMinistry(kernel, { place: passkeys.place, accounts, sessions });
  const carriers = createCarriers(kernel);
  const authenticate: Authenticate = async ({ cookie, key, resting = false }) => {
    // A request with a key is a carrier's, whatever cookies a browser may have added.
    if (key) return carriers.authenticate(key);
    return cookie ? sessions.authenticate(cookie, resting) : null;
  };
  return { accounts, sessions, carriers, passkeys, totp, proofs, security, factors, ministry, authenticate };
}
export type Identity = ReturnType<typeof createIdentity>;
