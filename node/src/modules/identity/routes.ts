import { API } from '@jisr/contract';
import { officer } from '../../kernel/actor.ts';
import type { Http } from '../../kernel/http.ts';
import type { Identity } from './index.ts';

export function identityRoutes(http: Http, { accounts, sessions, carriers }: Identity): void {
  http.serve(API.signIn, async ({ body, setCookie }) => {
    const { token, answer } = await sessions.signIn(body.username, body.password, body.code);
    setCookie(token);
    return answer;
  });
  http.serve(API.currentSession, ({ actor }) => sessions.current(officer(actor)));
  http.serve(API.signOut, ({ actor, setCookie }) => {
    setCookie(null);
    return sessions.signOut(officer(actor));
  });
  http.serve(API.setPreferences, ({ actor, body }) => accounts.setPreferences(officer(actor), body));
  http.serve(API.changePassword, ({ actor, body }) =>
    sessions.changePassword(officer(actor), body.current, body.next),
  );
  http.serve(API.listAccounts, async () => ({ items: await accounts.list() }));
  http.serve(API.createAccount, ({ body }) => accounts.create(body));
  http.serve(API.changeAccount, ({ actor, params, body }) =>
    accounts.change(officer(actor), params.id, body),
  );
  http.serve(API.resetPassword, ({ actor, params, body, read }) => {
    read('account', [params.id]);
    return accounts.resetPassword(params.id, body.password, officer(actor));
  });
  http.serve(API.listCarriers, async () => ({ items: await carriers.list() }));
  http.serve(API.createCarrier, ({ body }) => carriers.create(body));
  http.serve(API.issueKey, ({ params, body }) => carriers.issueKey(params.code, body.label));
  http.serve(API.revokeKey, ({ params }) => carriers.revokeKey(params.id));
}
