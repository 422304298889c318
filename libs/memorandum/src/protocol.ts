/**
 * The memorandum that every Jisr of this version holds, byte for byte: how two nodes agree, correct and delete. It has no
 * parties and needs no signature; its digest stands on the card of each node.
 */
import { digestOf } from './digest.ts';
import type { Article, MemorandumDocument, PermitClause, TestCase } from './document.ts';
import { type Bilingual, type Category, fieldsOf } from './vocabulary.ts';

const anyone = { party: '*', agencies: ['*'] };
const BHR = { party: 'BHR', agency: 'NCB' };
const USA = { party: 'USA', agency: 'NCB' };

interface Row {
  readonly number: string;
  readonly category: Category;
  readonly heading: Bilingual;
  readonly text: Bilingual;
  readonly approvals: number;
  readonly automatic: boolean;
  readonly retentionDays: number;
}

const clauseOf = ({ category, approvals, automatic, retentionDays }: Row): PermitClause => ({
  effect: 'permit',
  letter: null,
  directions: [{ from: anyone, to: anyone }],
  actions: ['notify', 'agree'],
  purposes: ['protocol'],
  categories: [{ category, fields: [...fieldsOf(category)] }],
  offence: 'none',
  tlp: 'red',
  retentionDays,
  onward: 'forbidden',
  deleteOnRequest: false,
  approvals: { needed: approvals, roles: [] },
  quotaPerDay: null,
  modes: null,
  automatic,
  answerWithinHours: null,
  assurances: [],
  minors: 'allowed',
  ownCitizens: 'allowed',
  caveats: [],
});

function casesOf({ number, category, approvals }: Row): TestCase[] {
  const question = {
    action: 'notify',
    category,
    purpose: 'protocol',
    from: BHR,
    to: USA,
    approvals,
  } as const;
  return [
    { question, expected: { allowed: true, article: `PROTOCOL/${number}` } },
    { question: { ...question, purpose: 'border-security' }, expected: { allowed: false, code: 'PURPOSE' } },
  ];
}

const article = (row: Row): Article => ({
  number: row.number,
  heading: row.heading,
  text: row.text,
  clauses: [clauseOf(row)],
  cases: casesOf(row),
});

const TEN_YEARS = 3_653;
const ROWS: readonly Row[] = [
  {
    number: 'P.1',
    category: 'memorandum-proposal',
    heading: { en: 'Proposals', ar: 'المقترحات' },
    text: {
      en: 'Either node may send the other the text of a memorandum or of an amendment, once two of its officers have approved exactly that text; the node then sends it by itself.',
      ar: 'يجوز لأي من العقدتين أن ترسل إلى الأخرى نص مذكرة أو تعديل بعد موافقة اثنين من ضباطها على النص ذاته.',
    },
    approvals: 0,
    automatic: true,
    retentionDays: TEN_YEARS,
  },
  {
    number: 'P.2',
    category: 'memorandum-signature',
    heading: { en: 'Signatures', ar: 'التواقيع' },
    text: {
      en: 'A signature names the digest of the text that was approved. A memorandum is in force when both parties have signed the same digest.',
      ar: 'يحمل التوقيع بصمة النص الذي تمت الموافقة عليه، ولا تسري المذكرة إلا بتوقيع الطرفين على البصمة ذاتها.',
    },
    approvals: 0,
    automatic: true,
    retentionDays: TEN_YEARS,
  },
  {
    number: 'P.3',
    category: 'suspension',
    heading: { en: 'Suspension', ar: 'التعليق' },
    text: {
      en: 'Either party may suspend a memorandum. The suspension holds from the moment the suspending party decides it, and the other is told at once.',
      ar: 'يجوز لأي طرف تعليق مذكرة، ويسري التعليق من لحظة صدور قراره ويُخطَر الطرف الآخر فورًا.',
    },
    approvals: 0,
    automatic: true,
    retentionDays: TEN_YEARS,
  },
  {
    number: 'P.4',
    category: 'key-notice',
    heading: { en: 'Keys', ar: 'المفاتيح' },
    text: {
      en: 'Each node tells the other of new and withdrawn keys by a card that its root key has signed.',
      ar: 'تُخطر كل عقدة الأخرى بالمفاتيح الجديدة والملغاة ببطاقة موقّعة بمفتاحها الجذري.',
    },
    approvals: 0,
    automatic: true,
    retentionDays: TEN_YEARS,
  },
  {
    number: 'P.5',
    category: 'correction-notice',
    heading: { en: 'Correction', ar: 'التصحيح' },
    text: {
      en: 'Whoever learns that something it sent was wrong tells the receiver, whatever has become of the memorandum since.',
      ar: 'على من يتبين له خطأ فيما أرسله أن يُخطر المتلقي بالصواب، أيًّا كان ما آلت إليه المذكرة بعد ذلك.',
    },
    approvals: 1,
    automatic: false,
    retentionDays: 1_827,
  },
  {
    number: 'P.6',
    category: 'deletion-notice',
    heading: { en: 'Deletion', ar: 'الحذف' },
    text: {
      en: 'The sender may at any time demand that what it sent be deleted. The notice names the document and nothing of its content.',
      ar: 'للمُرسِل أن يطلب في أي وقت حذف ما أرسله، ويكتفي الإشعار بتسمية الوثيقة دون أي من محتواها.',
    },
    approvals: 0,
    automatic: true,
    retentionDays: TEN_YEARS,
  },
  {
    number: 'P.7',
    category: 'deletion-receipt',
    heading: { en: 'Confirmation of deletion', ar: 'تأكيد الحذف' },
    text: {
      en: 'Whoever has deleted says so by a signed confirmation.',
      ar: 'على من نفّذ الحذف أن يؤكده بإقرار موقّع.',
    },
    approvals: 0,
    automatic: true,
    retentionDays: TEN_YEARS,
  },
];

export const PROTOCOL: MemorandumDocument = {
  format: 'jisr-memorandum-v1',
  id: 'PROTOCOL',
  version: 1,
  supersedes: null,
  illustrative: false,
  title: { en: 'Protocol of the link', ar: 'بروتوكول الربط' },
  preamble: {
    en: 'Rules by which two nodes agree on everything else, and which hold when no memorandum does.',
    ar: 'القواعد التي تتفق بها العقدتان على ما سواها، وتبقى سارية حين لا تسري أي مذكرة.',
  },
  parties: [],
  signatories: [],
  inForceFrom: '2025-01-01T00:00:00Z',
  inForceUntil: null,
  suspension: {
    byEitherParty: false,
    text: {
      en: 'The protocol cannot be suspended: deletion and correction are owed at all times.',
      ar: 'لا يجوز تعليق البروتوكول، فالحذف والتصحيح واجبان في كل وقت.',
    },
  },
  articles: ROWS.map(article),
};

export const PROTOCOL_DIGEST = digestOf(PROTOCOL);
