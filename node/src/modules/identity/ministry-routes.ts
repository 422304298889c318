import { API } from '@jisr/contract';
import { officer } from '../../kernel/actor.ts';
import type { Http } from '../../kernel/http.ts';
import type { Identity } from './index.ts';

export function ministryRoutes(http: Http, { ministry }: Identity): void {
  http.serve(API.signInWays, () => ministry.ways());
  http.serve(API.beginOidc, () => ministry.begin());
  http.serve(API.oidcSignIn, async ({ body, setCookie }) => {
    const { token, answer } = await ministry.finish(body);
    setCookie(token);
    return answer;
  });
  http.serve(API.endMinistrySession, ({ actor, setCookie }) => {
    setCookie(null);
    return ministry.end(officer(actor));
  });
}
