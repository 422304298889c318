/** The rules of a set, each with its reference and its Cedar text. */
import { CONDITIONS, quoted } from './conditions.ts';
import {
  type DirectiveDocument,
  type ForbidClause,
  type MemorandumDocument,
  type PermitClause,
  referenceOf,
} from './document.ts';
import type { FloorRule } from './floor.ts';
import { prohibitionInCedar } from './prohibitions.ts';
import type { Bilingual } from './vocabulary.ts';

export interface Source {
  readonly id: string;
  readonly version: number;
  readonly digest: string;
  /** Milliseconds since 1970; null: no end. */
  readonly from: number;
  readonly until: number | null;
}

export interface PermitRule {
  readonly reference: string;
  readonly article: string;
  readonly clause: PermitClause;
  readonly source: Source;
}

export interface ForbidRule {
  readonly reference: string;
  readonly set: 'floor' | 'memorandum' | 'directive';
  readonly clause: ForbidClause;
  readonly from: number | null;
  readonly until: number | null;
}

export const sourceOf = (document: MemorandumDocument, digest: string): Source => ({
  id: document.id,
  version: document.version,
  digest,
  from: Date.parse(document.inForceFrom),
  until: document.inForceUntil === null ? null : Date.parse(document.inForceUntil),
});

/** Permits and prohibitions of a memorandum, named by article. */
export function rulesOf(document: MemorandumDocument, digest: string) {
  const source = sourceOf(document, digest);
  const permits: PermitRule[] = [];
  const forbids: ForbidRule[] = [];
  for (const { number, clauses } of document.articles)
    for (const clause of clauses) {
      const reference = referenceOf(document.id, number, clause.letter);
      if (clause.effect === 'permit') permits.push({ reference, article: number, clause, source });
      else forbids.push({ reference, set: 'memorandum', clause, from: source.from, until: source.until });
    }
  return { permits, forbids };
}

export const floorRules = (floor: readonly FloorRule[]): ForbidRule[] =>
  floor.map(({ id, clause }) => ({
    reference: `floor/${id}`,
    set: 'floor',
    clause,
    from: null,
    until: null,
  }));

export const directiveRules = (directive: DirectiveDocument): ForbidRule[] =>
  directive.clauses.map((clause, at) => ({
    reference: `directive/${directive.id}/${clause.letter ?? at + 1}`,
    set: 'directive',
    clause,
    from: Date.parse(directive.from),
    until: directive.until === null ? null : Date.parse(directive.until),
  }));

function datesInCedar(from: number | null, until: number | null): string[] {
  const at = (time: number) => `datetime(${quoted(new Date(time).toISOString())})`;
  return [
    ...(from === null ? [] : [`context.now >= ${at(from)}`]),
    ...(until === null ? [] : [`context.now < ${at(until)}`]),
  ];
}

export const inDates = (from: number | null, until: number | null, at: number): boolean =>
  (from === null || at >= from) && (until === null || at < until);

/** A permit as Cedar text. */
export function permitInCedar({ clause, source }: PermitRule): string {
  const conditions = CONDITIONS.map((condition) => condition.cedar(clause)).filter((text) => text !== null);
  const all = [...conditions, ...datesInCedar(source.from, source.until)].map((text) => `  (${text})`);
  return `permit(principal, action, resource)\nwhen {\n${all.join(' &&\n')}\n};`;
}

/** A prohibition as Cedar text. */
export function forbidInCedar({ clause, from, until }: ForbidRule): string {
  const all = [prohibitionInCedar(clause), ...datesInCedar(from, until)].map((text) => `  (${text})`);
  return `forbid(principal, action, resource)\nwhen {\n${all.join(' &&\n')}\n};`;
}

/** “Article 4.2 of BORDERS …” and «المادة 4.2 من BORDERS …». */
export const articleSays = (rule: PermitRule, said: Bilingual): Bilingual => ({
  en: `Article ${rule.reference} ${said.en}.`,
  ar: `المادة ${rule.reference} ${said.ar}.`,
});
