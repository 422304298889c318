import { API } from '@jisr/contract';
import { officer } from '../../kernel/actor.ts';
import type { Http } from '../../kernel/http.ts';
import type { Approvals } from './index.ts';

export function approvalRoutes(http: Http, approvals: Approvals): void {
  http.serve(API.listApprovals, ({ actor, query }) => approvals.list(officer(actor), query));
  http.serve(API.readApproval, ({ actor, params, read }) => {
    read('approval', [params.id]);
    return approvals.read(officer(actor), params.id);
  });
  http.serve(API.approve, async ({ actor, params, body, read }) => {
    read('approval', [params.id], 'approve');
    await approvals.approve(officer(actor), params.id, body);
    return approvals.read(officer(actor), params.id);
  });
  http.serve(API.refuseApproval, async ({ actor, params, body, read }) => {
    read('approval', [params.id], body.reason);
    await approvals.refuse(officer(actor), params.id, body);
    return approvals.read(officer(actor), params.id);
  });
  http.serve(API.withdrawApproval, async ({ actor, params, body, read }) => {
    read('approval', [params.id], body.reason);
    await approvals.withdraw(officer(actor), params.id, body);
    return approvals.read(officer(actor), params.id);
  });
  http.serve(API.verifyApproval, ({ actor, params, read }) => {
    read('approval', [params.id], 'verify');
    return approvals.verify(officer(actor), params.id);
  });
  http.serve(API.breakGlass, ({ actor, body, read }) => {
    read(body.scope, [body.object], `${body.caseReference}: ${body.reason}`);
    return approvals.breakGlass.open(officer(actor), body);
  });
  http.serve(API.listBreakGlass, async ({ actor, read }) => {
    const answer = await approvals.breakGlass.list(officer(actor));
    read(
      'break-glass',
      answer.items.map((item) => item.id),
    );
    return answer;
  });
}
