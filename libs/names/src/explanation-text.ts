import type { Turn, TurnCode, TurningPoints, Weight } from './turning.ts';
import type { EvidenceTerm, Explanation, ExplanationPart } from './types.ts';

/** The two first languages of every installation. */
export type TextLanguage = 'en' | 'ar';

interface Wording {
  readonly relations: Readonly<Record<ExplanationPart['relation'], (query: string, list: string) => string>>;
  readonly rules: Readonly<Record<string, string>>;
  /** Rules that speak of the two parts. */
  readonly pairs: Readonly<Record<string, (query: string, list: string) => string>>;
  readonly kinds: Readonly<Record<EvidenceTerm['kind'], string>>;
  readonly details: Readonly<Record<string, string>>;
  readonly bits: (bits: string) => string;
  readonly total: (bits: string, threshold: string, above: boolean) => string;
  readonly margin: (bits: string, threshold: string, above: boolean) => string;
  readonly pair: (query: string | null, list: string | null) => string;
  readonly strongest: Readonly<Record<'for' | 'against', (what: string, bits: string) => string>>;
  readonly changes: Readonly<Record<TurnCode, (pair: string) => string>>;
  /** Where a change would bring the sum: over the threshold, or not. */
  readonly outcome: (change: string, bits: string, above: boolean, flips: boolean) => string;
  readonly nothing: string;
}

const en: Wording = {
  relations: {
    exact: (q, l) => `“${q}” is the same as “${l}”.`,
    spelling: (q, l) => `“${q}” is another spelling of “${l}”.`,
    'other-script': (q, l) => `“${q}” is “${l}” in the other script.`,
    joined: (q, l) => `“${q}” is “${l}”, divided differently.`,
    initial: (q, l) => `“${q}” and “${l}” agree in the initial.`,
    particle: (q, l) => `“${q}” and “${l}”: a particle of the name.`,
    truncated: (q, l) => `“${q}” is the beginning of “${l}”; the field was full.`,
    missing: (_, l) => `“${l}” of the listed name is missing.`,
    extra: (q) => `“${q}” is not in the listed name.`,
    conflict: (q, l) => `“${q}” stands where the listed name has “${l}”: another name.`,
  },
  rules: {
    article: 'The article stands on one side only.',
    'order-rotated': 'The surname stands first on one side.',
    'order-differs': 'The parts stand in another order.',
    'whole-name-loose': 'Every part of both names has its counterpart, one of them a distant spelling.',
    'whole-name-complete': 'Every part of both names has its counterpart.',
    'whole-name-exact': 'Both names are the same in every letter.',
    'whole-name-acronym': 'Only initials agree, and many names have the same.',
  },
  pairs: {
    'same-form': (q, l) => `“${q}” and “${l}” say the same of what kind of body it is.`,
    'same-meaning': (q, l) => `“${q}” and “${l}” mean the same.`,
    'other-activity': (q, l) => `“${q}” stands where the listed name has “${l}”: another activity or place.`,
    'acronym-of-listed': (q, l) => `“${q}” is made of the initials of “${l}”.`,
    'acronym-of-query': (q, l) => `“${l}” is made of the initials of “${q}”, or is its acronym in brackets.`,
  },
  kinds: {
    'birth-date': 'Date of birth',
    nationality: 'Nationality',
    gender: 'Gender',
    document: 'Document number',
  },
  details: {
    'same-day': 'the same day',
    'day-month-swapped': 'day and month exchanged',
    'one-digit': 'one digit differs',
    'same-year-other-day': 'the same year, another day',
    'within-range': 'within the stated range',
    'same-month': 'the same month',
    'same-year': 'the same year',
    'near-year': 'at most two years apart',
    'other-year': 'three to ten years apart',
    'far-year': 'more than ten years apart',
    shared: 'the same',
    'none-shared': 'different',
    same: 'the same',
    other: 'different',
    'number-equal': 'the same number',
    'not-stated': 'not stated on both sides',
  },
  bits: (bits) => `(${bits} bits)`,
  total: (bits, threshold, above) =>
    `Total ${bits} bits: ${above ? 'above' : 'below'} the threshold of ${threshold}.`,
  margin: (bits, threshold, above) =>
    `The total is ${bits} bits ${above ? 'above' : 'below'} the threshold of ${threshold}.`,
  pair: (q, l) => (q === null ? `“${l}”` : l === null ? `“${q}”` : `“${q}” with “${l}”`),
  strongest: {
    for: (what, bits) => `Most for one person: ${what} ${bits}.`,
    against: (what, bits) => `Most against: ${what} ${bits}.`,
  },
  changes: {
    'birth-date-equal': () => 'With an equal date of birth',
    'nationality-equal': () => 'With an equal nationality',
    'gender-equal': () => 'With an equal gender',
    'document-equal': () => 'With an equal document number',
    'birth-date-differs': () => 'With dates of birth more than ten years apart',
    'nationality-differs': () => 'With different nationalities',
    'gender-differs': () => 'With different genders',
    'all-equal': () => 'With date of birth, nationality and gender all equal',
    'all-differ': () => 'With date of birth, nationality and gender all different',
    'without-part': (pair) => `Without ${pair}`,
  },
  outcome: (change, bits, above, flips) =>
    `${change} the total would ${flips ? '' : 'still '}be ${bits} bits, ${above ? 'above' : 'below'} the threshold.`,
  nothing: 'No single change considered here would change the decision.',
};

// The sign of a number stands to its left in Arabic text too (Unicode UAX #9 §2.4: an isolate).
const leftToRight = (bits: string): string => `\u2066${bits}\u2069`;

const ar: Wording = {
  relations: {
    exact: (q, l) => `«${q}» مطابق تمامًا لـ«${l}».`,
    spelling: (q, l) => `«${q}» كتابة أخرى لـ«${l}».`,
    'other-script': (q, l) => `«${q}» هو «${l}» مكتوبًا بالحروف الأخرى.`,
    joined: (q, l) => `«${q}» هو «${l}» مع اختلاف في الوصل والفصل.`,
    initial: (q, l) => `«${q}» و«${l}» يتفقان في الحرف الأول.`,
    particle: (q, l) => `«${q}» و«${l}»: أداة من أدوات الاسم.`,
    truncated: (q, l) => `«${q}» أول «${l}»، وقد امتلأت الخانة قبل تمامه.`,
    missing: (_, l) => `«${l}» من الاسم المدرج غير موجود.`,
    extra: (q) => `«${q}» ليس في الاسم المدرج.`,
    conflict: (q, l) => `«${q}» في موضع «${l}» من الاسم المدرج، وهو اسم آخر.`,
  },
  rules: {
    article: 'أداة التعريف في أحد الاسمين دون الآخر.',
    'order-rotated': 'اسم العائلة مقدَّم في أحد الاسمين.',
    'order-differs': 'ترتيب أجزاء الاسم مختلف.',
    'whole-name-loose': 'لكل جزء من الاسمين ما يقابله، وأحدها كتابة بعيدة.',
    'whole-name-complete': 'لكل جزء من الاسمين ما يقابله.',
    'whole-name-exact': 'الاسمان متطابقان حرفًا حرفًا.',
    'whole-name-acronym': 'لم تتفق إلا الأحرف الأولى، وهي مشتركة بين أسماء كثيرة.',
  },
  pairs: {
    'same-form': (q, l) => `«${q}» و«${l}» يدلّان على نوع واحد من الهيئات.`,
    'same-meaning': (q, l) => `«${q}» و«${l}» بمعنى واحد.`,
    'other-activity': (q, l) => `«${q}» في موضع «${l}» من الاسم المدرج، وهو نشاط آخر أو بلد آخر.`,
    'acronym-of-listed': (q, l) => `«${q}» هو الأحرف الأولى من «${l}».`,
    'acronym-of-query': (q, l) => `«${l}» هو الأحرف الأولى من «${q}»، أو مختصره بين القوسين.`,
  },
  kinds: { 'birth-date': 'تاريخ الميلاد', nationality: 'الجنسية', gender: 'الجنس', document: 'رقم الوثيقة' },
  details: {
    'same-day': 'اليوم نفسه',
    'day-month-swapped': 'اليوم والشهر متبادلان',
    'one-digit': 'اختلاف في خانة واحدة',
    'same-year-other-day': 'السنة نفسها واليوم مختلف',
    'within-range': 'ضمن المدة المذكورة',
    'same-month': 'الشهر نفسه',
    'same-year': 'السنة نفسها',
    'near-year': 'الفرق سنتان على الأكثر',
    'other-year': 'الفرق من ثلاث سنوات إلى عشر',
    'far-year': 'الفرق أكثر من عشر سنوات',
    shared: 'مشتركة بين الطرفين',
    'none-shared': 'مختلفة',
    same: 'متفق',
    other: 'مختلف',
    'number-equal': 'الرقم نفسه',
    'not-stated': 'غير مذكور في الطرفين معًا',
  },
  bits: (bits) => `(${leftToRight(bits)} بت)`,
  total: (bits, threshold, above) =>
    `المجموع ${leftToRight(bits)} بت: ${above ? 'فوق' : 'دون'} الحد البالغ ${threshold}.`,
  margin: (bits, threshold, above) =>
    `المجموع ${above ? 'فوق' : 'دون'} الحد البالغ ${threshold} بمقدار ${bits} بت.`,
  pair: (q, l) => (q === null ? `«${l}»` : l === null ? `«${q}»` : `«${q}» مع «${l}»`),
  strongest: {
    for: (what, bits) => `أقوى ما يدل على أنهما شخص واحد: ${what} ${bits}.`,
    against: (what, bits) => `أقوى ما يدل على خلاف ذلك: ${what} ${bits}.`,
  },
  changes: {
    'birth-date-equal': () => 'لو تساوى تاريخا الميلاد',
    'nationality-equal': () => 'لو تساوت الجنسيتان',
    'gender-equal': () => 'لو اتفق الجنس',
    'document-equal': () => 'لو تساوى رقما الوثيقتين',
    'birth-date-differs': () => 'لو زاد الفرق بين تاريخي الميلاد على عشر سنوات',
    'nationality-differs': () => 'لو اختلفت الجنسيتان',
    'gender-differs': () => 'لو اختلف الجنس',
    'all-equal': () => 'لو تساوى تاريخ الميلاد والجنسية والجنس جميعًا',
    'all-differ': () => 'لو اختلف تاريخ الميلاد والجنسية والجنس جميعًا',
    'without-part': (pair) => `لو لم يُحسب ${pair}`,
  },
  outcome: (change, bits, above, flips) =>
    `${change} ${flips ? 'لأصبح' : 'لبقي'} المجموع ${above ? 'فوق' : 'دون'} الحد: ${leftToRight(bits)} بت.`,
  nothing: 'ما من تغيير واحد من هذه التغييرات يبدّل القرار.',
};

const wordings: Readonly<Record<TextLanguage, Wording>> = { en, ar };
const show = (bits: number): string => `${bits > 0 ? '+' : ''}${bits.toFixed(1)}`;

const partSentence = (wording: Wording, part: ExplanationPart): string => {
  const ofPair = wording.pairs[part.rule] ?? wording.relations[part.relation];
  const text = wording.rules[part.rule] ?? ofPair(part.queryPart ?? '', part.listPart ?? '');
  return `${text} ${wording.bits(show(part.bits))}`;
};

/**
 * The explanation as sentences, one a line: a pure rendering of the record, with nothing added.
 * @example explanationText(explanation, 'ar').includes('المجموع'); // true
 */
export const explanationText = (explanation: Explanation, language: TextLanguage): string => {
  const wording = wordings[language];
  const evidence = explanation.evidence.map(
    (term) =>
      `${wording.kinds[term.kind]}: ${wording.details[term.detail] ?? term.detail} ${wording.bits(show(term.bits))}`,
  );
  const total = wording.total(
    explanation.totalBits.toFixed(1),
    explanation.threshold.toFixed(1),
    explanation.margin >= 0,
  );
  return [...explanation.parts.map((part) => partSentence(wording, part)), ...evidence, total].join('\n');
};

const weightText = (wording: Wording, weight: Weight): string =>
  weight.of === 'part'
    ? (wording.rules[weight.code]?.replace(/\.$/, '') ?? wording.pair(weight.query, weight.list))
    : `${wording.kinds[weight.of]}: ${wording.details[weight.code] ?? weight.code}`;

const turnText = (wording: Wording, turn: Turn, above: boolean): string =>
  wording.outcome(
    wording.changes[turn.code](wording.pair(turn.query, turn.list)),
    turn.totalBits.toFixed(1),
    turn.flips !== above,
    turn.flips,
  );

/**
 * What the decision hangs on, one sentence a line: the distance from the threshold, the strongest terms, then each
 * change in the order of {@link TurningPoints.turns}, and a last line where none of them would turn it.
 * @example turningText(turningPoints(explanation), 'en').includes('threshold'); // true
 */
export const turningText = (points: TurningPoints, language: TextLanguage): string => {
  const wording = wordings[language];
  const { above, margin, threshold, strongestFor, strongestAgainst, turns } = points;
  const strongest = (side: 'for' | 'against', weight: Weight | null): string[] =>
    weight === null
      ? []
      : [wording.strongest[side](weightText(wording, weight), wording.bits(show(weight.bits)))];
  return [
    wording.margin(Math.abs(margin).toFixed(1), threshold.toFixed(1), above),
    ...strongest('for', strongestFor),
    ...strongest('against', strongestAgainst),
    ...turns.map((turn) => turnText(wording, turn, above)),
    ...(turns.some((turn) => turn.flips) ? [] : [wording.nothing]),
  ].join('\n');
};
