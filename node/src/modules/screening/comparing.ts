import {
  EXPLAINED_ROWS_MOST,
  MATCH_ROWS_MOST,
  type MatchBatch,
  type MatchBatchAnswer,
  MatchPair,
  type MatchRequest,
  type MatchResult,
  type MatchRow,
  problemText,
  type TurningPoints,
} from '@jisr/contract';
import {
  type Explanation,
  probabilityOfBits,
  type TurningPoints as Turning,
  turningPoints,
  turningText,
} from '@jisr/names';
import type { z } from 'zod';
import { arabicFault } from '../../kernel/faults.ts';
import { isProblem, type Problem, problem } from '../../kernel/problem.ts';
import type { Engine } from './engine.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { explanationOf } from './explain.ts';
import type { ComparedPair } from './protocol.ts';

type Batch = z.output<typeof MatchBatch>;

/** Given names compared with each other, by the threads that screen: no list is asked and nothing is kept. */
export function createComparing(engine: Pick<Engine, 'compare'>, thresholdBits: number) {
  return {
    async matchNames(entry: z.output<typeof MatchRequest>): Promise<MatchResult> {
      const [explanation] = await engine.compare([comparedPair(entry)], thresholdBits);
      return { ...resultOf(explanation!, entry.population), engine: ENGINE_VERSION };
    },
    /** One answer a row, in the order of the rows. A row that cannot be compared has its own error and stops no other. */
    async matchBatch(batch: Batch): Promise<MatchBatchAnswer> {
      const read = rowsOf(batch).map(readRow);
      const pairs = read.filter((row): row is ComparedPair => !isProblem(row));
      const explanations = await engine.compare(pairs, thresholdBits);
      let next = 0;
      const rows = read.map((row, at): MatchRow => {
        if (isProblem(row)) return { row: at, result: null, error: errorOf(row) };
        const explanation = explanations[next++]!;
        const result = batch.explain
          ? resultOf(explanation, batch.population)
          : { ...scoreOf(explanation, batch.population), explanation: null, turning: null };
        return { row: at, result, error: null };
      });
      return { rows, compared: pairs.length, failed: rows.length - pairs.length, engine: ENGINE_VERSION };
    },
  };
}

function rowsOf({ pairs, kind, query, listed, explain }: Batch): readonly unknown[] {
  const together = query !== undefined && listed !== undefined;
  if ((pairs !== undefined) === together || (pairs !== undefined && (query ?? listed) !== undefined))
    throw problem('MATCH_BATCH_UNCLEAR');
  const rows = pairs ?? listed!.map((other) => ({ kind, query, listed: other }));
  const most = explain ? EXPLAINED_ROWS_MOST : MATCH_ROWS_MOST;
  if (rows.length > most)
    throw problem('MATCH_BATCH_TOO_LARGE', { count: String(rows.length), most: String(most) });
  return rows;
}

function readRow(row: unknown): ComparedPair | Problem {
  const parsed = MatchPair.safeParse(row);
  if (!parsed.success) return invalidRow(parsed.error.issues[0]!);
  try {
    return comparedPair(parsed.data);
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
}

function invalidRow({ path, message, ...issue }: z.core.$ZodIssue): Problem {
  const where = path.join('.');
  const told = (text: string) => [where, text].filter(Boolean).join(': ');
  return problem('REQUEST_INVALID', {
    detail: told(message),
    detailAr: told(arabicFault({ ...issue, message })),
  });
}

const errorOf = ({ code, params }: Problem): NonNullable<MatchRow['error']> => ({
  code,
  params: { ...params },
  text: { en: problemText(code, 'en', params), ar: problemText(code, 'ar', params) },
});

/** What no letter is in (signs, pictures) would be compared as "nothing shared": an answer that says nothing. */
function comparedPair({ kind, query, listed }: z.output<typeof MatchPair>): ComparedPair {
  for (const [side, { name }] of Object.entries({ query, listed }))
    if (!/\p{L}/u.test(name)) throw problem('MATCH_NAME_UNREADABLE', { side });
  return {
    query: {
      kind,
      name: query.name,
      birthDate: query.birthDate,
      nationalities: query.nationality ? [query.nationality] : [],
      gender: query.gender,
    },
    listed: {
      kind,
      name: listed.name,
      birthDates: listed.birthDate ? [listed.birthDate] : [],
      nationalities: listed.nationality ? [listed.nationality] : [],
      gender: listed.gender,
    },
  };
}

const scoreOf = (explanation: Explanation, population: number) => ({
  bits: explanation.totalBits,
  score: explanation.score,
  probability: probabilityOfBits(explanation.totalBits, population),
  population,
  thresholdBits: explanation.threshold,
  verdict: explanation.margin >= 0 ? ('above' as const) : ('below' as const),
});

const resultOf = (explanation: Explanation, population: number) => ({
  ...scoreOf(explanation, population),
  explanation: explanationOf(explanation),
  turning: turningOf(turningPoints(explanation)),
});

const listedOf = <T extends { readonly list: string | null }>({ list, ...rest }: T) => ({
  ...rest,
  listed: list,
});
const turningOf = (points: Turning): TurningPoints => ({
  marginBits: points.margin,
  strongestFor: points.strongestFor && listedOf(points.strongestFor),
  strongestAgainst: points.strongestAgainst && listedOf(points.strongestAgainst),
  turns: points.turns.map(listedOf),
  sentences: { en: turningText(points, 'en').split('\n'), ar: turningText(points, 'ar').split('\n') },
});
