import {
  componentAt,
  elementsOf,
  type Interchange,
  type Issue,
  type Party,
  type Refusal,
  readInterchanges,
} from '@jisr/edifact';
import type { CusresAnswer, CusresKind, CusresStatus } from './cusres-write.ts';
import { readFlightTime } from './dates.ts';

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
