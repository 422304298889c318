/** The ministry's service as the certified client library speaks to it (OpenID Connect Core 1.0, RFC 7636, RFC 9126). */
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildAuthorizationUrlWithPAR,
  buildEndSessionUrl,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
} from 'openid-client';
import { type Problem, problem } from '../../kernel/problem.ts';

/** Seconds that the service may take. */
const TIMEOUT_S = 10;

/** A person as the service names them. */
export interface Named {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly idToken: string;
}

/** Encryption may be missing on this very machine alone. */
const isLocal = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** Reads what the service says of itself. @throws Problem `OIDC_UNREACHABLE` */
export async function discover(
  issuer: string,
  clientId: string,
  secret: string | null,
): Promise<Configuration> {
  const server = new URL(issuer);
  const way = secret ? ClientSecretPost(secret) : None();
  // The signature of the identity token is checked too: TLS alone would trust whoever stands in the middle of it.
  const execute = [enableNonRepudiationChecks, ...(isLocal(server) ? [allowInsecureRequests] : [])];
  try {
    return await discovery(server, clientId, {}, way, { execute, timeout: TIMEOUT_S });
  } catch {
    // Whatever the reason, nobody signs in through it now; passwords and passkeys go on.
    throw problem('OIDC_UNREACHABLE');
  }
}

interface Asked {
  readonly redirect: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Where the browser goes; what is asked is pushed ahead of it where the service takes that (RFC 9126). */
export async function beginAt(service: Configuration, asked: Asked): Promise<string> {
  const parameters = {
    redirect_uri: asked.redirect,
    scope: 'openid profile',
    state: asked.state,
    nonce: asked.nonce,
    code_challenge: await calculatePKCECodeChallenge(asked.verifier),
    code_challenge_method: 'S256',
  };
  if (!service.serverMetadata().pushed_authorization_request_endpoint)
    return buildAuthorizationUrl(service, parameters).href;
  try {
    return (await buildAuthorizationUrlWithPAR(service, parameters)).href;
  } catch (error) {
    throw refused(error);
  }
}

/** Trades the code for tokens that are checked in every claim. @throws Problem `OIDC_FAILED` */
export async function exchangeCode(
  service: Configuration,
  url: URL,
  begun: { readonly state: string; readonly nonce: string; readonly verifier: string },
): Promise<Named> {
  try {
    const tokens = await authorizationCodeGrant(service, url, {
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      pkceCodeVerifier: begun.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims || !tokens.id_token) throw new Error('no id_token');
    const more = service.serverMetadata().userinfo_endpoint
      ? await fetchUserInfo(service, tokens.access_token, claims.sub)
      : {};
    const named = { issuer: claims.iss, subject: claims.sub, idToken: tokens.id_token };
    return { ...named, claims: { ...more, ...claims } };
  } catch (error) {
    throw refused(error);
  }
}

/** Where the session at the ministry is ended; null when the service has no such place. */
export const endAt = (service: Configuration, idToken: string, origin: string): string | null =>
  service.serverMetadata().end_session_endpoint
    ? buildEndSessionUrl(service, { id_token_hint: idToken, post_logout_redirect_uri: origin }).href
    : null;

/** The library's words name claims and values: the officer is told no more than which side refused. */
function refused(error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const theirs = code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR' || code === 'OAUTH_RESPONSE_BODY_ERROR';
  return problem('OIDC_FAILED', {
    detail: theirs ? 'the service refused it' : 'what the service sent could not be verified',
    detailAr: theirs ? 'رفضته الخدمة' : 'تعذّر التحقق مما أرسلته الخدمة',
  });
}
