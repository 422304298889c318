import type { Authenticate } from '../../kernel/http.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createAccounts } from './accounts.ts';
import { createCarriers } from './carriers.ts';
import { createSessions } from './sessions.ts';

export { createAccounts } from './accounts.ts';
export { identityRoutes } from './routes.ts';

/** Who may come in: officers' accounts and sessions, carriers and their keys. */
export function createIdentity(kernel: Kernel) {
  const accounts = createAccounts(kernel);
  const sessions = createSessions(kernel);
  const carriers = createCarriers(kernel);
  const authenticate: Authenticate = async ({ cookie, key, resting = false }) => {
    // A request with a key is a carrier's, whatever cookies a browser may have added.
    if (key) return carriers.authenticate(key);
    return cookie ? sessions.authenticate(cookie, resting) : null;
  };
  return { accounts, sessions, carriers, authenticate };
}
export type Identity = ReturnType<typeof createIdentity>;
