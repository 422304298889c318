import { InstantSchema } from '@jisr/exchange-documents';
import { readMemorandum, SignatureEnvelope, verifySignature } from '@jisr/memorandum';
import { z } from 'zod';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { LawOfNode } from './law.ts';
import {
  endSuspensions,
  insertMemorandum,
  insertSignature,
  insertSuspension,
  selectMemoranda,
} from './store.ts';
import type { Arrived, MemorandaDeps } from './types.ts';

const Proposal = z.object({ memorandum: z.string().max(600_000), digest: z.string() });
const Suspension = z.object({
  memorandumId: z.string().max(20),
  party: z.string(),
  from: InstantSchema,
  until: InstantSchema.nullish(),
  lifted: z.boolean().default(false),
  reason: z.string().max(500).nullish(),
});

/**
 * What the partner sends about memoranda, each in the transaction of its receipt. What does not hold together is written
 * to the ledger as refused and changes nothing: the partner's receipt then leads to a person, and the lane goes on.
 */
export function createArriving(kernel: Kernel, deps: MemorandaDeps, law: LawOfNode) {
  const { bus, clock, ids, queue } = kernel;

  const note = (
    tx: Db,
    arrived: Arrived,
    subject: string,
    digest: string | null,
    details: Record<string, string>,
  ) =>
    deps.ledger.append(tx, {
      kind: 'memorandum',
      subject,
      articles: [arrived.article],
      policyDigest: digest,
      objectDigest: null,
      counterpart: arrived.sender,
      actors: [],
      previousReceipt: null,
      details,
    });
  const refuse = (tx: Db, arrived: Arrived, code: string) =>
    note(tx, arrived, arrived.id, null, { step: 'refused', category: arrived.category, code });

  async function proposal(tx: Db, arrived: Arrived): Promise<void> {
    const payload = Proposal.safeParse(arrived.payload);
    if (!payload.success) return void (await refuse(tx, arrived, 'PROPOSAL_FORM'));
    const read = readMemorandum(payload.data.memorandum);
    if ('faults' in read) return void (await refuse(tx, arrived, read.faults[0]?.code ?? 'PROPOSAL_FORM'));
    if (read.digest !== payload.data.digest) return void (await refuse(tx, arrived, 'DIGEST_OTHER'));
    const codes = read.document.parties.map(({ code }) => code);
    if (![arrived.sender, deps.party].every((party) => codes.includes(party)))
      return void (await refuse(tx, arrived, 'PARTIES'));
    const { id: code, version } = read.document;
    const id = ids.uuid();
    const record = { id, code, version, digest: read.digest, origin: 'peer', authorId: null } as const;
    if (!(await insertMemorandum(tx, { ...record, takenAt: clock.nowIso() }, read.document))) return;
    await queue.enqueue(tx, 'memoranda.analyse', { id }, { key: id });
    await note(tx, arrived, id, read.digest, { step: 'proposed', memorandum: code });
    await bus.publish(tx, 'memorandum', id);
  }

  async function signature(tx: Db, arrived: Arrived): Promise<void> {
    const envelope = SignatureEnvelope.safeParse(arrived.payload);
    if (!envelope.success) return void (await refuse(tx, arrived, 'SIGNATURE_FORM'));
    const { digest, party } = envelope.data;
    if (party !== arrived.sender || party === deps.party)
      return void (await refuse(tx, arrived, 'PARTY_OTHER'));
    const record = (await selectMemoranda(tx)).find((each) => each.digest === digest);
    if (!record) return void (await refuse(tx, arrived, 'DIGEST_UNKNOWN'));
    if (!(await verifySignature(envelope.data, digest, (of) => deps.verify(tx, of))))
      return void (await refuse(tx, arrived, 'SIGNATURE_BAD'));
    if (!(await insertSignature(tx, envelope.data))) return;
    const details = { step: 'signed', memorandum: record.code, party, key: envelope.data.keyId };
    await note(tx, arrived, record.id, digest, details);
    await bus.publish(tx, 'memorandum', record.id);
  }

  async function suspension(tx: Db, arrived: Arrived): Promise<void> {
    const payload = Suspension.safeParse(arrived.payload);
    if (!payload.success) return void (await refuse(tx, arrived, 'SUSPENSION_FORM'));
    const { memorandumId: code, party, from, until, lifted, reason } = payload.data;
    if (party !== arrived.sender) return void (await refuse(tx, arrived, 'PARTY_OTHER'));
    const record = (await law.held(tx, clock.now())).find((each) => each.record.code === code)?.record;
    if (!record) return void (await refuse(tx, arrived, 'MEMORANDUM_UNKNOWN'));
    const row = { id: arrived.id, code, party, from, until: until ?? null, reason: reason ?? '' };
    if (lifted) await endSuspensions(tx, code, party, clock.nowIso());
    else await insertSuspension(tx, row);
    const step = lifted ? 'suspension-lifted' : 'suspended';
    await note(tx, arrived, record.id, record.digest, { step, memorandum: code, party });
    await bus.publish(tx, 'memorandum', record.id);
  }

  /** Handlers by category, for the gate. */
  return {
    'memorandum-proposal': proposal,
    'memorandum-signature': signature,
    suspension,
  } as const;
}
