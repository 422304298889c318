import { type Bilingual, type OidcReturn, Role } from '@jisr/contract';
import type { Configuration } from 'openid-client';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import { isDatabaseError } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { isProblem, problem } from '../../kernel/problem.ts';
import { type createAccounts, endSessionsOf } from './accounts.ts';
import { beginAt, discover, endAt, exchangeCode, type Named } from './ministry-client.ts';
import {
  deleteIdentities,
  insertAttempt,
  insertIdentity,
  selectBySubject,
  takeAttempt,
} from './ministry-store.ts';
import { rolesFrom, usernameFrom } from './model.ts';
import { insertNotice } from './notice-store.ts';
import type { PasskeyPlace } from './passkey-place.ts';
import { selectSessionById } from './session-store.ts';
import { type createSessions, digest } from './sessions.ts';
import { lockAccount, updateAccount } from './store.ts';

const ATTEMPT_MS = 10 * 60_000;
const SECRET_BYTES = 32;
const PURPOSE = 'ministry';

interface Parts {
  readonly place: PasskeyPlace;
  readonly accounts: ReturnType<typeof createAccounts>;
  readonly sessions: ReturnType<typeof createSessions>;
}

/**
 * Sign-in through the ministry's OpenID Connect service. A person is known by issuer and subject, never by a name: nobody
 * takes an account over by being called like its owner elsewhere.
 */
export function createMinistry(kernel: Kernel, { place, accounts, sessions }: Parts) {
  const { config, clock, database, ids, secrets, bus, audit } = kernel;
  const { db } = database;
  const redirect = `${place.origin}/sign-in/return`;
  const granted = rolesFrom(config.oidcRoles);
  let service: Promise<Configuration> | undefined;

  /** Asked once; a failure is forgotten, so that the next sign-in asks again. @throws Problem `OIDC_OFF`, `OIDC_UNREACHABLE` */
  function needService(): Promise<Configuration> {
    if (!config.oidcIssuer) throw problem('OIDC_OFF');
    service ??= discover(config.oidcIssuer, config.oidcClientId, config.oidcClientSecret).catch(
      (error: unknown) => {
        service = undefined;
        throw error;
      },
    );
    return service;
  }

  /** The words of the roles claim that this node knows, as roles. */
  const rolesOf = ({ claims }: Named): Role[] => {
    const words = claims[config.oidcRolesClaim];
    const given = Array.isArray(words) ? words : [words];
    return Role.options.filter((role) => given.some((word) => granted.get(String(word))?.includes(role)));
  };

  async function make(named: Named, roles: Role[]): Promise<string> {
    const username = usernameFrom(named.claims[config.oidcUsernameClaim]);
    if (!config.oidcCreateAccounts || roles.length === 0 || !username) throw problem('OIDC_NO_ACCOUNT');
    const given = named.claims.name;
    const text = typeof given === 'string' && given.trim() !== '' ? given.trim().slice(0, 200) : username;
    const name: Bilingual = { en: text, ar: text };
    const password = ids.token(SECRET_BYTES);
    try {
      const account = await accounts.create({ username, name, roles, post: null, password });
      const { issuer, subject } = named;
      await insertIdentity(db, { issuer, subject, accountId: account.id, createdAt: clock.nowIso() });
      return account.id;
    } catch (error) {
      // Another person has the name here: theirs it stays.
      if (isProblem(error) && error.code === 'USERNAME_TAKEN') throw problem('OIDC_NO_ACCOUNT');
      throw error;
    }
  }

  /** What the ministry says of roles holds from this sign-in on; other sessions end when it says something new. */
  async function follow(accountId: string, roles: Role[]): Promise<void> {
    if (granted.size === 0) return;
    if (roles.length === 0) throw problem('OIDC_NO_ACCOUNT');
    const changed = await database.transaction(async (tx) => {
      const row = await lockAccount(tx, accountId);
      if (!row || row.roles.toSorted().join() === roles.toSorted().join()) return null;
      await updateAccount(tx, { ...row, roles });
      await endSessionsOf(tx, bus, accountId, null);
      return row;
    });
    if (changed === null) return;
    // Nobody but the person's own sign-in brought it about.
    const { username, nameEn: en, nameAr: ar, post } = changed;
    await audit.record({
      actor: { kind: 'officer', accountId, sessionId: '', username, name: { en, ar }, roles, post },
      ...{ action: 'ministry', objectType: 'account', objects: [accountId], purpose: 'administration' },
      reason: `roles: ${roles.toSorted().join(', ')}`,
      traceId: ids.uuid(),
    });
  }

  return {
    ways: async () => ({
      passkeyPlace: { rpId: place.rpId, origin: place.origin },
      oidc: config.oidcIssuer ? { name: { en: config.oidcNameEn, ar: config.oidcNameAr } } : null,
    }),
    /** @throws Problem `OIDC_OFF`, `OIDC_UNREACHABLE` */
    async begin(): Promise<{ url: string; attempt: string }> {
      const known = await needService();
      const [attempt, state, nonce, verifier] = [32, 24, 24, 48].map((bytes) => ids.token(bytes)) as [
        string,
        string,
        string,
        string,
      ];
      await insertAttempt(db, {
        ...{ digest: digest(attempt), state, nonce },
        verifier: secrets.seal(PURPOSE, Buffer.from(verifier)),
        expiresAt: new Date(clock.now().getTime() + ATTEMPT_MS).toISOString(),
      });
      return { url: await beginAt(known, { redirect, state, nonce, verifier }), attempt };
    },
    /** @throws Problem `CHALLENGE_ENDED`, `OIDC_FAILED`, `OIDC_NO_ACCOUNT`, `OIDC_UNREACHABLE`, `SIGN_IN_FAILED` */
    async finish({ attempt, query }: z.output<typeof OidcReturn>) {
      const known = await needService();
      const begun = await takeAttempt(db, digest(attempt), clock.nowIso());
      if (!begun) throw problem('CHALLENGE_ENDED');
      const verifier = Buffer.from(secrets.open(PURPOSE, begun.verifier)).toString();
      const url = new URL(`${redirect}?${query.replace(/^\?/, '')}`);
      const named = await exchangeCode(known, url, { ...begun, verifier });
      const roles = rolesOf(named);
      const accountId =
        (await selectBySubject(db, named.issuer, named.subject)) ?? (await make(named, roles));
      await follow(accountId, roles);
      return sessions.enterAs(accountId, 'oidc', secrets.seal(PURPOSE, Buffer.from(named.idToken)));
    },
    /**
     * By an administrator, for an account that is there already: from now on its holder signs in through the ministry, by
     * this subject and no other. They are told.
     *
     * @throws Problem `OIDC_OFF`, `OIDC_SUBJECT_TAKEN`, `ACCOUNT_SELF`, `NOT_FOUND`
     */
    async link(by: OfficerActor, accountId: string, subject: string): Promise<null> {
      const issuer = config.oidcIssuer;
      if (!issuer) throw problem('OIDC_OFF');
      // Whoever runs the accounts gives nobody, not themselves either, a second way in unseen.
      if (by.accountId === accountId) throw problem('ACCOUNT_SELF');
      const named = (await needService()).serverMetadata().issuer;
      try {
        await database.transaction(async (tx) => {
          if (!(await lockAccount(tx, accountId))) throw problem('NOT_FOUND');
          await deleteIdentities(tx, accountId);
          await insertIdentity(tx, { issuer: named, subject, accountId, createdAt: clock.nowIso() });
          await insertNotice(tx, accountId, {
            id: ids.uuid(),
            kind: 'ministry-linked',
            params: { by: by.username },
            at: clock.nowIso(),
          });
        });
      } catch (error) {
        if (isDatabaseError(error, '23505')) throw problem('OIDC_SUBJECT_TAKEN');
        throw error;
      }
      return null;
    },
    /** Takes the way through the ministry away, and ends the sessions. @throws Problem `NOT_FOUND` */
    async unlink(accountId: string): Promise<null> {
      await database.transaction(async (tx) => {
        if (!(await lockAccount(tx, accountId))) throw problem('NOT_FOUND');
        await deleteIdentities(tx, accountId);
        await endSessionsOf(tx, bus, accountId, null);
      });
      return null;
    },
    /** Ends the session here, and says where it is ended at the ministry (RP-initiated logout). */
    async end(actor: OfficerActor): Promise<{ url: string | null }> {
      const session = await selectSessionById(db, actor.sessionId);
      await sessions.signOut(actor);
      if (!session?.ministryToken) return { url: null };
      const idToken = Buffer.from(secrets.open(PURPOSE, session.ministryToken)).toString();
      return { url: endAt(await needService(), idToken, place.origin) };
    },
  };
}
