/** What the gate itself refuses, before or beside the law. Clause, and what is said of it. */
export const GATE_REFUSALS = {
  KEY_REUSED: {
    clause: 'gate/key',
    en: 'The same key was already used for other content. Nothing was sent.',
    ar: 'سبق استخدام المفتاح نفسه لمحتوى آخر. لم يُرسل شيء.',
  },
  CONTENT_INVALID: {
    clause: 'gate/content',
    en: 'The content does not have the form of its category: {detail}.',
    ar: 'لا يطابق المحتوى صيغة فئته: {detail}.',
  },
  FIELD_UNKNOWN: {
    clause: 'gate/fields',
    en: 'The category {category} has no field {detail}.',
    ar: 'لا تتضمن الفئة {category} الحقل {detail}.',
  },
  FIELD_NOT_ALLOWED: {
    clause: 'gate/fields',
    en: 'Article {article} does not list: {detail}.',
    ar: 'لا تذكر المادة {article}: {detail}.',
  },
  NOTHING_LEFT: {
    clause: 'gate/fields',
    en: 'Nothing is left once the fields that {article} does not list are taken away.',
    ar: 'لا يبقى شيء بعد حذف الحقول التي لا تذكرها المادة {article}.',
  },
  LAW_CHANGED: {
    clause: 'gate/law',
    en: 'The law changed while this was being prepared. Prepare it again.',
    ar: 'تغيّرت الأحكام أثناء التحضير. أعد التحضير.',
  },
  APPROVAL_OTHER: {
    clause: 'gate/approval',
    en: 'The approval is not for this content.',
    ar: 'الاعتماد لا يخص هذا المحتوى.',
  },
  APPROVAL_MISSING: {
    clause: 'gate/approval',
    en: 'The approval is not given: it is {detail}.',
    ar: 'لم يُمنح الاعتماد، وحالته: {detail}.',
  },
  APPROVAL_USED: {
    clause: 'gate/approval',
    en: 'The approval has already let another disclosure leave.',
    ar: 'سبق أن خرج إفصاح آخر بهذا الاعتماد.',
  },
  APPROVAL_ROLES: {
    clause: 'gate/approval',
    en: 'Article {article} wants the approval of {detail}.',
    ar: 'تشترط المادة {article} اعتماد {detail}.',
  },
  APPROVALS_FEW: {
    clause: 'gate/approval',
    en: 'Article {article} wants {detail} distinct officers, the author not counted.',
    ar: 'تشترط المادة {article} اعتماد عدد من الضباط المختلفين غير الكاتب: {detail}.',
  },
  SOURCE_GONE: {
    clause: 'gate/onward',
    en: 'What is to be passed on is not held here, or its term has ended.',
    ar: 'ما يراد نقله غير محفوظ هنا أو انتهت مدة حفظه.',
  },
  ONWARD_FORBIDDEN: {
    clause: 'gate/onward',
    en: 'Article {article}, under which it was received, forbids passing it on.',
    ar: 'المادة {article} التي استُلم بموجبها تمنع نقله إلى طرف آخر.',
  },
  ONWARD_CONSENT: {
    clause: 'gate/onward',
    en: 'Article {article}, under which it was received, demands the sender’s consent for passing it on.',
    ar: 'المادة {article} التي استُلم بموجبها تشترط موافقة المُرسِل على نقله.',
  },
  ONWARD_PURPOSE: {
    clause: 'gate/onward',
    en: 'It was received for another purpose: {detail}.',
    ar: 'استُلم لغرض آخر: {detail}.',
  },
  ENVELOPE_INVALID: {
    clause: 'gate/envelope',
    en: 'The content could not be read as a disclosure.',
    ar: 'تعذّرت قراءة المحتوى بوصفه إفصاحًا.',
  },
  PARTY_WRONG: {
    clause: 'gate/party',
    en: 'The content names other parties than its document.',
    ar: 'يذكر المحتوى طرفين غير المذكورين في الوثيقة.',
  },
  ARTICLE_UNKNOWN: {
    clause: 'gate/article',
    en: 'Article {detail} does not allow this here; {article} would.',
    ar: 'لا تجيز المادة {detail} ذلك هنا، وإنما تجيزه {article}.',
  },
  POLICY_DIFFERS: {
    clause: 'gate/policy',
    en: 'The two sides hold different texts of {article}: theirs {theirs}, ours {ours}.',
    ar: 'لدى الطرفين نصان مختلفان من {article}: نصهم {theirs} ونصنا {ours}.',
  },
  HANDLER_MISSING: {
    clause: 'gate/category',
    en: 'No desk here takes {category}.',
    ar: 'لا يوجد هنا مكتب يستقبل الفئة {category}.',
  },
} as const;

export type GateCode = keyof typeof GATE_REFUSALS;

/**
 * A refusal of the gate's own, parameters filled in.
 *
 * @example
 * gateRefusal('APPROVAL_USED') // { law: 'gate', clause: 'gate/approval', code: 'APPROVAL_USED', text: … }
 */
export function gateRefusal(code: GateCode, params: Readonly<Record<string, string>> = {}) {
  const { clause, en, ar } = GATE_REFUSALS[code];
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
  return { law: 'gate' as const, clause, code, text: { en: fill(en), ar: fill(ar) } };
}
