import { type AccountChange, API } from '@jisr/contract';
import type { z } from 'zod';
import { officer } from '../../kernel/actor.ts';
import type { Http } from '../../kernel/http.ts';
import type { Identity } from './index.ts';

/** What the access log says of a change: in the words of the contract, which are in no language. */
const changeText = ({ roles, disabled, post }: Partial<z.output<typeof AccountChange>>): string =>
  [
    ...(roles ? [`roles: ${roles.toSorted().join(', ')}`] : []),
    ...(disabled === undefined ? [] : [`disabled: ${disabled}`]),
    ...(post === undefined ? [] : [`post: ${post ?? '-'}`]),
  ].join('; ');

export function identityRoutes(http: Http, { accounts, sessions, carriers, ministry }: Identity): void {
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
  http.serve(API.createAccount, async ({ body, read }) => {
    const account = await accounts.create(body);
    read('account', [account.id], changeText(body));
    return account;
  });
  http.serve(API.changeAccount, ({ actor, params, body, read }) => {
    read('account', [params.id], changeText(body));
    return accounts.change(officer(actor), params.id, body);
  });
  http.serve(API.linkMinistry, ({ actor, params, body, read }) => {
    read('account', [params.id]);
    return ministry.link(officer(actor), params.id, body.subject);
  });
  http.serve(API.unlinkMinistry, ({ params, read }) => {
    read('account', [params.id]);
    return ministry.unlink(params.id);
  });
  http.serve(API.resetPassword, ({ actor, params, body, read }) => {
    read('account', [params.id]);
    return accounts.resetPassword(params.id, body.password, officer(actor));
  });
  http.serve(API.listCarriers, async () => ({ items: await carriers.list() }));
  http.serve(API.createCarrier, ({ body }) => carriers.create(body));
  http.serve(API.issueKey, ({ params, body }) => carriers.issueKey(params.code, body.label));
  http.serve(API.revokeKey, ({ params }) => carriers.revokeKey(params.id));
}
