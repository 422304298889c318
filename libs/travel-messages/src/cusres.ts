import {
  componentAt,
  elementsOf,
  type Interchange,
  type Issue,
  type Party,
  type Refusal,
  readInterchanges,
  type SegmentDraft,
  writeInterchange,
} from '@jisr/edifact';
import { readFlightTime } from './dates.ts';
import type { TravelMessage } from './types.ts';

/** Which CUSRES it is: answer to a PAXLST, a status that changed, or the carrier's acknowledgement of one. */
export type CusresKind = 'response' | 'unsolicited' | 'acknowledgement';

/** What is said about one traveller (or, in `errors`, about the message as a whole). */
export interface CusresStatus {
  readonly locator: string | null;
  readonly reference: string | null;
  readonly governmentReference: string | null;
  /** ERC: two characters of the carrier's profile, e.g. `0Z`. */
  readonly status: string;
  /** FTX+AAP: what the agent is shown. */
  readonly text: string | null;
}

/** A CUSRES to write, or one that was read. Times are local, `YYYY-MM-DDTHH:MM`. */
export interface CusresAnswer {
  readonly kind: CusresKind;
  readonly sender: Party;
  readonly recipient: Party;
  readonly preparedAt: string;
  readonly interchangeReference: string;
  readonly applicationReference: string | null;
  readonly groupReference: string | null;
  readonly messageReference: string;
  readonly commonAccessReference: string | null;
  readonly series: { readonly part: number; readonly last: boolean } | null;
  readonly test: boolean;
  /** Directory release, e.g. `05B`. */
  readonly version: string;
  readonly serviceString: boolean;
  /** RFF+TN: an answer with another number is ignored by the carrier. */
  readonly transactionNumber: string | null;
  /** RFF+AF, e.g. `QJ412`. */
  readonly flight: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly departure: string | null;
  readonly arrival: string | null;
  /** ERP+1 blocks. */
  readonly errors: readonly { readonly code: string; readonly text: string | null }[];
  /** ERP+2 blocks, one a traveller. */
  readonly travellers: readonly CusresStatus[];
}

const codeOfKind = { response: '962', unsolicited: '132', acknowledgement: '312' } as const;

function pick(answer: {
  readonly departure: string | null;
  readonly arrival: string | null;
}): SegmentDraft[] {
  const stamp = (code: string, time: string | null): SegmentDraft[] => {
    const digits = time?.replace(/\D/g, '') ?? '';
    return digits.length === 12 ? [['DTM', [code, digits.slice(2), '201']]] : [];
  };
  return [...stamp('189', answer.departure), ...stamp('232', answer.arrival)];
}

function reference(code: string, value: string | null): SegmentDraft[] {
  return value === null ? [] : [['RFF', [code, value]]];
}

function verdict(code: string, text: string | null): SegmentDraft[] {
  const erc: SegmentDraft = ['ERC', code];
  return text === null ? [erc] : [erc, ['FTX', 'AAP', '', '', text]];
}

function bodyOf(answer: CusresAnswer): SegmentDraft[] {
  const place = (code: string, value: string | null): SegmentDraft[] =>
    value === null ? [] : [['LOC', code, value]];
  return [
    ['BGM', codeOfKind[answer.kind]],
    ...reference('TN', answer.transactionNumber),
    ...reference('AF', answer.flight),
    ...pick(answer),
    ...place('125', answer.from),
    ...place('87', answer.to),
    ...answer.errors.flatMap(({ code, text }): SegmentDraft[] => [['ERP', '1'], ...verdict(code, text)]),
    ...answer.travellers.flatMap((traveller): SegmentDraft[] => [
      ['ERP', '2'],
      ...reference('AVF', traveller.locator),
      ...reference('ABO', traveller.reference),
      ...reference('AEA', traveller.governmentReference),
      ...verdict(traveller.status, traveller.text),
    ]),
  ];
}

/**
 * Writes a CUSRES (travellers.md §3.1): 962 and 132 from a state, 312 from a carrier. Texts must fit the carrier's
 * character set; they are released, never altered.
 * @example writeCusres(answer) // "UNA:+.? 'UNB+UNOA:4+BHIAPI+QJ+…"
 */
export function writeCusres(answer: CusresAnswer): string {
  const { series, version } = answer;
  return writeInterchange({
    sender: answer.sender,
    recipient: answer.recipient,
    preparedAt: answer.preparedAt,
    reference: answer.interchangeReference,
    applicationReference: answer.applicationReference,
    test: answer.test,
    serviceString: answer.serviceString,
    group:
      answer.groupReference === null
        ? null
        : { reference: answer.groupReference, agency: 'UN', version: ['D', version] },
    messages: [
      {
        reference: answer.messageReference,
        type: ['CUSRES', 'D', version, 'UN', 'IATA'],
        commonAccessReference: answer.commonAccessReference,
        series: series === null ? null : { part: series.part, flag: series.last ? 'F' : 'C' },
        segments: bodyOf(answer),
      },
    ],
  });
}

function flightOf(
  request: TravelMessage,
): Pick<CusresAnswer, 'flight' | 'from' | 'to' | 'departure' | 'arrival'> {
  const crossing = request.crossings[0];
  const leg = crossing?.legs[crossing.borderLeg ?? 0];
  const number =
    crossing?.number == null ? null : `${crossing.carrier ?? ''}${crossing.number}${crossing.suffix ?? ''}`;
  return {
    // The flight is echoed as the carrier wrote it.
    flight: crossing?.raw ?? number,
    from: leg?.from ?? null,
    to: leg?.to ?? null,
    departure: leg?.departure ?? null,
    arrival: leg?.arrival ?? null,
  };
}

/**
 * The answer (962) to a request: its envelope mirrored, sender and recipient swapped, the same references and
 * transaction number (travellers.md §3.1). The same request and statuses always give the same bytes.
 * @example writeCusres(answerRequest(message, [{ locator: 'M3PL8Z', reference: '90001', governmentReference: null, status: '0Z', text: 'OK TO BOARD' }]))
 */
export function answerRequest(
  request: TravelMessage,
  travellers: readonly CusresStatus[],
  errors: CusresAnswer['errors'] = [],
): CusresAnswer {
  return {
    kind: 'response',
    sender: { id: request.recipient ?? '', qualifier: request.recipientQualifier },
    recipient: { id: request.sender ?? '', qualifier: request.senderQualifier },
    preparedAt: request.sentAt ?? '2000-01-01T00:00',
    interchangeReference: request.interchangeReference ?? request.reference ?? '1',
    applicationReference: request.applicationReference,
    groupReference: request.groupReference,
    messageReference: request.reference ?? '1',
    commonAccessReference: request.commonAccessReference,
    series: request.series,
    test: request.test,
    version: request.version ?? '05B',
    serviceString: true,
    transactionNumber: request.transactionNumber,
    ...flightOf(request),
    errors,
    travellers,
  };
}

/** The CUSRES messages of an input. */
export interface CusresResult {
  readonly answers: readonly CusresAnswer[];
  readonly refusals: readonly Refusal[];
  readonly issues: readonly Issue[];
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface CusresWalk {
  readonly answer: Writable<Omit<CusresAnswer, 'errors' | 'travellers' | 'kind'>> & {
    kind: CusresKind | null;
  };
  readonly errors: Writable<CusresAnswer['errors'][number]>[];
  readonly travellers: Writable<CusresStatus>[];
  block: 'head' | 'error' | 'traveller';
}

const kindOfCode: Readonly<Record<string, CusresKind>> = {
  '962': 'response',
  '132': 'unsolicited',
  '312': 'acknowledgement',
};

function readReference(walk: CusresWalk, code: string, value: string): void {
  const traveller = walk.block === 'traveller' ? walk.travellers.at(-1) : undefined;
  if (code === 'TN') walk.answer.transactionNumber = value || null;
  else if (code === 'AF') walk.answer.flight = value || null;
  else if (traveller === undefined) return;
  else if (code === 'AVF') traveller.locator = value || null;
  else if (code === 'ABO') traveller.reference = value || null;
  else if (code === 'AEA') traveller.governmentReference = value || null;
}

type Elements = readonly (readonly string[])[];

const cusresSegments: Readonly<Record<string, (walk: CusresWalk, e: Elements) => void>> = {
  BGM: (walk, e) => {
    walk.answer.kind = kindOfCode[componentAt(e, 1, 0)] ?? null;
  },
  RFF: (walk, e) => readReference(walk, componentAt(e, 1, 0).toUpperCase(), componentAt(e, 1, 1)),
  DTM: (walk, e) => {
    const time = readFlightTime(componentAt(e, 1, 1), componentAt(e, 1, 2)).value;
    if (componentAt(e, 1, 0) === '189') walk.answer.departure = time;
    else if (componentAt(e, 1, 0) === '232') walk.answer.arrival = time;
  },
  LOC: (walk, e) => {
    if (componentAt(e, 1, 0) === '125') walk.answer.from = componentAt(e, 2, 0) || null;
    else if (componentAt(e, 1, 0) === '87') walk.answer.to = componentAt(e, 2, 0) || null;
  },
  ERP: (walk, e) => {
    walk.block = componentAt(e, 1, 0) === '2' ? 'traveller' : 'error';
    if (walk.block === 'error') walk.errors.push({ code: '', text: null });
    else
      walk.travellers.push({
        locator: null,
        reference: null,
        governmentReference: null,
        status: '',
        text: null,
      });
  },
  ERC: (walk, e) => {
    const [error, traveller] = [walk.errors.at(-1), walk.travellers.at(-1)];
    if (walk.block === 'error' && error) error.code = componentAt(e, 1, 0);
    else if (walk.block === 'traveller' && traveller) traveller.status = componentAt(e, 1, 0);
  },
  FTX: (walk, e) => {
    const text = (e[4] ?? []).filter((part) => part !== '').join(' ') || null;
    const target = walk.block === 'error' ? walk.errors.at(-1) : walk.travellers.at(-1);
    if (walk.block !== 'head' && target) target.text = text;
  },
};

function openCusres(interchange: Interchange, message: Interchange['messages'][number]): CusresWalk {
  const nobody: Party = { id: '', qualifier: null };
  const answer: CusresWalk['answer'] = {
    kind: null,
    sender: interchange.sender ?? nobody,
    recipient: interchange.recipient ?? nobody,
    preparedAt: interchange.preparedAt ?? '',
    interchangeReference: interchange.reference ?? '',
    applicationReference: interchange.applicationReference,
    groupReference: message.group?.reference ?? null,
    messageReference: message.reference,
    commonAccessReference: message.commonAccessReference,
    series: message.series === null ? null : { part: message.series.part, last: message.series.last },
    test: interchange.test,
    version: message.release,
    serviceString: interchange.serviceString,
    transactionNumber: null,
    flight: null,
    from: null,
    to: null,
    departure: null,
    arrival: null,
  };
  return { answer, errors: [], travellers: [], block: 'head' };
}

function readOne(interchange: Interchange, message: Interchange['messages'][number]): CusresAnswer | null {
  if (message.type !== 'CUSRES') return null;
  const walk = openCusres(interchange, message);
  for (const { tag, raw } of message.segments)
    cusresSegments[tag]?.(walk, elementsOf(raw, interchange.separators));
  const { kind } = walk.answer;
  return kind === null ? null : { ...walk.answer, kind, errors: walk.errors, travellers: walk.travellers };
}

/**
 * Reads CUSRES messages (962, 132, 312); never throws on content.
 * @example readCusres(new TextEncoder().encode(writeCusres(answer))).answers[0] // equals answer
 */
export function readCusres(bytes: Uint8Array): CusresResult {
  const { interchanges, issues, refusals } = readInterchanges(bytes);
  const answers: CusresAnswer[] = [];
  const refused = [...refusals];
  for (const interchange of interchanges) {
    for (const message of interchange.messages) {
      const answer = readOne(interchange, message);
      if (answer !== null) answers.push(answer);
      else refused.push(refuseCusres(message.segments[0]?.offset ?? 0));
    }
  }
  return { answers, refusals: refused, issues: [...issues, ...interchanges.flatMap((i) => i.issues)] };
}

function refuseCusres(offset: number): Refusal {
  return {
    code: 'MESSAGE_TYPE_UNSUPPORTED',
    offset,
    message: {
      en: 'The message is not a CUSRES response, status change or acknowledgement.',
      ar: 'الرسالة ليست ردًّا من نوع CUSRES ولا تغييرًا للحالة ولا إقرارًا بالتسلّم.',
    },
  };
}
