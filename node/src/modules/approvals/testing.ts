import type { ApprovalKind, Role } from '@jisr/contract';
import { codeAt, softKey } from '../../../test/soft-key.ts';
import { testKernel } from '../../../test/test-kernel.ts';
import { type OfficerActor, officer } from '../../kernel/actor.ts';
import type { Database, Db } from '../../kernel/db/types.ts';
import { createIdentity } from '../identity/index.ts';
import { type Approval, createApprovals, type NewApproval } from './index.ts';

export const PASSWORD = 'a lantern by the shore';

/** The module over a real database and the real proofs of identity; the ledger only remembers what it was told. */
export function setUp(database: Database) {
  const kernel = testKernel(database);
  const identity = createIdentity(kernel, {
    grantsOf: (accountId) => approvals.breakGlass.grantsOf(accountId),
  });
  const ledger: { kind: string; details: Record<string, string>; actors: readonly string[] }[] = [];
  const ended: Approval[] = [];
  const note = async (_tx: Db, approval: Approval) => void ended.push(approval);
  const handler = { approved: note, refused: note };
  const approvals = createApprovals(kernel, {
    people: identity.accounts.people,
    officers: identity.accounts.officers,
    proofs: identity.proofs,
    ledger: {
      append: async (_tx, entry) => {
        ledger.push({ kind: entry.kind, details: entry.details, actors: entry.actors });
        return kernel.ids.uuid();
      },
      pseudonym: (accountId) => `p-${accountId.slice(-8)}`,
    },
    notifyRoles: identity.security.notifyRoles,
    handlers: () => ({ supply: handler, memorandum: handler, suspension: handler }),
  });
  const world = { kernel, identity, approvals };
  return { ...world, ...kernel, ledger, ended, ...peopleOf(world), ...openingOf(world) };
}

type World = {
  kernel: ReturnType<typeof testKernel>;
  identity: ReturnType<typeof createIdentity>;
  approvals: ReturnType<typeof createApprovals>;
};

function peopleOf({ kernel, identity }: World) {
  let made = 0;
  /** A signed-in officer with a passkey and an authenticator app. */
  async function join(...roles: Role[]) {
    made += 1;
    const username = `officer${made}`;
    const name = { en: `Officer ${made}`, ar: `ضابط ${made}` };
    await identity.accounts.create({ username, name, roles, post: null, password: PASSWORD });
    const actor = await signIn(username);
    const key = softKey({ counting: made % 2 === 0 });
    const begun = await identity.factors.beginPasskey(actor);
    const challenge = (begun.options as { challenge: string }).challenge;
    const registration = key.register(challenge);
    await identity.factors.addPasskey(actor, { challengeId: begun.challengeId, name: 'key', registration });
    const { secret } = await identity.factors.enrolTotp(actor);
    await identity.factors.confirmTotp(actor, codeAt(secret, kernel.clock.now()));
    const code = () => codeAt(secret, kernel.clock.now());
    const byPasskey = (digest: string, misuse = {}) => ({
      method: 'passkey' as const,
      assertion: key.sign(Buffer.from(digest, 'hex').toString('base64url'), misuse),
    });
    const byCode = () => ({ method: 'password-totp' as const, password: PASSWORD, code: code() });
    return { actor, key, code, byPasskey, byCode };
  }
  async function signIn(username: string): Promise<OfficerActor> {
    const { token } = await identity.sessions.signIn(username, PASSWORD);
    return officer((await identity.authenticate({ cookie: token, key: undefined }))!.actor);
  }
  return { join };
}
export type Member = Awaited<ReturnType<ReturnType<typeof peopleOf>['join']>>;

function openingOf({ kernel, approvals }: World) {
  /** Puts a document forward; a supply for two people unless told. */
  const open = (asked: Partial<NewApproval> & { kind?: ApprovalKind } = {}) =>
    kernel.database.transaction((tx) =>
      approvals.open(tx, {
        kind: 'supply',
        subject: kernel.ids.uuid(),
        document: { to: 'USA', fields: ['names', 'birth-date'], note: 'ملاحظة' },
        title: { en: 'Supply a record', ar: 'تزويد سجل' },
        needed: 2,
        roles: ['releasing-officer', 'supervisor'],
        excluded: [],
        articles: ['BORDERS/6.1'],
        expiresAt: new Date(kernel.clock.now().getTime() + 3_600_000),
        ...asked,
      }),
    );
  const digestOf = async (who: Member, id: string) => (await approvals.read(who.actor, id)).digest;
  const approve = async (who: Member, id: string, misuse = {}) => {
    const digest = await digestOf(who, id);
    return approvals.approve(who.actor, id, { digest, proof: who.byPasskey(digest, misuse) });
  };
  return { open, digestOf, approve };
}
