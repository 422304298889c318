import type { Config } from '../../kernel/config.ts';

/** How long traveller data stays readable and when it is erased, counted from the first receipt. */
export interface RetentionTerms {
  /** Names, contact, payment and the like are masked after this many months (data-protection R3). */
  readonly maskAfterMonths: number;
  /** Everything is erased after this many years (data-protection R4). */
  readonly eraseAfterYears: number;
  readonly source: { readonly en: string; readonly ar: string };
}

/** The policy packs: a node runs one, the strictest by default. */
export const RETENTION: Readonly<Record<Config['policyPack'], RetentionTerms>> = {
  'eu-pnr': {
    maskAfterMonths: 6,
    eraseAfterYears: 5,
    source: { en: 'Directive (EU) 2016/681, article 12', ar: 'التوجيه الأوروبي 2016/681، المادة 12' },
  },
  'us-eu': {
    maskAfterMonths: 6,
    eraseAfterYears: 10,
    source: {
      en: 'Agreement between the United States and the European Union of 2012, article 8',
      ar: 'الاتفاق بين الولايات المتحدة والاتحاد الأوروبي لعام 2012، المادة 8',
    },
  },
  'icao-min': {
    maskAfterMonths: 6,
    eraseAfterYears: 5,
    source: {
      en: 'Annex 9 to the Chicago Convention, chapter 9, section D',
      ar: 'الملحق 9 لاتفاقية شيكاغو، الفصل 9، القسم دال',
    },
  },
  national: {
    maskAfterMonths: 6,
    eraseAfterYears: 5,
    source: { en: 'The law of the node’s country', ar: 'قانون بلد العقدة' },
  },
};

/**
 * The day on which what was first received at `receivedAt` is masked.
 *
 * @example
 * maskedOn('2026-08-31T10:00:00.000Z', 'eu-pnr') // '2027-02-28'
 */
export const maskedOn = (receivedAt: string, pack: Config['policyPack']): string =>
  monthsAfter(new Date(receivedAt), RETENTION[pack].maskAfterMonths).toISOString().slice(0, 10);

/**
 * Whatever was first received before this instant is past its last term.
 *
 * @example
 * erasedBefore(new Date('2031-03-01T00:00:00Z'), 'eu-pnr') // 2026-03-01T00:00:00.000Z
 */
export const erasedBefore = (now: Date, pack: Config['policyPack']): Date =>
  monthsAfter(now, -12 * RETENTION[pack].eraseAfterYears);

/** The same day of another month, or that month's last day where it has no such day. */
function monthsAfter(from: Date, months: number): Date {
  const to = new Date(from);
  to.setUTCMonth(to.getUTCMonth() + months);
  if (to.getUTCDate() !== from.getUTCDate()) to.setUTCDate(0);
  return to;
}
