import { API } from '@jisr/contract';
import { officer } from '../../kernel/actor.ts';
import type { Http } from '../../kernel/http.ts';
import type { Identity } from './index.ts';

export function factorRoutes(http: Http, { factors, passkeys, security, sessions }: Identity): void {
  http.serve(API.beginPasskeySignIn, () => passkeys.beginSignIn());
  http.serve(API.passkeySignIn, async ({ body, setCookie }) => {
    const accountId = await passkeys.signIn(body.challengeId, body.assertion);
    const { token, answer } = await sessions.enterAs(accountId, 'passkey');
    setCookie(token);
    return answer;
  });
  http.serve(API.security, ({ actor }) => security.overview(officer(actor)));
  http.serve(API.beginStepUp, ({ actor }) => passkeys.beginStepUp(officer(actor).accountId));
  http.serve(API.stepUp, ({ actor, body }) => security.stepUp(officer(actor), body));
  http.serve(API.beginPasskey, ({ actor }) => factors.beginPasskey(officer(actor)));
  http.serve(API.addPasskey, ({ actor, body }) => factors.addPasskey(officer(actor), body));
  http.serve(API.renamePasskey, ({ actor, params, body }) =>
    factors.renamePasskey(officer(actor), params.id, body.name),
  );
  http.serve(API.revokePasskey, ({ actor, params }) => factors.revokePasskey(officer(actor), params.id));
  http.serve(API.enrolTotp, ({ actor }) => factors.enrolTotp(officer(actor)));
  http.serve(API.confirmTotp, ({ actor, body }) => factors.confirmTotp(officer(actor), body.code));
  http.serve(API.removeTotp, ({ actor }) => factors.removeTotp(officer(actor)));
  http.serve(API.renewRecoveryCodes, ({ actor }) => factors.renewCodes(officer(actor)));
  http.serve(API.demonstrationCode, ({ actor }) => factors.demonstrationCode(officer(actor)));
  http.serve(API.endSession, ({ actor, params }) => security.endSession(officer(actor), params.id));
  http.serve(API.listNotices, ({ actor }) => security.notices(officer(actor)));
  http.serve(API.seeNotice, ({ actor, params }) => security.see(officer(actor), params.id));
  http.serve(API.resetFactors, ({ actor, params, body, read }) => {
    read('account', [params.id], body.reason);
    return security.resetFactors(officer(actor), params.id, body.reason);
  });
}
