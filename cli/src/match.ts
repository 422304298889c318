import { MatchRequest, problemText } from '@jisr/contract';
import {
  compareNames,
  explanationText,
  probabilityOfBits,
  type TextLanguage,
  turningPoints,
  turningText,
} from '@jisr/names';
import { EXIT, failure } from './failure.ts';
import type { Output } from './output.ts';

/** The options of `jisr match`, as typed: those of the second name begin with `listed`. */
export interface MatchOptions {
  readonly birth?: string;
  readonly nationality?: string;
  readonly gender?: string;
  readonly listedBirth?: string;
  readonly listedNationality?: string;
  readonly listedGender?: string;
  readonly population?: string;
  readonly lang?: TextLanguage;
}

const PROBABILITY: Readonly<Record<TextLanguage, (share: string, population: number) => string>> = {
  en: (share, population) =>
    `Probability that both are one person, where one of ${population} people is the one sought: ${share} %.`,
  ar: (share, population) => `احتمال أنهما شخص واحد إذا كان المطلوب واحدًا من ${population} شخص: ${share}٪.`,
};

/** The language of the texts: what is asked for, else that of the terminal (POSIX: LC_ALL, LC_MESSAGES, LANG). */
export function languageOf(
  asked: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): TextLanguage {
  const told = asked ?? (environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '');
  return told.toLowerCase().startsWith('ar') ? 'ar' : 'en';
}

function readRequest(name: string, other: string, options: MatchOptions) {
  const parsed = MatchRequest.safeParse({
    query: {
      name,
      birthDate: options.birth ?? null,
      nationality: options.nationality?.toUpperCase() ?? null,
      gender: options.gender?.toUpperCase() ?? null,
    },
    listed: {
      name: other,
      birthDate: options.listedBirth ?? null,
      nationality: options.listedNationality?.toUpperCase() ?? null,
      gender: options.listedGender?.toUpperCase() ?? null,
    },
    ...(options.population === undefined ? {} : { population: Number(options.population) }),
  });
  const told = (code: 'REQUEST_INVALID' | 'MATCH_NAME_UNREADABLE', params: Record<string, string>) =>
    failure(
      code,
      { en: problemText(code, 'en', params), ar: problemText(code, 'ar', params) },
      EXIT.unreadable,
    );
  if (!parsed.success)
    throw told('REQUEST_INVALID', { detail: parsed.error.issues[0]?.path.join('.') ?? '' });
  for (const side of ['query', 'listed'] as const)
    if (!/\p{L}/u.test(parsed.data[side].name)) throw told('MATCH_NAME_UNREADABLE', { side });
  return parsed.data;
}

/**
 * `jisr match`: compares two names without a list or a node and prints why, why not, and what would turn it.
 *
 * @throws Failure `REQUEST_INVALID` or `MATCH_NAME_UNREADABLE`.
 * @example
 * match('ALDOSSARY/KARIMMR', 'كريم الدوسري', { lang: 'ar' }, createOutput(false));
 */
export function match(name: string, other: string, options: MatchOptions, out: Output): 0 {
  const { query, listed, population } = readRequest(name, other, options);
  const explanation = compareNames(
    {
      name: query.name,
      birthDate: query.birthDate,
      nationalities: query.nationality ? [query.nationality] : [],
      gender: query.gender,
    },
    {
      name: listed.name,
      birthDates: listed.birthDate ? [listed.birthDate] : [],
      nationalities: listed.nationality ? [listed.nationality] : [],
      gender: listed.gender,
    },
    { evidence: 'all' },
  );
  const turning = turningPoints(explanation);
  const probability = probabilityOfBits(explanation.totalBits, population);
  const language = options.lang ?? 'en';
  const share = (probability * 100).toFixed(1);
  out.result(
    [
      explanationText(explanation, language),
      PROBABILITY[language](share, population),
      '',
      turningText(turning, language),
    ].join('\n'),
    { explanation, turning, probability, population },
  );
  return 0;
}
