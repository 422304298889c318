import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { byMoment, type Facts, primaryDocument } from './fold.ts';
import {
  markScreened,
  type SubjectRow,
  selectCrossingsUnderWay,
  selectStillToTravel,
  selectSubjects,
} from './screening-store.ts';
import { type MessageStatementRow, selectStatements, selectStatementsOfMessage } from './traveller-store.ts';
import { fullName } from './traveller-view.ts';
import type { StatedTraveller, Subject, Travellers } from './types.ts';

/** Some thousands of people a batch. */
const CROSSINGS_A_BATCH = 10;

type ForUpperLayers = Pick<
  Travellers,
  'subjects' | 'travellersStillToTravel' | 'markScreened' | 'travellersOfMessage' | 'lastStatement'
>;

/** What screening, hits and answers ask of this module. */
export function forScreening({ clock }: Kernel): ForUpperLayers {
  return {
    subjects: async (db, ids) => (await selectSubjects(db, ids)).map(subjectOf),
    travellersStillToTravel,
    markScreened: (tx, ids, version) => markScreened(tx, ids, version, clock.nowIso()),
    travellersOfMessage: async (db, messageId) => stated(db, await selectStatementsOfMessage(db, messageId)),
    lastStatement: async (db, id) => {
      const latest = (await selectStatements(db, [id])).get(id)?.toSorted(byMoment).at(-1);
      if (!latest) return null;
      const [found] = await stated(db, [
        { travellerId: id, messageId: latest.messageId, facts: latest.facts },
      ]);
      return found ? { ...found, messageId: latest.messageId } : null;
    },
  };
}

/** What is compared with the lists, and which segment of which message stated the name (data-protection R8). */
function subjectOf(row: SubjectRow): Subject {
  const [, segment = null, message = -1] = row.surnameFact ?? row.givenNamesFact ?? row.roleFact ?? [];
  return {
    travellerId: row.id,
    crossingId: row.crossingId,
    surname: row.surname,
    givenNames: row.givenNames,
    fullName: fullName(row),
    birthDate: row.birthDate,
    nationality: row.nationality,
    gender: row.gender,
    documents: (row.documents?.[0] ?? []).map(({ type, number, issuer, expiry }) => ({
      type,
      number,
      issuer,
      expiry,
    })),
    messageId: row.messages[message] ?? '',
    segment,
    test: row.test,
  };
}

async function* travellersStillToTravel(db: Db, now: Date): AsyncIterable<Subject[]> {
  let after: string | null = null;
  for (;;) {
    const ids: string[] = await selectCrossingsUnderWay(db, now.toISOString(), after, CROSSINGS_A_BATCH);
    if (ids.length === 0) return;
    after = ids.at(-1)!;
    const subjects = (await selectStillToTravel(db, ids)).map(subjectOf);
    if (subjects.length > 0) yield subjects;
  }
}

async function stated(db: Db, statements: readonly MessageStatementRow[]): Promise<StatedTraveller[]> {
  const rows = await selectSubjects(
    db,
    statements.map(({ travellerId }) => travellerId),
  );
  const facts = new Map(statements.map((statement) => [statement.travellerId, statement.facts]));
  return rows.map((row) => ({
    travellerId: row.id,
    crossingId: row.crossingId,
    reference: facts.get(row.id)?.reference?.value ?? null,
    locator: facts.get(row.id)?.locator?.value ?? null,
    role: row.role,
    status: row.status,
    screened: row.screenedAt !== null,
    missing: missingFacts(row, facts.get(row.id)),
    test: row.test,
  }));
}

/**
 * The required facts that nobody stated (travellers.md §8); a given name may be unknown (`FNU`), and a visa without its
 * expiry beside a whole passport is nothing that the carrier must send again. `reference` where this
 * message gave neither ABO nor AVF: its sender could not tell for whom an answer is (§3.3).
 */
function missingFacts(row: SubjectRow, said: Facts | undefined): string[] {
  const document = primaryDocument(row.documents?.[0] ?? []);
  const required = {
    surname: row.surname ?? row.givenNames,
    birthDate: row.birthDate,
    gender: row.gender,
    nationality: row.nationality,
    documentNumber: document?.number,
    documentIssuer: document?.issuer,
    documentExpiry: document?.expiry,
    reference: row.role === 'crew' ? row.role : (said?.reference ?? said?.locator),
  };
  return Object.entries(required).flatMap(([field, value]) => (value ? [] : [field]));
}
