/** The ledger: checkpoints, proofs, witnessing, reconciliation. */
import { routes } from '../route.ts';

export const ledgerRoutes = routes({});
