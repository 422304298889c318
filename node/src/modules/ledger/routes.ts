import { API } from '@jisr/contract';
import type { Http } from '../../kernel/http.ts';
import type { Ledger } from './index.ts';

export function ledgerRoutes(http: Http, ledger: Ledger): void {
  http.serve(API.readLedger, () => ledger.state());
  http.serve(API.listLedgerEntries, ({ query }) => ledger.list(query));
  http.serve(API.readLedgerEntry, ({ params }) => ledger.read(params.index));
  http.serve(API.proveLedgerEntry, ({ params }) => ledger.prove(params.index));
  http.serve(API.readLedgerActors, async ({ params, read }) => {
    const actors = await ledger.actors(params.index);
    read(
      'account',
      actors.items.flatMap(({ officer }) => officer?.id ?? []),
    );
    return actors;
  });
  http.serve(API.verifyLedger, () => ledger.verify());
  http.serve(API.listReconciliations, () => ledger.reconciliations());
  http.serve(API.reconcileLedgers, () => ledger.reconcile());
}
