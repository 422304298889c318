/** Sentences that officers sign or read, in both languages. They name no person. */
import type { Bilingual, LetterKind } from '@jisr/contract';

export const TITLES: Readonly<Record<LetterKind, Bilingual>> = {
  request: {
    en: 'Ask the partner for supplementary data about a confirmed hit',
    ar: 'طلب بيانات تكميلية من الشريك بشأن تطابق مؤكد',
  },
  answer: {
    en: 'Answer the partner’s request for supplementary data',
    ar: 'الرد على طلب الشريك بيانات تكميلية',
  },
  warning: {
    en: 'Warn the partner of an imminent threat',
    ar: 'تحذير الشريك من خطر وشيك',
  },
  outcome: { en: 'Tell the partner what came of its data', ar: 'إبلاغ الشريك بما آلت إليه بياناته' },
  correction: {
    en: 'Correct what the partner was told',
    ar: 'تصحيح ما أُبلغ به الشريك',
  },
  deletion: {
    en: 'Withdraw what the partner was told',
    ar: 'سحب ما أُبلغ به الشريك',
  },
};

export const NOT_APPROVED: Readonly<Record<string, Bilingual>> = {
  refused: { en: 'An officer refused to approve it.', ar: 'رفض أحد الضباط اعتماده.' },
  withdrawn: { en: 'Its author withdrew it before it was approved.', ar: 'سحبه محرّره قبل اعتماده.' },
  expired: { en: 'It was not approved in time.', ar: 'لم يُعتمد في الوقت المحدد.' },
};

export const REFUSED_BY_PARTNER: Bilingual = {
  en: 'The partner’s gate did not take it. Nothing of it was kept there.',
  ar: 'لم تقبله بوابة الشريك، ولم يُحفظ منه شيء هناك.',
};
