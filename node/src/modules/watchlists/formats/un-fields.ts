import { toAlpha3 } from '../../../kernel/countries.ts';
import { numberIn } from './document-numbers.ts';
import type { DraftDocument } from './listing-draft.ts';
import { parsePartialDate } from './partial-dates.ts';
import { childrenOf, childText, type XmlElement } from './xml-records.ts';

/** A field read, with the words to keep in the remarks where the value says less than they do. */
export interface UnField<T> {
  readonly value: T | null;
  readonly words: string | null;
}

/** The country of a list's words; codes aren't taken, for “na” is no Namibian. */
export function listedCountry(text: string): string | null {
  return text.length > 3 ? toAlpha3(text) : null;
}

const NO_WORDS = /^$|^approximately$/i;

/**
 * A date of birth of any TYPE_OF_DATE: EXACT and APPROXIMATELY with DATE, YEAR or words in NOTE, BETWEEN with
 * FROM_YEAR and TO_YEAR.
 *
 * @returns null where the element is empty
 * @example
 * readBirth(element); // { value: '1955/1958', words: 'Date of birth (BETWEEN): 1955/1958; Approximately' }
 */
export function readBirth(element: XmlElement): UnField<string> | null {
  const type = childText(element, 'TYPE_OF_DATE');
  const note = childText(element, 'NOTE');
  const [date, year] = [childText(element, 'DATE'), childText(element, 'YEAR')];
  const [from, to] = [childText(element, 'FROM_YEAR'), childText(element, 'TO_YEAR')];
  const written = date || year || (from && to ? `${from}/${to}` : from || to);
  if (written === '' && note === '') return null;
  // “Sep.” beside the year 1958 is the month of it.
  const joined = year !== '' && note !== '' ? parsePartialDate(`${note} ${year}`) : null;
  const read = joined ?? parsePartialDate(written === '' ? note : written);
  const plain = read?.exact === true && type !== 'APPROXIMATELY' && (NO_WORDS.test(note) || note === written);
  const words = `Date of birth (${type || 'type not given'}): ${[written, note].filter((part) => part !== '').join('; ')}`;
  return { value: read?.value ?? null, words: plain && type !== 'BETWEEN' && note === '' ? null : words };
}

const PLACE_PARTS = ['STREET', 'CITY', 'STATE_PROVINCE', 'ZIP_CODE', 'COUNTRY'];

/**
 * An address or a place of birth as one line, with its note in brackets; '' if it says nothing.
 *
 * @example
 * readPlace(element); // 'Kinshasa, Democratic Republic of the Congo (as of June 2016)'
 */
export function readPlace(element: XmlElement): string {
  const place = PLACE_PARTS.map((part) => childText(element, part))
    .filter((part) => part !== '' && part.toLowerCase() !== 'na')
    .join(', ');
  const note = childText(element, 'NOTE');
  if (note === '' || note.toLowerCase() === 'na') return place;
  return place === '' ? note : `${place} (${note})`;
}

const NOT_IDENTITY =
  /birth|ration|certificate|fiscal|driver|permit|voter|student|social security|serviceman|military|residential|other/i;
function documentType(first: string, second: string): DraftDocument['type'] {
  const both = `${first} ${second}`;
  if (/pass|pasap/i.test(both)) return 'passport';
  if (/\bvisa\b/i.test(both)) return 'visa';
  return /identi|national|tazkira|\bID\b/i.test(both) && !NOT_IDENTITY.test(second)
    ? 'identity-card'
    : 'other';
}

/**
 * A document with its issuing country; the number is taken out of words such as “Afghan passport number OA296623”,
 * which stay in the note. The country of issue is where a document was handed out: it is the issuer unless that would
 * contradict the nationality, as with a passport from an embassy.
 *
 * @returns null where the element is empty; a null value where it has no number
 * @example
 * readDocument(element, []); // { value: { type: 'passport', number: 'OA296623', issuer: null, note: '…' }, words: null }
 */
export function readDocument(
  element: XmlElement,
  nationalities: readonly string[],
): UnField<DraftDocument> | null {
  const [first, second] = [childText(element, 'TYPE_OF_DOCUMENT'), childText(element, 'TYPE_OF_DOCUMENT2')];
  const written = childText(element, 'NUMBER');
  const issued = ['ISSUING_COUNTRY', 'COUNTRY_OF_ISSUE'].map((name) => childText(element, name));
  const issue = ['DATE_OF_ISSUE', 'CITY_OF_ISSUE'].map((name) => childText(element, name));
  const rest = [...new Set([second, ...issued, ...issue, childText(element, 'NOTE')])].filter(
    (part) => part !== '',
  );
  if (first === '' && written === '' && rest.length === 0) return null;
  // Where NUMBER is empty the number stands in the other words: “Libyan passport number 347834, issued …”.
  const sources = written === '' ? [second, childText(element, 'NOTE')] : [written];
  const found = sources.map(numberIn).find((read) => read !== null);
  const words = [first, ...(found?.number === written ? [] : [written]), ...rest]
    .filter((part) => part !== '')
    .join('; ');
  if (found === undefined || found.number.length > 80)
    return { value: null, words: `Document: ${[written, words].join('; ')}` };
  const { number, country } = found;
  const [issuing, place] = issued.map(listedCountry);
  const contradicts = nationalities.length > 0 && place != null && !nationalities.includes(place);
  const issuer = issuing ?? country ?? (contradicts ? null : (place ?? null));
  return { value: { type: documentType(first, second), number, issuer, note: words || null }, words: null };
}

/**
 * The VALUE texts of a list element such as DESIGNATION or NATIONALITY.
 *
 * @example
 * valuesOf(record, 'DESIGNATION'); // ['FDLR Interim President']
 */
export function valuesOf(record: XmlElement, name: string): string[] {
  return childrenOf(record, name)
    .flatMap((element) => childrenOf(element, 'VALUE'))
    .map((value) => value.text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '' && text.toLowerCase() !== 'na');
}
