/** Manifests that the tests send: invented people on an invented airline. */

/** Groups of a passenger list that a test may vary. */
export interface Manifest {
  readonly travellers: readonly string[];
  readonly reference?: string;
  readonly function?: string;
  readonly sentAt?: string;
  readonly part?: string;
  readonly test?: boolean;
}

/** The group of one traveller, `extra` segments at its end. */
export const person = (number: number, name = `ALSHEMALI:NOORA ${letters(number)}`, extra = ''): string =>
  [
    `NAD+FL+++${name}`,
    'ATT+2++F',
    `DTM+329:${String(70 + (number % 30)).padStart(2, '0')}0412:101`,
    'LOC+178+LHR',
    'LOC+179+BAH',
    'NAT+2+BHR',
    `RFF+AVF:K7Q${String(Math.floor(number / 3)).padStart(3, '0')}`,
    `RFF+ABO:QJ412LHR${number}`,
    'DOC+P:110:111+A'.concat(String(1_000_000 + number)),
    'DTM+36:300915',
    'LOC+91+BHR',
    ...(extra === '' ? [] : [extra]),
  ].join("'\n");

const letters = (number: number): string =>
  [...String(number)].map((digit) => String.fromCharCode(65 + Number(digit))).join('');

/**
 * One PAXLST of QJ412 from London to Bahrain on 1 March 2026, in its interchange.
 *
 * @example
 * manifest({ travellers: [person(1)] })
 */
export function manifest(of: Manifest): string {
  const { travellers, reference = 'PAX001', sentAt = '260301:1140', part = '01:F' } = of;
  return [
    `UNB+UNOA:4+QJAIRLINE:ZZ+BHPIU:ZZ+${sentAt}+2603011140++APIS${of.test ? '++++1' : ''}`,
    `UNH+${reference}+PAXLST:D:05B:UN:IATA+QJ412/260301/1310+${part}`,
    `BGM+745${of.function ? `+${of.function}` : ''}`,
    'NAD+MS+++QJ AIRLINE OPS',
    'TDT+20+QJ412+++QJ',
    'LOC+125+LHR',
    'DTM+189:2603011310:201',
    'LOC+87+BAH',
    'DTM+232:2603012245:201',
    ...travellers,
    `CNT+42:${travellers.length}`,
    `UNT+1+${reference}`,
    'UNZ+1+2603011140',
    '',
  ].join("'\n");
}

/** The text as it is sent. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
