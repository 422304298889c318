/** What Cedar has answered under one law: an equal question, asked again, need not be parsed and walked again. */
import { ask, type CedarAnswer } from './cedar.ts';
import type { Facts } from './question.ts';
import type { ForbidRule, PermitRule } from './rules.ts';

/** Kinds of questions kept for each law. A node's day has some hundreds. */
const KEPT = 2_000;

/** Asks Cedar under one compiled law. */
export type Ask = (facts: Facts) => CedarAnswer;

/**
 * Asks one compiled law, and keeps what it said. Policies compare the instant and the day's use with constants alone, so
 * two questions that differ in nothing but these, and lie between the same constants, are one to Cedar. The caller's own
 * reading is made anew for each question from its exact facts and has to agree, so that a constant forgotten here would
 * refuse and never allow. Another law is another memory: nothing is kept across policy digests.
 *
 * @param permits the rules of the set, for the constants in them
 */
export function remembering(
  setName: string,
  permits: readonly PermitRule[],
  forbids: readonly ForbidRule[],
): Ask {
  const dates = [...permits.map(({ source }) => source), ...forbids];
  const instants = dates.flatMap(({ from, until }) => [from, until]).filter((each) => each !== null);
  const quotas = permits.map(({ clause }) => clause.quotaPerDay).filter((each) => each !== null);
  const [instantsUp, quotasUp] = [ascending(instants), ascending(quotas)];
  const answers = new Map<string, CedarAnswer>();
  return (facts) => {
    const kind = JSON.stringify({
      ...facts,
      at: reached(instantsUp, facts.at),
      usedToday: reached(quotasUp, facts.usedToday),
    });
    const known = answers.get(kind);
    if (known) return known;
    const answer = ask(setName, facts);
    if (answer.decision === 'error') return answer;
    if (answers.size >= KEPT) answers.delete(answers.keys().next().value as string);
    answers.set(kind, answer);
    return answer;
  };
}

const ascending = (values: readonly number[]): number[] =>
  [...new Set(values)].sort((one, other) => one - other);

/** How many of these constants a value has reached: equal counts mean equal answers to every comparison with them. */
const reached = (constants: readonly number[], value: number): number =>
  constants.filter((constant) => value >= constant).length;
