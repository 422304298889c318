import { type Party, type SegmentDraft, writeInterchange } from '@jisr/edifact';
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

function times(answer: {
  readonly departure: string | null;
  readonly arrival: string | null;
}): SegmentDraft[] {
  const stamp = (code: string, time: string | null): SegmentDraft[] => {
    const digits = time?.replace(/\D/g, '') ?? '';
    if (digits.length === 12) return [['DTM', [code, digits.slice(2), '201']]];
    // A request that gave no time of day gets its date back.
    return digits.length === 8 ? [['DTM', [code, digits, '102']]] : [];
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
    ...times(answer),
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
