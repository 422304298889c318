import { toAlpha3 } from '../../../kernel/countries.ts';
import { numberIn } from './document-numbers.ts';
import type { IssueCode } from './issues.ts';
import type { DraftDocument, DraftName } from './listing-draft.ts';
import { naturalOrder, scriptTag, tidyName } from './name-texts.ts';
import { parsePartialDate } from './partial-dates.ts';

/** What the remarks field of one OFAC record says, in fields; the text itself is kept beside it. */
export interface Remarks {
  readonly names: DraftName[];
  readonly birthDates: string[];
  readonly birthPlaces: string[];
  readonly nationalities: string[];
  readonly genders: ('M' | 'F')[];
  readonly documents: DraftDocument[];
  /** Parts with a field, parts that are words only, and parts that should have had a field but could not be read. */
  readonly counts: { understood: number; words: number; unread: number };
  readonly problems: { readonly code: IssueCode; readonly raw: string }[];
}

const PASSPORT = /^(?:[A-Za-z.]+ ){0,4}?passport (?:no\.? |# ?|number )?(.+)$/i;
const IDENTITY =
  /^(?:(?:national|personal|national foreign) ID(?: card| number)?|cedula|identification number|identity card|C\.U\.R\.P\.|D\.N\.I\.|SSN|citizen's card number|kimlik(?: no)?|CNP \(personal numerical code\)|tazkira(?: national id card)?|LE number|NIE|N\.I\.E\.|carnet|bosnian personal id|turkish identification number|residency number|stateless person id card|numero de identidad)(?: no\.?| number| #| card)*[ :]+(.+)$/i;
const OTHER =
  /^(?:NIT|RUC|RIF|R\.F\.C\.|I\.F\.E\.|tax id|registration (?:id|number)|vessel registration identification|driver's license|italian fiscal code|trade license|company number|birth certificate(?: number)?|electoral registry|matricula mercantil|cartilla de servicio militar nacional|credencial electoral|folio mercantil|commercial registry(?: number)?|business registration(?: document| number)?|government gazette number|D-U-N-S number|V\.A\.T\. number|US FEIN|UK company number|public registration number|C\.R\.|aircraft manufacturer's serial number \(MSN\)|aircraft construction number \(also called L\/N or S\/N or F\/N\)|aircraft tail number|maritime mobile service identity|MMSI|VisaNumberID|military registration number|refugee id card|travel document number|seafarer's identification document|pilot license number|BIK \(RU\)|chinese commercial code|enterprise number|legal entity number)(?: no\.?| number| #)*[ :]+(.+)$/i;
const VESSEL = /^vessel registration identification/i;

function documentOf(type: DraftDocument['type'], part: string, tail: string): DraftDocument | null {
  // “IMO 9187629” is the number of a ship with the name of its register.
  const written = tail.split(/ \(|;/)[0]!.trim();
  const found = VESSEL.test(part) ? { number: written, country: null } : numberIn(tail);
  if (found === null || !/\d/.test(found.number) || found.number.length > 60) return null;
  return { type, number: found.number, issuer: found.country, note: part };
}

function readDocument(part: string, into: Remarks): boolean {
  const forms = [
    ['passport', PASSPORT],
    ['identity-card', IDENTITY],
    ['other', OTHER],
  ] as const;
  for (const [type, form] of forms) {
    const tail = form.exec(part)?.[1];
    if (tail === undefined) continue;
    const found = documentOf(type, part, tail);
    if (found) {
      into.documents.push(found);
      into.counts.understood += 1;
    } else {
      into.problems.push({ code: 'DOCUMENT_UNREADABLE', raw: part });
      into.counts.unread += 1;
    }
    return true;
  }
  return false;
}

function readPerson(part: string, into: Remarks, person: boolean): boolean | null {
  const born = /^DOB:? (.+)$/i.exec(part)?.[1];
  if (born !== undefined) {
    const date = parsePartialDate(born);
    if (date) addOnce(into.birthDates, date.value);
    return date !== null || problem(into, 'DATE_UNREADABLE', part);
  }
  const place = /^POB:? (.+)$/i.exec(part)?.[1];
  if (place !== undefined) {
    addOnce(into.birthPlaces, place);
    return true;
  }
  const nation = /^(?:nationality|citizen)(?: of registration| of)?:? (.+)$/i.exec(part)?.[1];
  if (nation !== undefined) {
    const code = nation.length > 3 ? toAlpha3(nation) : null;
    if (code) addOnce(into.nationalities, code);
    return code !== null || problem(into, 'COUNTRY_UNKNOWN', part);
  }
  const gender = /^(?:gender|sex):? (male|female)$/i.exec(part)?.[1];
  if (gender !== undefined) {
    into.genders.push(gender.toLowerCase() === 'male' ? 'M' : 'F');
    return true;
  }
  // OFAC puts a “weak” alias, one too broad to search by, in the remarks and in quotation marks.
  const alias = /^a\.k\.a\.,? ["'](.+?)["']?$/.exec(part)?.[1];
  if (alias === undefined) return null;
  const text = person ? naturalOrder(tidyName(alias)) : tidyName(alias);
  into.names.push({ text, quality: 'weak', lang: scriptTag(text) });
  return true;
}

function problem(into: Remarks, code: IssueCode, raw: string): false {
  into.problems.push({ code, raw });
  return false;
}

function addOnce(values: string[], value: string): void {
  if (!values.includes(value)) values.push(value);
}

/** Parts of a remark: cut at semicolons that stand outside quotation marks of an alias. */
function partsOf(text: string): string[] {
  return text
    .split(';')
    .map((part) =>
      part
        .trim()
        .replace(/^alt\. /i, '')
        .replace(/^(.*[^.\s]{2}|.*['")])\.$/s, '$1'),
    )
    .filter((part) => part !== '');
}

/**
 * Reads the remarks of an OFAC record: dates and places of birth, nationality and citizenship, gender, documents and
 * weak aliases get fields; everything else is counted as words, or as unread where a field was expected.
 *
 * @param person whether the names in it are a person's and are put into natural order
 * @example
 * parseRemarks("DOB circa 1951; POB Egypt; a.k.a. 'ABU HAFS'.", true).birthDates; // ['1951']
 */
export function parseRemarks(text: string, person: boolean): Remarks {
  const into: Remarks = {
    names: [],
    birthDates: [],
    birthPlaces: [],
    nationalities: [],
    genders: [],
    documents: [],
    counts: { understood: 0, words: 0, unread: 0 },
    problems: [],
  };
  for (const part of partsOf(text)) {
    const known = readPerson(part, into, person);
    if (known === true) into.counts.understood += 1;
    else if (known === false) into.counts.unread += 1;
    else if (!readDocument(part, into)) into.counts.words += 1;
  }
  return into;
}
