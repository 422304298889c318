import {
  type Compiled,
  canonicalBytes,
  compile,
  decide,
  type GateAnswer,
  type GateQuestion,
  type Law,
  type MemorandumDocument,
  PROTOCOL,
  PROTOCOL_DIGEST,
  policyDigestOf,
  referenceOf,
  type Standing,
  stateOf,
} from '@jisr/memorandum';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import {
  type LawRecords,
  type MemorandumRecord,
  type SignatureRecord,
  type SuspensionRecord,
  selectDocuments,
  selectLaw,
  selectMemoranda,
  selectSignatures,
  selectSuspensions,
} from './store.ts';

/** Compiled laws that are kept; the next one needs the place of the oldest. Decisions are never kept. */
const LAWS_KEPT = 16;

export interface Held {
  readonly record: MemorandumRecord;
  readonly document: MemorandumDocument;
  readonly standing: Standing;
  readonly signatures: readonly SignatureRecord[];
  readonly suspensions: readonly SuspensionRecord[];
}

export type LawOfNode = ReturnType<typeof createLaw>;

/** What holds at a moment: read anew each time, documents and compiled laws found again by their digest. */
export function createLaw(kernel: Kernel) {
  const { clock } = kernel;
  const documents = new Map<string, MemorandumDocument>();
  const laws = new Map<string, Compiled>();

  async function documentsOf(db: Db, digests: readonly string[]): Promise<void> {
    const missing = digests.filter((digest) => !documents.has(digest));
    if (missing.length === 0) return;
    for (const { digest, document } of await selectDocuments(db, missing)) documents.set(digest, document);
  }

  /** Every memorandum that the node holds, with where it stands. */
  async function held(db: Db, now: Date): Promise<Held[]> {
    return standing(
      db,
      {
        memoranda: await selectMemoranda(db),
        signatures: await selectSignatures(db),
        suspensions: await selectSuspensions(db),
      },
      now,
    );
  }

  async function standing(
    db: Db,
    { memoranda: records, signatures, suspensions }: Omit<LawRecords, 'directives'>,
    now: Date,
  ): Promise<Held[]> {
    await documentsOf(
      db,
      records.map(({ digest }) => digest),
    );
    const all = records.map((record) => ({
      record,
      document: documents.get(record.digest) as MemorandumDocument,
      signatures: signatures.filter(({ digest }) => digest === record.digest),
      suspensions: suspensions.filter(({ code }) => code === record.code),
    }));
    return all.map((one) => ({ ...one, standing: standingOf(one, all, now) }));
  }

  /** The law of the node at a moment: the protocol, memoranda, directives. */
  async function lawAt(db: Db, now: Date): Promise<Law> {
    const records = await selectLaw(db);
    const memoranda = (await standing(db, records, now))
      // A draft explains nothing to an officer who asks why something cannot be sent.
      .filter(({ standing }) => standing !== 'draft')
      .map(({ record, document, standing }) => ({ document, digest: record.digest, standing }));
    return {
      memoranda: [{ document: PROTOCOL, digest: PROTOCOL_DIGEST, standing: 'in-force' }, ...memoranda],
      directives: records.directives,
    };
  }

  function compiled(law: Law): Compiled {
    const name = policyDigestOf(law);
    const known = laws.get(name);
    if (known) return known;
    const made = compile(law);
    if (laws.size >= LAWS_KEPT) laws.delete(laws.keys().next().value as string);
    laws.set(name, made);
    return made;
  }

  return {
    held,
    lawAt,
    compiled,
    /**
     * The law at a moment, ready to be asked: every question until the caller asks anew is decided under it.
     *
     * @example
     * const decide = await memoranda.deciding(tx, clock.now());
     * const answers = questions.map(decide);
     */
    async deciding(db: Db, now: Date): Promise<(question: GateQuestion) => GateAnswer> {
      const law = compiled(await lawAt(db, now));
      return (question) => decide(law, question);
    },
    /**
     * The words of an article as they stood in the text with this digest, whatever has become of it since.
     *
     * @returns null for a text that this node does not hold
     */
    async articleText(db: Db, reference: string, digest: string) {
      if (digest !== PROTOCOL_DIGEST) await documentsOf(db, [digest]);
      const document = digest === PROTOCOL_DIGEST ? PROTOCOL : documents.get(digest);
      const number = reference.slice(reference.indexOf('/') + 1).replace(/[a-z]$/, '');
      const article = document?.articles.find((each) => each.number === number);
      return article ? { heading: article.heading, text: article.text } : null;
    },
    /** The text with this digest as it is signed, and who signed it; null for a text that this node does not hold. */
    async signedText(db: Db, digest: string) {
      if (digest === PROTOCOL_DIGEST) return { bytes: canonicalBytes(PROTOCOL), signatures: [] };
      await documentsOf(db, [digest]);
      const document = documents.get(digest);
      if (!document) return null;
      const signatures = (await selectSignatures(db)).filter((each) => each.digest === digest);
      return { bytes: canonicalBytes(document), signatures: signatures.map(({ envelope }) => envelope) };
    },
    /** How much may be asked in a day, by the articles that hold now. */
    async queryQuotas(db: Db): Promise<QueryQuotaRow[]> {
      const { memoranda } = await lawAt(db, clock.now());
      return memoranda
        .filter(({ standing }) => standing === 'in-force')
        .flatMap(({ document }) => quotasOf(document));
    },
    /** The memoranda that hold now, the protocol among them. */
    async inForce(db: Db, now = clock.now()) {
      const { memoranda } = await lawAt(db, now);
      return memoranda
        .filter(({ standing }) => standing === 'in-force')
        .map(({ document, digest }) => ({ id: document.id, version: document.version, digest }));
    },
  };
}

interface Known {
  readonly record: MemorandumRecord;
  readonly document: MemorandumDocument;
  readonly signatures: readonly SignatureRecord[];
  readonly suspensions: readonly SuspensionRecord[];
}

function standingOf(one: Known, all: readonly Known[], now: Date): Standing {
  const successors = all.filter(
    (other) =>
      other.record.code === one.record.code && other.record.version > one.record.version && isSigned(other),
  );
  const dates = successors.map(({ document }) => Date.parse(document.inForceFrom));
  return stateOf(
    one.document,
    one.record.digest,
    one.signatures,
    one.suspensions.map(({ party, from, until }) => ({
      party,
      from: new Date(from),
      until: until === null ? null : new Date(until),
    })),
    now,
    dates.length === 0 ? null : new Date(Math.min(...dates)),
  );
}

const isSigned = ({ document, signatures }: Known): boolean =>
  document.parties.every(({ code }) => signatures.some(({ party }) => party === code));

interface QueryQuotaRow {
  readonly article: string;
  readonly category: 'query-blind' | 'query-plain';
  readonly perDay: number | null;
}
const QUERIES = ['query-blind', 'query-plain'] as const;

const quotasOf = ({ id, articles }: MemorandumDocument): QueryQuotaRow[] =>
  articles.flatMap(({ number, clauses }) =>
    clauses.flatMap((clause) =>
      clause.effect === 'permit' && clause.actions.includes('ask')
        ? QUERIES.filter((category) => clause.categories.some((each) => each.category === category)).map(
            (category) => ({
              article: referenceOf(id, number, clause.letter),
              category,
              perDay: clause.quotaPerDay,
            }),
          )
        : [],
    ),
  );
