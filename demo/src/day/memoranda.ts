import { API } from '@jisr/contract';
import { DRAFTS, digestOf, MemorandumDocument } from '@jisr/memorandum';
import { asOfficer } from './officer.ts';
import type { Side } from './sides.ts';

const [BORDERS] = DRAFTS;

/** What the second version says otherwise, in both languages and for the machine. */
const OTHERWISE: readonly (readonly [string, string])[] = [
  ['No more than five hundred such queries', 'No more than eight hundred such queries'],
  ['ولا يتجاوز عدد هذه الاستعلامات خمسمائة', 'ولا يتجاوز عدد هذه الاستعلامات ثمانمائة'],
  ['"quotaPerDay":500', '"quotaPerDay":800'],
  ['"usedToday":500', '"usedToday":800'],
  ['are erased six months after receipt', 'are erased one year after receipt'],
  ['وتُمحى البيانات بعد ستة أشهر', 'وتُمحى البيانات بعد سنة'],
];

/** An amendment of the memorandum on borders: more queries, passenger data for longer, photographs
 * for border security, no report of the outcome for organised crime. */
export function amendedBorders(): MemorandumDocument {
  const text = OTHERWISE.reduce((now, [from, to]) => now.replaceAll(from, to), JSON.stringify(BORDERS));
  const amended = MemorandumDocument.parse(JSON.parse(text));
  for (const { number, clauses } of amended.articles)
    for (const clause of clauses) {
      if (clause.effect === 'forbid') continue;
      if (number === '4.3') clause.retentionDays = 365;
      if (number === '4.2' && clause.letter === 'b') clause.purposes.push('border-security');
      if (number === '7')
        clause.purposes = clause.purposes.filter((purpose) => purpose !== 'organised-crime');
    }
  return { ...amended, version: 2, supersedes: digestOf(BORDERS), inForceFrom: '2027-01-01T00:00:00Z' };
}

/** A policy officer takes in the illustrative drafts, and an amendment of one; what is held is not taken twice. */
export async function takeDrafts(address: string, side: Side): Promise<void> {
  const account = side.accounts.find(({ roles }) => roles.includes('policy-officer'));
  if (!account) return;
  const officer = await asOfficer(address, account);
  for (const document of [...DRAFTS, amendedBorders()]) {
    const { faults } = await officer.call(API.importMemorandum, {}, { text: JSON.stringify(document) });
    if (faults[0]) throw new Error(`${document.id}: ${faults[0].place} ${faults[0].text.en}`);
  }
}
