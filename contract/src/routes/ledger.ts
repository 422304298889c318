/** The ledger: checkpoints, proofs, witnessing, reconciliation. */
import { z } from 'zod';
import {
  LedgerActors,
  LedgerEntryDetail,
  LedgerPage,
  LedgerQuery,
  LedgerState,
  LedgerVerification,
  Reconciliation,
  ReconciliationList,
} from '../ledger.ts';
import { routes } from '../route.ts';

const byIndex = z.object({ index: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) });

export const ledgerRoutes = routes({
  readLedger: {
    method: 'GET',
    path: '/api/v1/ledger',
    summary: {
      en: 'How the ledger stands: size, head, signatures, what no witness has seen',
      ar: 'حالة السجل الموثّق: حجمه ورأسه وتواقيعه وما لم يشهده شاهد',
    },
    permit: 'ledger:read',
    status: 200,
    response: LedgerState,
  },
  listLedgerEntries: {
    method: 'GET',
    path: '/api/v1/ledger/entries',
    summary: { en: 'Entries of the ledger, the latest first', ar: 'قيود السجل الموثّق، الأحدث أولًا' },
    permit: 'ledger:read',
    query: LedgerQuery,
    status: 200,
    response: LedgerPage,
  },
  readLedgerEntry: {
    method: 'GET',
    path: '/api/v1/ledger/entries/:index',
    summary: { en: 'One entry with its exact text', ar: 'قيد واحد بنصه الحرفي' },
    permit: 'ledger:read',
    params: byIndex,
    status: 200,
    response: LedgerEntryDetail,
  },
  proveLedgerEntry: {
    method: 'GET',
    path: '/api/v1/ledger/entries/:index/proof',
    summary: {
      en: 'The proof of an entry as a file that is checked offline (C2SP tlog-proof)',
      ar: 'إثبات القيد في ملف يُتحقق منه دون اتصال (C2SP tlog-proof)',
    },
    permit: 'ledger:read',
    params: byIndex,
    status: 200,
    response: 'text/plain',
  },
  readLedgerActors: {
    method: 'GET',
    path: '/api/v1/ledger/entries/:index/actors',
    summary: {
      en: 'Who stands behind the pseudonyms of an entry',
      ar: 'من يقف خلف الأسماء المستعارة في القيد',
    },
    permit: 'data-protection:read',
    purpose: 'data-protection',
    params: byIndex,
    status: 200,
    response: LedgerActors,
  },
  verifyLedger: {
    method: 'POST',
    path: '/api/v1/ledger/verifications',
    summary: {
      en: 'Compute the whole ledger again and name every place that does not hold',
      ar: 'إعادة حساب السجل الموثّق كاملًا وتسمية كل موضع لا يصمد',
    },
    permit: 'ledger:read',
    status: 200,
    response: LedgerVerification,
  },
  listReconciliations: {
    method: 'GET',
    path: '/api/v1/ledger/reconciliations',
    summary: {
      en: 'Comparisons of the own ledger with the peer’s, the latest first',
      ar: 'تسويات السجل الموثّق مع سجل العقدة النظيرة، الأحدث أولًا',
    },
    permit: 'ledger:read',
    status: 200,
    response: ReconciliationList,
  },
  reconcileLedgers: {
    method: 'POST',
    path: '/api/v1/ledger/reconciliations',
    summary: {
      en: 'Compare the own ledger with the peer’s now',
      ar: 'مقارنة السجل الموثّق بسجل العقدة النظيرة الآن',
    },
    permit: 'ledger:read',
    status: 201,
    response: Reconciliation,
  },
});
