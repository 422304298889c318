import type { NameGender, NameKind, NameQuality } from './types.ts';

/** The order of these lists is part of the file format (layout.ts): append only. */
export const kindCodes: readonly NameKind[] = ['person', 'organisation', 'vessel', 'aircraft', 'other'];
export const qualityCodes: readonly NameQuality[] = ['primary', 'strong', 'weak', 'original'];
export const genderCodes: readonly (NameGender | null)[] = [null, 'M', 'F', 'X'];
/** unitRole: the role in the low bits, this flag where the article stood before the part. */
export const articleFlag = 16;
