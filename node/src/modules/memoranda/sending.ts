import { canonicalBytes, type SignatureEnvelope, signedBytes } from '@jisr/memorandum';
import type { Kernel } from '../../kernel/kernel.ts';
import { type ActRecord, moveAct, selectAct } from './act-store.ts';
import type { Held, LawOfNode } from './law.ts';
import { insertSignature, selectSuspensions } from './store.ts';
import type { MemorandaDeps, ProtocolIntent } from './types.ts';

/** The agencies that speak for the two nodes; the protocol lets any do it. */
const POINT = 'NCP';

/** Jobs that follow when two people have agreed: signing, and telling the partner. Each may run twice. */
export function createSending(kernel: Kernel, deps: MemorandaDeps, law: LawOfNode) {
  const { bus, clock, database } = kernel;

  async function subjectOf(act: ActRecord): Promise<Held | null> {
    const all = await law.held(database.db, clock.now());
    return all.find(({ record }) => record.id === act.subjectId) ?? null;
  }

  function intentOf(
    act: ActRecord,
    { document }: Held,
    category: ProtocolIntent['category'],
    payload: Record<string, unknown>,
  ): ProtocolIntent {
    const partner = document.parties.find(({ code }) => code !== deps.party)?.code ?? '';
    return {
      key: `memoranda ${act.id}`,
      action: 'agree',
      category,
      purpose: 'protocol',
      offence: null,
      tlp: 'amber',
      mode: null,
      payload,
      subject: { minor: false, own: false, sensitive: false, references: [] },
      from: { party: deps.party, agency: POINT },
      to: { party: partner, agency: POINT },
      thread: act.id,
      inReplyTo: null,
      approval: null,
      author: null,
    };
  }

  const finish = (act: ActRecord) =>
    database.transaction(async (tx) => {
      await moveAct(tx, act.id, 'agreed', 'done', clock.nowIso());
      await bus.publish(tx, 'memorandum', act.subjectId);
    });

  /** Signs in the name of the own party, keeps the signature, sends it. */
  async function sign(actId: string): Promise<void> {
    const act = await selectAct(database.db, actId);
    const held = act && (await subjectOf(act));
    if (act?.state !== 'agreed' || act.kind !== 'signature' || !held) return;
    const own = held.signatures.find(({ party }) => party === deps.party);
    const envelope = own?.envelope ?? (await envelopeOf(held));
    await database.transaction(async (tx) => {
      if (!(await insertSignature(tx, envelope))) return;
      await deps.ledger.append(tx, {
        kind: 'memorandum',
        subject: held.record.id,
        articles: [],
        policyDigest: held.record.digest,
        objectDigest: null,
        counterpart: null,
        actors: [deps.ledger.pseudonym(act.authorId)],
        previousReceipt: null,
        details: { step: 'signed', memorandum: held.record.code, party: deps.party, key: envelope.keyId },
      });
      await bus.publish(tx, 'memorandum', held.record.id);
    });
    await deps.disclose(intentOf(act, held, 'memorandum-signature', { ...envelope }));
    await finish(act);
  }

  async function envelopeOf({ document, record }: Held): Promise<SignatureEnvelope> {
    const role = document.signatories.find(({ party }) => party === deps.party)?.role.en ?? '';
    const head = { digest: record.digest, party: deps.party, role, signedAt: clock.nowIso() };
    const { keyId, signature } = await deps.sign(signedBytes(head));
    return { ...head, keyId, signature };
  }

  /** Tells the partner of a proposal, a suspension or its end. */
  async function tell(actId: string): Promise<void> {
    const act = await selectAct(database.db, actId);
    const held = act && (await subjectOf(act));
    if (act?.state !== 'agreed' || act.kind === 'signature' || !held) return;
    const { record, document } = held;
    if (act.kind === 'proposal') {
      const memorandum = new TextDecoder().decode(canonicalBytes(document));
      await deps.disclose(intentOf(act, held, 'memorandum-proposal', { memorandum, digest: record.digest }));
    } else {
      const suspension = (await selectSuspensions(database.db)).find(
        ({ code, party }) => code === record.code && party === deps.party,
      );
      const payload = {
        memorandumId: record.code,
        digest: record.digest,
        party: deps.party,
        from: suspension?.from ?? clock.nowIso(),
        until: suspension?.until ?? null,
        lifted: act.kind === 'lift',
        reason: act.reason,
      };
      await deps.disclose(intentOf(act, held, 'suspension', payload));
    }
    await finish(act);
  }

  return { sign, tell };
}
