/** Approvals over a digest, break-glass. */
import { z } from 'zod';
import {
  ApprovalDetail,
  ApprovalQuery,
  ApprovalRow,
  ApprovalVerification,
  BreakGlass,
  NewApproval,
  NewBreakGlass,
  NewRefusal,
  Withdrawal,
} from '../approvals.ts';
import { Id } from '../fields.ts';
import { routes } from '../route.ts';

const byId = z.object({ id: Id });

export const approvalRoutes = routes({
  listApprovals: {
    method: 'GET',
    path: '/api/v1/approvals',
    summary: { en: 'What waits for approval, without its content', ar: 'ما ينتظر الاعتماد، دون محتواه' },
    permit: 'approvals:read',
    query: ApprovalQuery,
    status: 200,
    response: z.object({ items: z.array(ApprovalRow) }),
  },
  readApproval: {
    method: 'GET',
    path: '/api/v1/approvals/:id',
    summary: {
      en: 'One approval: the exact document, its digest and who has decided',
      ar: 'طلب اعتماد: الوثيقة بنصها وبصمتها ومن بتّ فيها',
    },
    permit: 'approvals:read',
    purpose: 'exchange',
    params: byId,
    status: 200,
    response: ApprovalDetail,
  },
  approve: {
    method: 'POST',
    path: '/api/v1/approvals/:id/approvals',
    summary: {
      en: 'Approve with a passkey over the digest, or with password and code',
      ar: 'الاعتماد بمفتاح مرور يوقّع البصمة، أو بكلمة المرور والرمز',
    },
    permit: 'approvals:read',
    purpose: 'exchange',
    params: byId,
    body: NewApproval,
    status: 200,
    response: ApprovalDetail,
  },
  refuseApproval: {
    method: 'POST',
    path: '/api/v1/approvals/:id/refusals',
    summary: { en: 'Refuse, saying why', ar: 'الرفض مع ذكر السبب' },
    permit: 'approvals:read',
    purpose: 'exchange',
    params: byId,
    body: NewRefusal,
    status: 200,
    response: ApprovalDetail,
  },
  withdrawApproval: {
    method: 'POST',
    path: '/api/v1/approvals/:id/withdrawals',
    summary: { en: 'Take back what one has put forward oneself', ar: 'سحب ما قدّمه المرء بنفسه' },
    permit: 'approvals:read',
    purpose: 'exchange',
    params: byId,
    body: Withdrawal,
    status: 200,
    response: ApprovalDetail,
  },
  verifyApproval: {
    method: 'GET',
    path: '/api/v1/approvals/:id/verification',
    summary: {
      en: 'Check the kept signatures again over the kept document',
      ar: 'إعادة التحقق من التوقيعات المحفوظة على الوثيقة المحفوظة',
    },
    permit: 'approvals:read',
    purpose: 'exchange',
    params: byId,
    status: 200,
    response: ApprovalVerification,
  },
  breakGlass: {
    method: 'POST',
    path: '/api/v1/break-glass',
    summary: {
      en: 'Open one record that the role does not open, for an hour at most, to be reviewed afterwards',
      ar: 'فتح سجل واحد لا يفتحه الدور، ساعة على الأكثر، ثم تُراجَع',
    },
    permit: 'break-glass:use',
    purpose: 'exchange',
    body: NewBreakGlass,
    status: 201,
    response: BreakGlass,
  },
  listBreakGlass: {
    method: 'GET',
    path: '/api/v1/break-glass',
    summary: {
      en: 'Emergency accesses: one’s own, or all for those who review them',
      ar: 'حالات الوصول الطارئ: الخاصة بالمرء، أو جميعها لمن يراجعها',
    },
    permit: 'approvals:read',
    purpose: 'data-protection',
    status: 200,
    response: z.object({ items: z.array(BreakGlass), overdue: z.number().int() }),
  },
});
