import type { DraftDocument, DraftKind, Instruction } from './listing-draft.ts';

/** The columns of the project's own list, in the order in which it writes them, with their Arabic headings. */
export const COLUMNS = {
  reference: 'المرجع',
  kind: 'النوع',
  name: 'الاسم',
  original_name: 'الاسم الأصلي',
  aliases: 'الأسماء البديلة',
  weak_aliases: 'الأسماء البديلة الضعيفة',
  birth_dates: 'تواريخ الميلاد',
  nationalities: 'الجنسيات',
  gender: 'الجنس',
  documents: 'الوثائق',
  legal_basis: 'السند القانوني',
  instruction: 'التعليمة',
  originator: 'الجهة الطالبة',
  handling: 'قيود التداول',
  review_on: 'تاريخ المراجعة',
  expires_on: 'تاريخ الانتهاء',
  remarks: 'ملاحظات',
} as const;

/** The name of a column. */
export type Column = keyof typeof COLUMNS;

const bare = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u064B-\u0652\u0640]/g, '')
    .replace(/[أإآ]/g, 'ا')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

const byHeading = new Map<string, Column>();
for (const column of Object.keys(COLUMNS) as Column[]) {
  byHeading.set(column, column);
  byHeading.set(column.replaceAll('_', ' '), column);
  byHeading.set(bare(COLUMNS[column]), column);
}

/**
 * The column that a heading names, in English or Arabic; null for any other.
 *
 * @example
 * columnOf('تواريخ الميلاد'); // 'birth_dates'
 */
export function columnOf(heading: string): Column | null {
  return byHeading.get(bare(heading)) ?? null;
}

function lookup<T>(words: Readonly<Record<string, T>>): (text: string) => T | null {
  const table = new Map(Object.entries(words).map(([word, value]) => [bare(word), value]));
  return (text) => table.get(bare(text)) ?? null;
}

/** The kind of listing that a cell names, in English or Arabic. */
export const kindOf = lookup<DraftKind>({
  person: 'person',
  شخص: 'person',
  organisation: 'organisation',
  organization: 'organisation',
  منظمة: 'organisation',
  كيان: 'organisation',
  vessel: 'vessel',
  سفينة: 'vessel',
  aircraft: 'aircraft',
  طائرة: 'aircraft',
  other: 'other',
  آخر: 'other',
});

/** The instruction that a cell names, in English or Arabic. */
export const instructionOf = lookup<Instruction>({
  refer: 'refer',
  إحالة: 'refer',
  detain: 'detain',
  توقيف: 'detain',
  'deny-boarding': 'deny-boarding',
  'deny boarding': 'deny-boarding',
  'منع من الصعود': 'deny-boarding',
  inform: 'inform',
  إبلاغ: 'inform',
  monitor: 'monitor',
  مراقبة: 'monitor',
});

/** The gender that a cell names, in English or Arabic. */
export const genderOf = lookup<'M' | 'F' | 'X'>({
  M: 'M',
  male: 'M',
  ذكر: 'M',
  F: 'F',
  female: 'F',
  أنثى: 'F',
  X: 'X',
  'غير محدد': 'X',
});

/** The type of document that a cell names, in English or Arabic. */
export const documentTypeOf = lookup<DraftDocument['type']>({
  passport: 'passport',
  'جواز سفر': 'passport',
  'identity-card': 'identity-card',
  'identity card': 'identity-card',
  'بطاقة هوية': 'identity-card',
  visa: 'visa',
  تأشيرة: 'visa',
  other: 'other',
  أخرى: 'other',
});
