/** Is a document fit to be signed? Every fault with its place, in both languages. */
import type { z } from 'zod';
import { type CaseResult, casesOf } from './cases.ts';
import { checkPolicies } from './cedar.ts';
import { policiesOf } from './compile.ts';
import { digestOf } from './digest.ts';
import { type Direction, DirectiveDocument, MemorandumDocument, referenceOf } from './document.ts';
import { PROTOCOL_DIGEST } from './protocol.ts';
import { rulesOf } from './rules.ts';
import { type DocumentFault, fault, LIMITS, strictJson } from './strict-json.ts';

export type { DocumentFault } from './strict-json.ts';

/** Faults that are told at most; the rest would be noise. */
const FAULTS_TOLD = 30;
/** More than any agreement needs, and still checked in seconds. */
const MOST = { clauses: 200, cases: 600 };

export type Checked<Document> =
  | { readonly document: Document; readonly digest: string }
  | { readonly faults: readonly DocumentFault[] };

/**
 * Reads a memorandum from bytes that may be hostile, and checks its form and what holds it
 * together; {@link prove} does the rest.
 *
 * @example
 * const read = readMemorandum(bytes);
 * if ('faults' in read) console.log(read.faults[0].place, read.faults[0].text.ar);
 */
export function readMemorandum(bytes: Uint8Array | string): Checked<MemorandumDocument> {
  const parsed = parse(bytes, MemorandumDocument);
  if ('faults' in parsed) return parsed;
  const faults = faultsOf(parsed.document);
  return faults.length > 0 ? { faults } : { document: parsed.document, digest: digestOf(parsed.document) };
}

/** The same for an operational directive. */
export function readDirective(bytes: Uint8Array | string): Checked<DirectiveDocument> {
  const parsed = parse(bytes, DirectiveDocument);
  if ('faults' in parsed) return parsed;
  const { document } = parsed;
  if (document.until !== null && document.until <= document.from)
    return {
      faults: [fault('DATES', 'until', 'It ends before it begins.', 'تاريخ الانتهاء يسبق تاريخ البدء.')],
    };
  return { document, digest: digestOf(document) };
}

/** What in a well-formed document does not hold together: parties, competences, references, dates. */
export function faultsOf(document: MemorandumDocument): DocumentFault[] {
  if (digestOf(document) === PROTOCOL_DIGEST) return [];
  return [...frameFaults(document), ...articleFaults(document)].slice(0, FAULTS_TOLD);
}

/** Policies that are checked, and cases that are run, between two pauses. */
const SLICE = 8;

/**
 * What stands against signing a document that reads well: what Cedar's checker says of each clause, and cases that do
 * not come out as their authors expect. `pause` is awaited every few milliseconds.
 *
 * @example
 * const faults = await prove(document, () => new Promise((resume) => setImmediate(resume)));
 */
export async function prove(
  document: MemorandumDocument,
  pause: () => Promise<void>,
): Promise<DocumentFault[]> {
  const { permits, forbids } = rulesOf(document, '');
  const policies = Object.entries(policiesOf(permits, forbids));
  const faults: DocumentFault[] = [];
  for (let at = 0; at < policies.length; at += SLICE) {
    for (const { reference, message } of checkPolicies(Object.fromEntries(policies.slice(at, at + SLICE))))
      faults.push(
        fault('POLICY', reference, `The policy checker says: ${message}`, `يقول مدقق السياسات: ${message}`),
      );
    await pause();
  }
  if (faults.length > 0) return faults.slice(0, FAULTS_TOLD);
  let run = 0;
  for (const result of casesOf(document)) {
    if (!result.passed) faults.push(caseFault(document.id, result));
    run += 1;
    if (run % SLICE === 0) await pause();
  }
  return faults.slice(0, FAULTS_TOLD);
}

function caseFault(id: string, { article, answer }: CaseResult): DocumentFault {
  const came = answer.allowed ? answer.article : answer.code;
  return fault(
    'CASE_FAILS',
    referenceOf(id, article, null),
    `A case of article ${article} comes out as ${came}.`,
    `جاءت نتيجة إحدى حالات اختبار المادة ${article}: ${came}.`,
  );
}

function parse<Document>(
  bytes: Uint8Array | string,
  schema: z.ZodType<Document>,
): { readonly document: Document } | { readonly faults: readonly DocumentFault[] } {
  const size = typeof bytes === 'string' ? bytes.length : bytes.byteLength;
  if (size > LIMITS.bytes)
    return {
      faults: [
        fault(
          'DOCUMENT_TOO_LARGE',
          '',
          `It is larger than ${LIMITS.bytes} bytes.`,
          `حجمه أكبر من ${LIMITS.bytes} بايت.`,
        ),
      ],
    };
  const text = typeof bytes === 'string' ? bytes : decode(bytes);
  if (text === null)
    return {
      faults: [fault('DOCUMENT_NOT_UTF8', '', 'The bytes are not UTF-8.', 'البايتات ليست بترميز UTF-8.')],
    };
  const json = strictJson(text);
  if ('fault' in json) return { faults: [json.fault] };
  const checked = schema.safeParse(json.value);
  if (checked.success) return { document: checked.data };
  return { faults: checked.error.issues.slice(0, FAULTS_TOLD).map(issueFault) };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${String(step)}`))
    .join('');

function issueFault(issue: z.core.$ZodIssue): DocumentFault {
  const place = placeOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys
      .map((key) => key.slice(0, 40))
      .join(', ')
      .slice(0, 200);
    return fault('MEMBER_UNKNOWN', place, `Unknown here: ${names}.`, `غير معروف هنا: ${names}.`);
  }
  if (issue.code === 'invalid_value') return valueFault(place, issue.values.map(String));
  if (issue.code === 'custom' && issue.params?.field !== undefined)
    return fault(
      'FIELD_UNKNOWN',
      place,
      `This category has no ${String(issue.params.field)}; it has: ${(issue.params.known as string[]).join(', ')}.`,
      `لا تتضمن هذه الفئة الحقل ${String(issue.params.field)}، وحقولها: ${(issue.params.known as string[]).join('، ')}.`,
    );
  return fault(
    issue.code === 'too_big' || issue.code === 'too_small' ? 'SIZE' : 'VALUE',
    place,
    `Not valid: ${issue.message}.`,
    `القيمة غير صالحة (${issue.code}).`,
  );
}

const valueFault = (place: string, values: readonly string[]): DocumentFault =>
  fault(
    'VALUE_UNKNOWN',
    place,
    `Not one of the closed list: ${values.join(', ')}.`,
    `ليست من القائمة المحددة: ${values.join('، ')}.`,
  );

function frameFaults({
  id,
  parties,
  signatories,
  inForceFrom,
  inForceUntil,
  articles,
}: MemorandumDocument): DocumentFault[] {
  const codes = parties.map(({ code }) => code);
  const faults: DocumentFault[] = [];
  const clauses = articles.reduce((sum, article) => sum + article.clauses.length, 0);
  const cases = articles.reduce((sum, article) => sum + article.cases.length, 0);
  if (clauses > MOST.clauses || cases > MOST.cases)
    faults.push(
      fault(
        'TOO_MUCH',
        'articles',
        `At most ${MOST.clauses} clauses and ${MOST.cases} cases.`,
        `بحد أقصى ${MOST.clauses} بندًا و${MOST.cases} حالة اختبار.`,
      ),
    );
  if (id === 'PROTOCOL')
    faults.push(
      fault(
        'PROTOCOL_FIXED',
        'id',
        'The protocol is built in and is not proposed.',
        'البروتوكول مدمج ولا يُقترح.',
      ),
    );
  if (new Set(codes).size !== 2 || codes.includes('*'))
    faults.push(
      fault('PARTIES', 'parties', 'There are two different parties.', 'يجب أن يكون الطرفان اثنين مختلفين.'),
    );
  if (codes.some((code) => !signatories.some(({ party }) => party === code)))
    faults.push(
      fault('SIGNATORIES', 'signatories', 'Each party has a signatory.', 'يجب أن يكون لكل طرف موقّع.'),
    );
  if (inForceUntil !== null && inForceUntil <= inForceFrom)
    faults.push(
      fault('DATES', 'inForceUntil', 'It ends before it begins.', 'تاريخ الانتهاء يسبق تاريخ النفاذ.'),
    );
  return faults;
}

function articleFaults(document: MemorandumDocument): DocumentFault[] {
  const faults: DocumentFault[] = [];
  const numbers = new Set<string>();
  document.articles.forEach(({ number, clauses }, at) => {
    const place = `articles[${at}]`;
    if (numbers.has(number))
      faults.push(
        fault(
          'NUMBER_TWICE',
          `${place}.number`,
          `Article ${number} stands twice.`,
          `المادة ${number} مكررة.`,
        ),
      );
    numbers.add(number);
    const letters = clauses.map(({ letter }) => letter);
    if (clauses.length > 1 && (letters.includes(null) || new Set(letters).size !== letters.length))
      faults.push(
        fault(
          'LETTERS',
          `${place}.clauses`,
          'Several clauses need a letter each.',
          'البنود المتعددة في مادة واحدة يلزم كلًّا منها حرف خاص.',
        ),
      );
    clauses.forEach((clause, index) => {
      const purposes = clause.effect === 'permit' ? clause.purposes : [];
      for (const direction of clause.directions ?? [])
        faults.push(
          ...directionFaults(document, direction, purposes, `${place}.clauses[${index}].directions`),
        );
    });
  });
  return faults;
}

function directionFaults(
  { parties }: MemorandumDocument,
  { from, to }: Direction,
  purposes: readonly string[],
  place: string,
): DocumentFault[] {
  if (from.party === to.party)
    return [fault('DIRECTION', place, 'It goes from a party to itself.', 'الاتجاه من طرف إلى نفسه.')];
  return [from, to].flatMap(({ party, agencies }) =>
    agencies.flatMap((code) => {
      const known = parties.find((each) => each.code === party)?.agencies.find((each) => each.code === code);
      const name = `${party}/${code}`;
      if (!known)
        return [
          fault(
            'AGENCY_UNKNOWN',
            place,
            `${name} is no agency of a party.`,
            `${name} ليست جهة تابعة لأحد الطرفين.`,
          ),
        ];
      const lacking = purposes.filter(
        (purpose) => !(known.competences as readonly string[]).includes(purpose),
      );
      if (lacking.length === 0) return [];
      return [
        fault(
          'NOT_COMPETENT',
          place,
          `${name} has no competence for: ${lacking.join(', ')}.`,
          `${name} غير مختصة بما يلي: ${lacking.join('، ')}.`,
        ),
      ];
    }),
  );
}
