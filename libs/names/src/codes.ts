import type { NameGender, NameKind, NameQuality } from './types.ts';

/** The order of these lists is part of the file format (layout.ts): append only. */
export const kindCodes: readonly NameKind[] = ['person', 'organisation', 'vessel', 'aircraft', 'other'];
export const qualityCodes: readonly NameQuality[] = ['primary', 'strong', 'weak', 'original'];
export const genderCodes: readonly (NameGender | null)[] = [null, 'M', 'F', 'X'];
/** A unit's role: the role in the low bits, this flag where the article stood before the part. */
export const articleFlag = 16;

/** One part of a listed name in one word: the part's number, and above it its role. */
const roleAbove = 24;
export const mostParts = 2 ** roleAbove;
export const packUnit = (part: number, role: number): number => (part | (role << roleAbove)) >>> 0;
export const partOfUnit = (unit: number): number => unit & (mostParts - 1);
export const roleOfUnit = (unit: number): number => unit >>> roleAbove;
