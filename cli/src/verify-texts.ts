import type { Fault } from '@jisr/transparency-log';

type Text = { readonly en: string; readonly ar: string };

/** Why a proof that could be read proves nothing. A fault that is not here means that it could not be read. */
export const NOT_PROVED: Readonly<Partial<Record<Fault | 'LEAF_DIFFERS', Text>>> = {
  LEAF_DIFFERS: {
    en: 'the file of the entry is not the entry that this proof names',
    ar: 'ملف القيد ليس هو القيد الذي يسميه هذا الإثبات',
  },
  PROOF_INVALID: {
    en: 'the entry’s hash does not lead to the root that the log signed',
    ar: 'بصمة القيد لا تؤدي إلى الجذر الذي وقّعه السجل',
  },
  SIGNATURE_INVALID: {
    en: 'a signature under the head of the log is wrong',
    ar: 'أحد التواقيع على رأس السجل غير صحيح',
  },
  SIGNATURE_MISSING: {
    en: 'no key that you gave has signed the head of the log',
    ar: 'لم يوقّع رأس السجل أي مفتاح من المفاتيح التي قدمتها',
  },
  ORIGIN_MISMATCH: {
    en: 'the proof is about another log than the one whose key you gave',
    ar: 'الإثبات يخص سجلًا غير الذي قدمت مفتاحه',
  },
  QUORUM_MISSING: {
    en: 'fewer witnesses have seen the head of the log than you asked for',
    ar: 'عدد الشهود الذين رأوا رأس السجل أقل مما طلبت',
  },
};

/** What the command says. `{…}` are filled in. */
export const SAYS = {
  proved: {
    en: 'PROVED: entry {index} stands in the log {origin}, in a tree of {size} entries.',
    ar: 'ثبت: القيد {index} موجود في السجل {origin} ضمن شجرة من {size} من القيود.',
  },
  notProved: { en: 'NOT PROVED: {reason}.', ar: 'لم يثبت: {reason}.' },
  fromFile: {
    en: 'The entry’s hash was computed from {file}: {leaf}',
    ar: 'حُسبت بصمة القيد من {file}: {leaf}',
  },
  fromProof: {
    en: 'The entry itself was not given; its hash as the proof names it: {leaf}',
    ar: 'لم يُقدَّم القيد نفسه، وبصمته كما يسميها الإثبات: {leaf}',
  },
  signed: { en: 'Signed by {name} (key {id}).', ar: 'وقّعه {name} (المفتاح {id}).' },
  witnessed: {
    en: 'Witnessed by {name} at {time} (key {id}).',
    ar: 'شهد عليه {name} في {time} (المفتاح {id}).',
  },
  packed: {
    en: '{file} holds the same proof in {bytes} bytes; jisr verify reads it too.',
    ar: 'يحمل {file} الإثبات نفسه في {bytes} بايت، ويقرؤه jisr verify كذلك.',
  },
  unwitnessed: {
    en: 'No witness that you named has seen this head: only the log itself vouches for it.',
    ar: 'لم يرَ هذا الرأس أي شاهد سميته: لا يشهد له إلا السجل نفسه.',
  },
} as const satisfies Record<string, Text>;
