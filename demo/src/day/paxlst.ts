import { type Person, two } from './people.ts';

/** One flight of the invented day. Times are local to the stations, `YYYY-MM-DDTHH:MM`. */
export interface Flight {
  readonly airline: string;
  readonly number: number;
  readonly from: string;
  readonly to: string;
  readonly departure: string;
  readonly arrival: string;
  /** When the carrier sends its manifest, ISO instant. */
  readonly sentAt: string;
  readonly people: readonly Traveller[];
  readonly crew: readonly Traveller[];
}

export interface Traveller extends Person {
  readonly locator: string;
  readonly reference: string;
  readonly seat: string;
  readonly bags: number;
}

export interface Part {
  readonly number: number;
  readonly last: boolean;
}

const released = (text: string): string => text.replace(/[?:+']/g, '?$&');
const stamp = (local: string): string => local.slice(2).replace(/\D/g, '');

/** A PAXLST as this airline's system writes it (travellers.md §2.2). */
export function writePaxlst(
  flight: Flight,
  people: readonly Traveller[],
  options: {
    readonly crew?: boolean;
    readonly part?: Part;
    readonly test?: boolean;
    readonly declared?: number;
  } = {},
): string {
  const { crew = false, part = { number: 1, last: true }, test = false, declared = people.length } = options;
  const designator = `${flight.airline}${flight.number}`;
  const day = stamp(flight.departure).slice(0, 6);
  const sent = stamp(flight.sentAt.slice(0, 16));
  const reference = `${sent}${flight.number}${crew ? 'C' : 'P'}${part.number}`;
  const own = `${designator}${day}${crew ? 'C' : 'P'}${part.number}`;
  const body = [
    `UNH+${own}+PAXLST:D:05B:UN:IATA+${designator}/${day}/${stamp(flight.departure).slice(6)}${crew ? 'C' : ''}+${two(part.number)}:${part.last ? 'F' : 'C'}`,
    crew ? 'BGM+250+C' : 'BGM+745',
    `NAD+MS+++${flight.airline} AIRLINE OPS`,
    'COM+44 20 5550 0199:TE+OPS?+APIS@EXAMPLE.ORG:EM',
    `TDT+20+${designator}+++${flight.airline}`,
    `LOC+125+${flight.from}`,
    `DTM+189:${stamp(flight.departure)}:201`,
    `LOC+87+${flight.to}`,
    `DTM+232:${stamp(flight.arrival)}:201`,
    ...people.flatMap((person) => personOf(flight, person, crew)),
    `CNT+${crew ? 41 : 42}:${declared}`,
  ];
  const message = [...body, `UNT+${body.length + 1}+${own}`];
  const head = `UNB+UNOA:4+${flight.airline}AIRLINE:ZZ+BHPIU:ZZ+${sent.slice(0, 6)}:${sent.slice(6)}+${reference}++APIS${test ? '++++1' : ''}`;
  return `UNA:+.? '\n${[head, ...message, `UNZ+1+${reference}`].map((segment) => `${segment}'`).join('\n')}\n`;
}

function personOf(flight: Flight, person: Traveller, crew: boolean): string[] {
  const { surname, given, gender, birth, nationality, document, expiry } = person;
  return [
    `NAD+${crew ? 'FM' : 'FL'}+++${released(surname)}:${released(given)}`,
    `ATT+2++${gender}`,
    ...(birth ? [`DTM+329:${birth}:102`] : []),
    ...(crew ? ['EMP+1+CR2:110:111'] : [`MEA+CT++:${person.bags}`, 'GEI+4+173', 'LOC+22+BAH']),
    `LOC+178+${flight.from}`,
    `LOC+179+${flight.to}`,
    `LOC+174+${nationality}`,
    `NAT+2+${nationality}`,
    ...(crew ? [] : [`RFF+AVF:${person.locator}`, `RFF+ABO:${person.reference}`, `RFF+SEA:${person.seat}`]),
    `DOC+P:110:111+${document}`,
    `DTM+36:${expiry}`,
    `LOC+91+${nationality}`,
  ];
}

/** As a teletype network delivers it: a header, and lines broken at 69 characters whatever stands there (travellers.md §1.5). */
export function asTypeB(text: string, airline: string, sentAt: string): string {
  const flat = text.replaceAll('\n', '');
  const lines = flat.match(/.{1,69}/g) ?? [];
  return `\u0001QU BAHPI${airline}\r\n.LHRKP${airline} ${sentAt.slice(8, 10)}${sentAt.slice(11, 13)}${sentAt.slice(14, 16)}\r\n\u0002${lines.join('\r\n')}\r\n\u0003`;
}
