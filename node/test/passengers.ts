/** A traveller as a carrier states them. */
export interface Who {
  readonly surname: string;
  readonly given: string;
  readonly birth: string;
  readonly document?: string;
  readonly gender?: 'M' | 'F' | null;
}

/** A passenger list as a carrier's system sends it (travellers.md §2.7). */
export function paxlst(number: number, people: readonly Who[], { test = false, day = 2 } = {}): string {
  const flight = `QJ${400 + number}`;
  const lines = people.flatMap((who, at) => [
    `NAD+FL+++${who.surname}:${who.given}`,
    ...(who.gender === null ? [] : [`ATT+2++${who.gender ?? 'M'}`]),
    `DTM+329:${who.birth}:101`,
    'LOC+178+LHR',
    'LOC+179+BAH',
    'NAT+2+SAU',
    `RFF+AVF:LOC${number}`,
    `RFF+ABO:${flight}N${at + 1}`,
    ...(who.document ? [`DOC+P:110:111+${who.document}`, 'DTM+36:300915', 'LOC+91+SAU'] : []),
  ]);
  const body = [
    `UNH+M${number}+PAXLST:D:05B:UN:IATA+CAR${number}+01:F`,
    'BGM+745',
    `RFF+TN:TN${number}`,
    'NAD+MS+++QJ OPS',
    `TDT+20+${flight}+++QJ`,
    'LOC+125+LHR',
    `DTM+189:260${300 + day}1310:201`,
    'LOC+87+BAH',
    `DTM+232:260${300 + day}2245:201`,
    ...lines,
    `CNT+42:${people.length}`,
  ];
  const segments = [
    `UNB+UNOA:4+QJ+BHPIU+260301:0800+${number}++IAPI${test ? '++++1' : ''}`,
    `UNG+PAXLST+QJ+BHPIU+260301:0800+1+UN+D:05B`,
    ...body,
    `UNT+${body.length + 1}+M${number}`,
    'UNE+1+1',
    `UNZ+1+${number}`,
  ];
  return `UNA:+.? '\n${segments.join("'\n")}'\n`;
}
