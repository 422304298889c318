import { encodeKey, MOST_KEYS, questionKeys, USUAL_KEYS } from '@jisr/blind-query';
import type { QueryPreview } from '@jisr/contract';
import { nameKeyEdition } from '@jisr/names';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { selectPartnerFilter } from './filter-store.ts';
import { batchesOf, factsOfSubject } from './model.ts';
import type { Oblivious } from './oblivious.ts';
import { insertQuery, insertSubjects, selectAsked, selectUsedToday } from './query-store.ts';
import {
  type About,
  type Asked,
  aboutOf,
  askingOf,
  flightOf,
  type KeptQuestion,
  type Person,
  plainQuestion,
  QUESTION_SECRET,
  type Question,
  refusalOf,
  subjectOf,
} from './questions.ts';
import type { Intent, Outcome, QueriesDeps, Subject } from './types.ts';
import { fromText, toText } from './wire.ts';

/** Keys of one question of a flight: while the partner answers one, the next is blinded. */
const FLIGHT_BATCH = 250;
/** Asks the partner: an officer about one traveller, or the node about a flight. */
export function createAsking(kernel: Kernel, deps: QueriesDeps, oblivious: Oblivious) {
  const { clock, database, ids, secrets, bus } = kernel;
  const { db } = database;

  async function sides() {
    const both = await deps.sides(db);
    if (!both) throw problem('QUERY_NO_PARTNER');
    return both;
  }

  /** Where the partner's tables of names are of another edition, only documents can be compared. */
  function peopleOf(subjects: readonly Subject[], edition: number | null, most: number): Person[] {
    return subjects.map((subject) => ({
      subject,
      keys: questionKeys(factsOfSubject(subject), most).filter(
        (key) => key.kind === 'doc' || edition === nameKeyEdition,
      ),
    }));
  }

  async function blindQuestion(people: readonly Person[], epoch: number, about: About): Promise<Question> {
    const inputs = people.flatMap(({ keys }, place) =>
      keys.map((key) => ({ text: new TextDecoder().decode(encodeKey(key)), place, kind: key.kind })),
    );
    const seed = fromText(ids.token(32));
    const bytes = inputs.map(({ text }) => new TextEncoder().encode(text));
    const made = await oblivious.do<'blind'>({ do: 'blind', inputs: bytes, seed });
    const commitment = Buffer.from(made.digest).toString('hex');
    const kept: KeptQuestion = { seed: toText(seed), inputs };
    return {
      payload: {
        blinded: inputs.map((_, at) => toText(made.elements.subarray(at * 32, at * 32 + 32))),
        kinds: [...new Set(inputs.map(({ kind }) => kind))],
        epoch,
        commitment,
        ...askingOf(about),
      },
      keys: inputs.length,
      epoch,
      kept: {
        commitment,
        sealed: secrets.seal(QUESTION_SECRET, Buffer.from(JSON.stringify(kept), 'utf8')),
        commitments: made.commitments,
        elements: made.elements,
      },
    };
  }

  /** What is to be asked about these people; null where nothing is known to ask by. */
  async function questionOf(subjects: readonly Subject[], about: About, most: number) {
    if (about.mode === 'plain') return plainQuestion(subjects[0]!, about);
    const filter = await selectPartnerFilter(db, clock.nowIso());
    if (!filter) throw problem('QUERY_NO_FILTER');
    const people = peopleOf(subjects, filter.edition, most);
    return people.every(({ keys }) => keys.length === 0)
      ? null
      : { ...(await blindQuestion(people, filter.epoch, about)), people };
  }

  async function intentOf(
    id: string,
    subjects: readonly Subject[],
    about: About,
    payload: Record<string, unknown>,
    author: string | null,
  ): Promise<Intent> {
    const { own, partner } = await sides();
    return {
      key: `query:${id}`,
      action: 'ask',
      category: about.mode === 'blind' ? 'query-blind' : 'query-plain',
      purpose: about.purpose,
      offence: about.offence,
      tlp: 'amber',
      mode: about.mode,
      payload,
      subject: subjectOf(subjects, own.party, clock.now()),
      from: own,
      to: partner,
      thread: id,
      inReplyTo: null,
      approval: null,
      author,
      urgent: about.urgency === 'urgent',
    };
  }

  async function write(
    tx: Db,
    id: string,
    of: { subjects: readonly Subject[]; about: About; question: Question; author: string | null },
    outcome: Outcome,
    partner: string,
  ): Promise<void> {
    const { subjects, about, question, author } = of;
    const sent = outcome.disclosed;
    const article = outcome.disclosed ? outcome.article : null;
    await insertQuery(tx, {
      ...about,
      ...question.kept,
      id,
      origin: author === null ? 'flight' : 'officer',
      state: sent ? 'asked' : 'refused',
      refusal: outcome.disclosed ? null : refusalOf(outcome.refusal),
      article,
      disclosureId: outcome.disclosed ? outcome.id : null,
      epoch: question.epoch,
      keys: question.keys,
      askedBy: author,
      askedAt: clock.nowIso(),
    });
    await insertSubjects(
      tx,
      subjects.map(({ travellerId, crossingId }, place) => ({
        ...{ queryId: id, travellerId, crossingId, place },
        outcome: sent ? 'waiting' : 'unknown',
      })),
    );
    if (sent) await note(tx, id, { article, partner, author, about, question });
    await bus.publish(tx, 'query', id);
  }

  /** Both in the ledger: that a question left, and to what it is committed. */
  async function note(
    tx: Db,
    id: string,
    of: { article: string | null; partner: string; author: string | null; about: About; question: Question },
  ): Promise<void> {
    const { commitment } = of.question.kept;
    const entry = {
      subject: id,
      articles: of.article === null ? [] : [of.article],
      policyDigest: null,
      counterpart: of.partner,
      actors: of.author === null ? [] : [deps.ledger.pseudonym(of.author)],
      previousReceipt: null,
    };
    const details = { mode: of.about.mode, purpose: of.about.purpose, keys: String(of.question.keys) };
    await deps.ledger.append(tx, { ...entry, kind: 'query', objectDigest: null, details });
    if (commitment !== null)
      await deps.ledger.append(tx, { ...entry, kind: 'commitment', objectDigest: commitment });
  }

  /** Puts one question through the gate and keeps it, refused or not. */
  async function put(
    subjects: readonly Subject[],
    about: About,
    question: Question,
    author: string | null,
  ): Promise<{ id: string; disclosed: boolean }> {
    const id = ids.uuid();
    const intent = await intentOf(id, subjects, about, question.payload, author);
    const { disclosed } = await deps.gate.send(intent, (tx, outcome) =>
      write(tx, id, { subjects, about, question, author }, outcome, intent.to.party),
    );
    return { id, disclosed };
  }

  async function subjectFor(entry: Asked): Promise<Subject> {
    const [subject] = await deps.travellers.subjects(db, [entry.travellerId]);
    if (!subject) throw problem('NOT_FOUND');
    return subject;
  }

  return {
    /**
     * An officer asks about one traveller. What the gate says is part of the question: a refusal is kept and shown.
     *
     * @throws Problem `NOT_FOUND`, `QUERY_NO_PARTNER`, `QUERY_NO_FILTER`, `QUERY_NOTHING_TO_ASK`
     * @returns the id of the question
     */
    async ask(actor: OfficerActor, entry: Asked): Promise<string> {
      const subject = await subjectFor(entry);
      await sides();
      const about = aboutOf(entry);
      const question = await questionOf([subject], about, MOST_KEYS);
      if (!question) throw problem('QUERY_NOTHING_TO_ASK');
      return (await put([subject], about, question, actor.accountId)).id;
    },
    /** What the gate would say now, and how much of the quota is used. Nothing is written. */
    async preview(actor: OfficerActor, entry: Asked): Promise<QueryPreview> {
      const subject = await subjectFor(entry);
      const about = aboutOf(entry);
      const question = await questionOf([subject], about, MOST_KEYS);
      if (!question) throw problem('QUERY_NOTHING_TO_ASK');
      const intent = await intentOf(ids.uuid(), [subject], about, question.payload, actor.accountId);
      const said = await deps.gate.mayDisclose(intent);
      const day = `${clock.nowIso().slice(0, 10)}T00:00:00Z`;
      return {
        allowed: said.allowed,
        article: said.allowed ? said.article : null,
        refusal: said.allowed ? null : refusalOf(said.refusal),
        quotaPerDay: said.allowed ? said.obligations.quotaPerDay : null,
        usedToday: await selectUsedToday(db, about.mode, day),
        retentionDays: said.allowed ? said.obligations.retentionDays : null,
        keys: question.keys,
      };
    },
    /** After a manifest was screened: the travellers are asked about, where the node may ask by itself. */
    async askFlight(travellerIds: readonly string[]): Promise<void> {
      const filter = await selectPartnerFilter(db, clock.nowIso());
      if (!deps.automatic || !filter || !(await deps.sides(db))) return;
      const asked = await selectAsked(db, travellerIds, filter.epoch);
      const subjects = (await deps.travellers.subjects(db, travellerIds)).filter(
        ({ travellerId, test }) => !test && !asked.has(travellerId),
      );
      const people = peopleOf(subjects, filter.edition, USUAL_KEYS).filter(({ keys }) => keys.length > 0);
      for (const batch of batchesOf(people, FLIGHT_BATCH)) {
        const about = flightOf(batch[0]!.subject.crossingId);
        const question = await blindQuestion(batch, filter.epoch, about);
        const { disclosed } = await put(
          batch.map(({ subject }) => subject),
          about,
          question,
          null,
        );
        // What the law refuses once, it refuses for the rest of the flight.
        if (!disclosed) return;
      }
    },
  };
}
