/** Counts the published lists by their bytes, without our parsers: what is stored is compared with it. */

const matches = (text: string, form: RegExp): RegExpExecArray[] => [...text.matchAll(form)];
const lines = (text: string): string[] => text.split('\n').filter((line) => /^\d+,/.test(line));

/** What an OFAC issue holds, by the beginnings of its lines and the words of its remarks. */
export function countOfac(sdn: string, alt: string, add: string, comments: string): Record<string, number> {
  const spilled = new Map(lines(comments).map((line) => [line.split(',')[0], line]));
  const records = lines(sdn).map((line) => line + (spilled.get(line.split(',')[0]) ?? ''));
  const kind = (form: RegExp) => records.filter((line) => form.test(line)).length;
  const [individual, vessel, aircraft] = [/","individual","/, /","vessel","/, /","aircraft","/];
  const people = kind(individual);
  return {
    people,
    organisations: records.length - people - kind(vessel) - kind(aircraft),
    vessels: kind(vessel),
    aircraft: kind(aircraft),
    addresses: lines(add).filter((line) => !/^\d+,\d+,-0- ,-0- ,(?:-0- |"undetermined"),-0- /.test(line))
      .length,
    strongNames: lines(alt).filter((line) => /^\d+,\d+,"[afn]ka",/.test(line)).length,
    passports: matches(
      records.join('\n'),
      /(?:; |")(?:alt\. )?(?:[A-Za-z.]+ ){0,4}Passport (?=[^;]*\d)(?!issued|place|and )/g,
    ).length,
    withBirthDate: kind(/[; "]DOB (?:circa )?(?:\d{2} )?(?:[A-Z][a-z]{2} )?\d{4}/),
    withGender: kind(/[;"]\s*(?:Gender|Sex):? (?:Male|Female)/i),
  };
}

const people = (xml: string): string[] =>
  matches(xml, /<INDIVIDUAL>(.*?)<\/INDIVIDUAL>/gs).map((match) => match[1]!);
const values = (part: string, tag: string): string[] =>
  matches(part, new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))
    .map((match) => unescaped(match[1]!).replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
const parts = (part: string, tag: string): string[] =>
  matches(part, new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs')).map((match) => match[1]!);
const unescaped = (text: string): string =>
  text.replaceAll('&apos;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** What the UN list holds, by its tags. */
export function countUn(xml: string): Record<string, number> {
  const records = people(xml);
  const having = (form: (record: string) => boolean) => records.filter(form).length;
  return {
    people: records.length,
    organisations: matches(xml, /<ENTITY>/g).length,
    vessels: 0,
    aircraft: 0,
    withBirthDate: having((record) =>
      parts(record, 'INDIVIDUAL_DATE_OF_BIRTH').some((born) => /\b(?:19|20)\d\d\b/.test(born)),
    ),
    withNationality: having((record) => nationsOf(record).length > 0),
    withGender: having((record) => /<GENDER>(?:Male|Female)</.test(record)),
  };
}

const nationsOf = (record: string): string[] =>
  parts(record, 'NATIONALITY')
    .flatMap((part) => values(part, 'VALUE'))
    .filter((text) => text !== 'na');

/** One person of the UN list as the bytes state it. */
export interface UnPerson {
  readonly reference: string;
  readonly latin: string;
  readonly original: string;
  readonly years: readonly string[];
  readonly days: readonly string[];
  readonly gender: 'M' | 'F' | null;
  /** How many nationalities are stated. */
  readonly nations: number;
  /** The longest run of digits of each stated document number. */
  readonly numbers: readonly string[];
}

/** Every person of the UN list, by its tags. */
export function readUnPeople(xml: string): UnPerson[] {
  return people(xml).map((record) => {
    const births = parts(record, 'INDIVIDUAL_DATE_OF_BIRTH');
    const names = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'];
    const gender = values(record, 'GENDER')[0];
    return {
      reference: `UN:${values(record, 'REFERENCE_NUMBER')[0]}`,
      latin: names.map((name) => values(record, name)[0] ?? '').join(' '),
      original: values(record, 'NAME_ORIGINAL_SCRIPT')[0] ?? '',
      years: births.flatMap((born) => ['YEAR', 'FROM_YEAR', 'TO_YEAR'].flatMap((tag) => values(born, tag))),
      days: births.flatMap((born) => values(born, 'DATE')).map((day) => day.slice(0, 10)),
      gender: gender === 'Male' ? 'M' : gender === 'Female' ? 'F' : null,
      nations: new Set(nationsOf(record)).size,
      numbers: parts(record, 'INDIVIDUAL_DOCUMENT')
        .flatMap((document) => values(document, 'NUMBER'))
        .map((number) => longestDigits(number)),
    };
  });
}

const longestDigits = (text: string): string =>
  (text.match(/\d+/g) ?? []).reduce((longest, run) => (run.length > longest.length ? run : longest), '');
