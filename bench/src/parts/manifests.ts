import { seededRandom } from '@jisr/node';

const SURNAMES =
  'ALSHEMALI HADDAD NASSER KHALIL MANSOUR FAROUQI SALEH QASIM RAHIMI SULTAN DARWISH JABER SMITH JOHNSON MULLER ROSSI KUMAR SHARMA PATEL GARCIA NOVAK KIM TANAKA OKONJO MENSAH DUBOIS LARSEN COSTA YILMAZ IBRAHIMOV'.split(
    ' ',
  );
const GIVEN =
  'NOORA YUSUF FATIMA AHMED MOHAMED ALI HASSAN LAYLA OMAR KHALID SARA MARIAM IBRAHIM JOHN MARY ANNA PETER RAJ PRIYA LUIS ELENA MINJUN AMARA KOFI CLAIRE LARS INES MEHMET DINA ROBIN'.split(
    ' ',
  );
const STATES =
  'BHR SAU ARE EGY JOR LBN GBR USA DEU ITA IND PAK ESP CZE KOR JPN NGA GHA FRA NOR PRT TUR AZE'.split(' ');

/** Somebody who is on board beside the invented ones; `birth` is `YYYYMMDD`. */
export interface Guest {
  readonly surname: string;
  readonly given: string;
  readonly birth: string | null;
}

export interface ManifestOptions {
  readonly seed: string;
  readonly travellers: number;
  readonly carrier: string;
  readonly flight: number;
  /** `YYYY-MM-DDTHH:MM` local to LHR. */
  readonly departure: string;
  readonly guests?: readonly Guest[];
}

/** A well-formed PAXLST of invented travellers: the same bytes for the same options. */
export function manifest(options: ManifestOptions): string {
  const { carrier, flight, travellers } = options;
  const random = seededRandom(options.seed);
  const short = options.departure.slice(2).replace(/\D/g, '');
  const people = Array.from({ length: travellers }, (_, at) => person(options, random, at)).flat();
  const day = short.slice(0, 6);
  const head = [
    "BGM+745'",
    `NAD+MS+++${carrier} AIRLINE OPS'`,
    "COM+44 20 5550 0199:TE'",
    `TDT+20+${carrier}${flight}+++${carrier}'`,
    `LOC+125+LHR'DTM+189:${short}:201'`,
    `LOC+87+BAH'DTM+232:${day}2345:201'`,
  ];
  const segments = [
    `UNH+1+PAXLST:D:05B:UN:IATA+${carrier}${flight}/${day}+01:F'`,
    ...head,
    ...people,
    `CNT+42:${travellers}'`,
  ].join('');
  const count = segments.split("'").length;
  const reference = `${short}${flight}`;
  return `UNA:+.? 'UNB+UNOA:4+${carrier}:ZZ+BHPIU:ZZ+${day}:${short.slice(6)}+${reference}++APIS'${segments}UNT+${count}+1'UNZ+1+${reference}'`;
}

function person(
  { carrier, flight, guests = [] }: ManifestOptions,
  random: () => number,
  at: number,
): string[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const guest = guests[at];
  const invented = `${1945 + Math.floor(random() * 70)}${pad(1 + Math.floor(random() * 12))}${pad(1 + Math.floor(random() * 28))}`;
  const birth = guest ? guest.birth : invented;
  const surname = guest?.surname ?? `${pick(SURNAMES)}${random() < 0.2 ? ` ${pick(SURNAMES)}` : ''}`;
  const given = guest?.given ?? `${pick(GIVEN)} ${pick(GIVEN)}`;
  const state = pick(STATES);
  const number = `${String.fromCharCode(65 + Math.floor(random() * 26))}${Math.floor(random() * 1e8)}`.padEnd(
    9,
    '0',
  );
  return [
    `NAD+FL+++${surname}:${given}'`,
    `ATT+2++${random() < 0.5 ? 'M' : 'F'}'`,
    ...(birth ? [`DTM+329:${birth}:102'`] : []),
    `MEA+CT++:${1 + Math.floor(random() * 2)}'GEI+4+173'`,
    `LOC+22+BAH'LOC+178+LHR'LOC+179+BAH'LOC+174+${state}'NAT+2+${state}'`,
    `RFF+AVF:${locator(random)}'RFF+ABO:${carrier}${flight}${pad(at, 5)}'`,
    `RFF+SEA:${pad(1 + Math.floor(at / 6), 3)}${'ABCDEF'[at % 6]}'`,
    `DOC+P:110:111+${number}'DTM+36:310915'LOC+91+${state}'`,
  ];
}

const pad = (number: number, width = 2): string => String(number).padStart(width, '0');
const locator = (random: () => number): string =>
  Array.from({ length: 6 }, () => 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'[Math.floor(random() * 32)]).join('');
