/**
 * The national floor: what no memorandum can allow. Only prohibitions; a state may add its own, none may be taken away
 * by agreement.
 */
import type { ForbidClause } from './document.ts';

export interface FloorRule {
  readonly id: string;
  readonly clause: ForbidClause;
}

const rule = (
  id: string,
  clause: Pick<ForbidClause, 'when' | 'actions' | 'categories'>,
  en: string,
  ar: string,
): FloorRule => ({ id, clause: { effect: 'forbid', letter: null, ...clause, reason: { en, ar } } });

const ON_A_PERSON = ['person-supplement', 'photograph', 'api-record', 'pnr-record'] as const;

export const FLOOR: readonly FloorRule[] = [
  rule(
    'sensitive',
    { when: { sensitive: true } },
    'Race or ethnic origin, religion, politics, union membership, health and sex life never leave the country.',
    'لا تخرج من البلاد بيانات العرق أو الأصل الإثني أو الدين أو الرأي السياسي أو العضوية النقابية أو الصحة أو الحياة الجنسية.',
  ),
  rule(
    'minor',
    { when: { personal: true, minor: true, approvalsBelow: 2 } },
    'Anything about a minor needs the approval of two people.',
    'كل ما يتعلق بقاصر يستلزم موافقة شخصين.',
  ),
  rule(
    'age-unknown',
    { actions: ['supply'], when: { personal: true, minorUnknown: true, approvalsBelow: 2 } },
    'While it is not known whether the person is a minor, supplying needs the approval of two people.',
    'ما لم يُعرف أن المعني بالغ، يستلزم التزويد موافقة شخصين.',
  ),
  rule(
    'bulk',
    { actions: ['export', 'publish'], when: { personal: true } },
    'Personal data is never handed over in bulk or published.',
    'لا تُسلَّم البيانات الشخصية بالجملة ولا تُنشر.',
  ),
  rule(
    'death-penalty',
    {
      actions: ['supply'],
      categories: [...ON_A_PERSON],
      when: { offenceFrom: 'serious', withoutAssurance: 'no-death-penalty' },
    },
    'For a serious offence, data on a person is supplied only with the assurance of no death penalty.',
    'في الجرائم الخطيرة لا تُزوَّد بيانات عن شخص إلا بتعهد بعدم توقيع عقوبة الإعدام.',
  ),
  rule(
    'automatic',
    { actions: ['supply'], when: { personal: true, automatic: true } },
    'A machine never supplies personal data by itself.',
    'لا تُزوَّد البيانات الشخصية آليًا دون قرار إنسان.',
  ),
  rule(
    'unapproved',
    { actions: ['supply'], when: { personal: true, approvalsBelow: 1 } },
    'Supplying personal data needs the approval of an officer.',
    'تزويد البيانات الشخصية يستلزم موافقة ضابط.',
  ),
  rule(
    'originator',
    { when: { withoutConsent: true } },
    'What came from a third party goes on only with that party’s consent.',
    'ما ورد من طرف ثالث لا يُنقل إلا بموافقته.',
  ),
  rule(
    'red',
    { when: { tlpAbove: 'amber+strict', automatic: true } },
    'What is marked TLP:RED is sent by a person, never by a machine.',
    'ما يحمل وسم TLP:RED يُرسله إنسان ولا يُرسل آليًا.',
  ),
];
