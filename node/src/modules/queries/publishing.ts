import { createHash } from 'node:crypto';
import { nameKeyEdition } from '@jisr/names';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { createEvaluating, EPOCH_SECRET } from './evaluating.ts';
import {
  checkPartnerFilter,
  deleteEpochsEnded,
  deletePartnerFilter,
  deletePartnerFilters,
  deleteSharedList,
  endPublication,
  fillPublication,
  insertPublication,
  insertSharedList,
  lockPublication,
  type PublicationRow,
  selectFilterBytes,
  selectLastSettled,
  selectLatestEpoch,
  selectPublication,
  selectPublicationBytes,
  selectPublicationsInBuilding,
  selectSharedLists,
  upsertPartnerFilter,
} from './filter-store.ts';
import { FilterContent } from './model.ts';
import type { Oblivious } from './oblivious.ts';
import type { Intent, Outcome, QueriesDeps, Received } from './types.ts';
import { fromText, toText } from './wire.ts';
import { FILTER_TITLE } from './wording-texts.ts';

const DAY_MS = 86_400_000;
const APPROVAL_DAYS = 7;

/** Publishes what the partner may ask against: only new items are evaluated, the filter is built anew. */
export function createPublishing(kernel: Kernel, deps: QueriesDeps, oblivious: Oblivious) {
  const { clock, database, ids, secrets, queue, bus, log } = kernel;
  const { db } = database;
  const { currentEpoch, followLists, outputsOf } = createEvaluating(kernel, deps, oblivious);
  const later = (days: number) => new Date(clock.now().getTime() + days * DAY_MS);

  const end = (
    tx: Db,
    id: string,
    state: PublicationRow['state'],
    of: Partial<Parameters<typeof endPublication>[2]> = {},
  ) =>
    endPublication(tx, id, {
      article: null,
      refusal: null,
      disclosureId: null,
      approvalId: null,
      ...of,
      state,
    });

  async function intentOf(publication: PublicationRow, bytes: Uint8Array): Promise<Intent> {
    const both = await deps.sides(db);
    if (!both) throw problem('QUERY_NO_PARTNER');
    const epoch = (await selectLatestEpoch(db))!;
    return {
      key: `filter:${publication.id}:${publication.approvalId ?? ''}`,
      action: 'publish',
      category: 'filter',
      purpose: 'border-security',
      offence: null,
      tlp: 'amber',
      mode: null,
      payload: {
        filter: toText(bytes),
        epoch: publication.epoch,
        publicKey: toText(epoch.publicKey),
        listSize: publication.size,
        kinds: ['doc', 'namedob', 'nameyear'],
        validUntil: epoch.endsAt,
        digest: publication.digest,
      },
      subject: { minor: null, own: null, sensitive: false, references: [] },
      from: both.own,
      to: both.partner,
      thread: publication.id,
      inReplyTo: null,
      approval: publication.approvalId,
      author: publication.authorId,
    };
  }

  async function release(id: string): Promise<void> {
    const publication = await selectPublication(db, id);
    const bytes = await selectPublicationBytes(db, id);
    if (!publication || !bytes) return;
    const intent = await intentOf(publication, bytes);
    await deps.gate.send(intent, async (tx, outcome) => {
      await settle(tx, publication, intent, outcome);
      await bus.publish(tx, 'query', id);
    });
  }

  async function settle(
    tx: Db,
    publication: PublicationRow,
    intent: Intent,
    outcome: Outcome,
  ): Promise<void> {
    const standing = await lockPublication(tx, publication.id);
    // Another run has put it before officers meanwhile.
    if (standing?.approvalId !== publication.approvalId) return;
    if (outcome.disclosed)
      return end(tx, publication.id, 'published', { article: outcome.article, disclosureId: outcome.id });
    const { clause, code, text } = outcome.refusal;
    const refusal = { clause, code, text };
    if (!code.startsWith('APPROVALS') || publication.approvalId)
      return end(tx, publication.id, 'refused', { refusal });
    const approvalId = await deps.approvals.open(tx, {
      kind: 'filter-publication',
      subject: publication.id,
      document: {
        disclosure: deps.approvalDocument(intent),
        epoch: publication.epoch,
        items: publication.items,
        size: publication.size,
        digest: publication.digest,
      },
      title: FILTER_TITLE,
      needed: 2,
      roles: ['releasing-officer', 'supervisor'],
      excluded: publication.authorId === null ? [] : [publication.authorId],
      articles: [clause],
      expiresAt: later(APPROVAL_DAYS),
    });
    return end(tx, publication.id, 'awaiting-approval', { refusal, approvalId });
  }

  /** Evaluates what is new, builds the filter, and lets it leave unless the partner has just this one. */
  async function build(id: string): Promise<void> {
    const epoch = await currentEpoch();
    await followLists(epoch);
    const { outputs, content } = await outputsOf(epoch.epoch);
    // The same content that still waits for its officers is not put before them a second time.
    const last = await selectLastSettled(db);
    if (last?.epoch === epoch.epoch && last.content === content) {
      await database.transaction((tx) => end(tx, id, 'unchanged'));
      return;
    }
    const made = await oblivious.do<'filter'>({
      do: 'filter',
      seed: new Uint8Array(secrets.open(EPOCH_SECRET, epoch.seed)),
      about: String(epoch.epoch),
      epoch: epoch.epoch,
      edition: nameKeyEdition,
      outputs,
    });
    const digest = createHash('sha256').update(made.bytes).digest('hex');
    const { bytes, size } = made;
    const filled = { epoch: epoch.epoch, items: outputs.length, size, content, digest, bytes };
    await database.transaction((tx) => fillPublication(tx, id, filled));
    await release(id);
  }

  async function start(author: string | null): Promise<string> {
    if (!(await deps.sides(db))) throw problem('QUERY_NO_PARTNER');
    const id = ids.uuid();
    const epoch = (await selectLatestEpoch(db))?.epoch ?? 1;
    await database.transaction(async (tx) => {
      await insertPublication(tx, { id, epoch, authorId: author, at: clock.nowIso() });
      await queue.enqueue(tx, 'queries.build', {}, { key: 'filter' });
    });
    return id;
  }

  /** The next night, two hours after midnight, when the lists have been fetched. */
  async function schedule(): Promise<void> {
    const runAt = new Date(clock.now().getTime() + DAY_MS);
    runAt.setUTCHours(2, 0, 0, 0);
    await database.transaction((tx) =>
      queue.enqueue(tx, 'queries.nightly', {}, { key: runAt.toISOString().slice(0, 10), runAt }),
    );
  }

  return {
    schedule,
    /** Builds and publishes the filter now. @throws Problem `QUERY_NO_PARTNER` */
    publish: (actor: OfficerActor): Promise<string> => start(actor.accountId),
    /** Job of the night: the filter is built anew, keys and filters past their time are forgotten. */
    async nightly(): Promise<void> {
      await database.transaction(async (tx) => {
        await deleteEpochsEnded(tx, clock.nowIso());
        await deletePartnerFilters(tx, clock.nowIso());
      });
      const both = await deps.sides(db);
      if (both && (await selectSharedLists(db)).length > 0) await start(null);
      await schedule();
    },
    /**
     * Job: builds for every publication that waits for it, the eldest first. One job at a time does it, and one that is
     * asked for while it runs runs it once more: so it names no publication.
     */
    async buildAll(): Promise<void> {
      for (const id of await selectPublicationsInBuilding(db)) await build(id);
    },
    release,
    /** For the approvals of kind `filter-publication`. */
    approval: {
      approved: async (tx: Db, { subject }: { readonly subject: string }): Promise<void> => {
        await queue.enqueue(tx, 'queries.release', { publicationId: subject }, { key: subject });
      },
      refused: (tx: Db, { subject }: { readonly subject: string }): Promise<void> =>
        end(tx, subject, 'refused'),
    },
    /** Lets the partner ask against a list, or no longer: then the filter is built anew. */
    async share(actor: OfficerActor, watchlistId: string, shared: boolean): Promise<void> {
      const lists = await deps.watchlists.lists(db);
      if (!lists.some(({ id }) => id === watchlistId)) throw problem('NOT_FOUND');
      await database.transaction((tx) =>
        shared
          ? insertSharedList(tx, watchlistId, actor.accountId, clock.nowIso())
          : deleteSharedList(tx, watchlistId),
      );
      if (await deps.sides(db)) await start(actor.accountId);
    },
    /** A filter of the partner arrived, inside the transaction of its receipt: it is read after the commit. */
    async takeFilter(tx: Db, received: Received): Promise<void> {
      const { filter, epoch, validUntil } = FilterContent.parse(received.payload);
      const bytes = fromText(filter);
      const digest = createHash('sha256').update(bytes).digest('hex');
      const { id: receivedId, receivedAt } = received;
      await upsertPartnerFilter(tx, {
        ...{ epoch, bytes, digest, receivedId, receivedAt },
        validUntil: validUntil ?? null,
      });
      await queue.enqueue(tx, 'queries.take-filter', { epoch }, { key: String(epoch) });
    },
    /** Job: reads a filter whole before anything is asked against it. One that is none is thrown away. */
    async checkFilter(epoch: number): Promise<void> {
      const held = await selectFilterBytes(db, epoch);
      if (!held) return;
      const read = await oblivious.do<'load'>({ do: 'load', name: held.digest, bytes: held.bytes });
      if (!read.ok || read.header.epoch !== epoch) {
        const code = read.ok ? 'epoch-differs' : read.code;
        log.error({ event: 'queries.filter-refused', epoch, code }, 'the partner’s filter cannot be used');
        await database.transaction((tx) => deletePartnerFilter(tx, epoch));
        return;
      }
      const { size, edition } = read.header;
      await database.transaction(async (tx) => {
        await checkPartnerFilter(tx, epoch, { digest: held.digest, size, edition });
        await bus.publish(tx, 'query', '*');
      });
    },
  };
}
