/** How the closed lists are said to people, in both languages. The console and the texts of refusals use these words. */
import type {
  Action,
  Assurance,
  Offence,
  OnwardRule,
  PersonRule,
  PolicyPurpose,
  QueryMode,
  Tlp,
} from './vocabulary.ts';

const say = (en: string, ar: string) => ({ en, ar });
type Labels<Key extends string> = Readonly<Record<Key, { readonly en: string; readonly ar: string }>>;

export const ACTION_LABELS: Labels<Action> = {
  ask: say('ask', 'الاستعلام'),
  answer: say('answer', 'الإجابة'),
  request: say('request', 'الطلب'),
  supply: say('supply', 'التزويد'),
  notify: say('notify', 'الإشعار'),
  publish: say('publish', 'النشر'),
  export: say('bulk export', 'التصدير بالجملة'),
  hold: say('hold', 'الاحتفاظ'),
  onward: say('onward transfer', 'النقل إلى طرف ثالث'),
  agree: say('agree', 'الاتفاق'),
};

export const PURPOSE_LABELS: Labels<PolicyPurpose> = {
  'border-security': say('security of borders', 'أمن الحدود'),
  'goods-security': say('security of goods', 'أمن البضائع'),
  'trusted-traveller': say('trusted-traveller programme', 'برنامج المسافر الموثوق'),
  'counter-terrorism': say('counter-terrorism', 'مكافحة الإرهاب'),
  'organised-crime': say('transnational organised crime', 'مكافحة الجريمة المنظمة عبر الوطنية'),
  cybercrime: say('cybercrime', 'مكافحة الجرائم الإلكترونية'),
  'critical-infrastructure': say('protection of critical infrastructure', 'حماية البنية التحتية الحيوية'),
  'capacity-building': say('capacity building', 'بناء القدرات'),
  protocol: say('working of the link', 'عمل الربط بين الطرفين'),
};

export const OFFENCE_LABELS: Labels<Offence> = {
  none: say('no offence', 'دون جريمة'),
  'any-offence': say('any offence', 'أي جريمة'),
  serious: say('serious offence (three years or more)', 'جريمة خطيرة (عقوبتها ثلاث سنوات فأكثر)'),
  'terrorism-or-toc': say('terrorism or transnational organised crime', 'إرهاب أو جريمة منظمة عبر الوطنية'),
};

export const TLP_LABELS: Labels<Tlp> = {
  clear: say('TLP:CLEAR', 'TLP:CLEAR'),
  green: say('TLP:GREEN', 'TLP:GREEN'),
  amber: say('TLP:AMBER', 'TLP:AMBER'),
  'amber+strict': say('TLP:AMBER+STRICT', 'TLP:AMBER+STRICT'),
  red: say('TLP:RED', 'TLP:RED'),
};

export const MODE_LABELS: Labels<QueryMode> = {
  plain: say('in the clear', 'مكشوف'),
  blind: say('blind', 'محجوب'),
};

export const ONWARD_LABELS: Labels<OnwardRule> = {
  forbidden: say('no onward transfer', 'يُحظر النقل إلى طرف ثالث'),
  'with-consent': say('onward transfer with the originator’s consent', 'النقل إلى طرف ثالث بموافقة المصدر'),
  'allowed-within-purpose': say('onward transfer within the purpose', 'النقل إلى طرف ثالث ضمن الغرض'),
};

export const ASSURANCE_LABELS: Labels<Assurance> = {
  'no-death-penalty': say('no death penalty', 'عدم توقيع عقوبة الإعدام'),
  'no-ill-treatment': say('no ill-treatment', 'عدم التعرض لسوء المعاملة'),
  'fair-trial': say('fair trial', 'محاكمة عادلة'),
  'not-political': say('not a political matter', 'عدم اتصال الأمر بجريمة سياسية'),
};

export const PERSON_RULE_LABELS: Labels<PersonRule> = {
  allowed: say('allowed', 'مسموح'),
  'two-approvals': say('with two approvals', 'بموافقة شخصين'),
  forbidden: say('forbidden', 'محظور'),
};
