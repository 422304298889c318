import { closing } from './closing.data.ts';
import {
  AGENCIES,
  all,
  article,
  BACK,
  between,
  draft,
  forbid,
  no,
  only,
  permit,
  RELEASING,
  say,
  THERE,
  yes,
} from './writing.ts';

const bahrain = ['NCP', 'CUSTOMS'];
const america = ['NCP', 'CBP'];
const directions = between(bahrain, america);
const purposes = ['goods-security', 'organised-crime', 'counter-terrorism'] as const;
const purpose = 'goods-security' as const;

const manifests = [
  article(
    '3',
    say('Manifests before loading', 'بيانات الحمولة قبل الشحن'),
    say(
      'The customs administration of the country of export supplies the manifest of a consignment that has been selected for its risk, before it is loaded. One officer approves. Manifests are kept for three years.',
      'تزوّد إدارة الجمارك في بلد التصدير ببيان حمولة الإرسالية التي اختيرت لمخاطرها قبل شحنها، بموافقة ضابط واحد. ويُحتفظ بالبيانات ثلاث سنوات.',
    ),
    [
      permit({
        directions,
        actions: ['supply'],
        purposes: [...purposes],
        categories: all('consignment-manifest'),
        approvals: { needed: 1, roles: [...RELEASING] },
        retentionDays: 1_095,
        quotaPerDay: 2_000,
        caveats: [
          say(
            'Commercial secrets: for customs control alone.',
            'أسرار تجارية: لأغراض الرقابة الجمركية وحدها.',
          ),
        ],
      }),
    ],
    [
      yes('GOODS/3', {
        action: 'supply',
        category: 'consignment-manifest',
        purpose,
        approvals: 1,
        fields: ['containers', 'goods'],
        ...THERE,
      }),
      no('FORBIDDEN_BY_FLOOR', { action: 'supply', category: 'consignment-manifest', purpose, ...THERE }),
      no('QUOTA', {
        action: 'supply',
        category: 'consignment-manifest',
        purpose,
        approvals: 1,
        usedToday: 2_000,
        ...THERE,
      }),
    ],
  ),
  article(
    '4',
    say('Query on the parties of a consignment', 'الاستعلام عن أطراف الإرسالية'),
    say(
      'A Participant may ask, in the clear or blind, whether a shipper, a consignee, a container or a vessel is the subject of an alert. The answer says hit or no hit and may be given automatically.',
      'لأحد الطرفين أن يستعلم، استعلامًا مكشوفًا أو محجوبًا، عمّا إذا كان شاحن أو مرسل إليه أو حاوية أو سفينة موضوع تنبيه. وتقتصر الإجابة على وجود تطابق من عدمه، ويجوز تقديمها آليًا.',
    ),
    [
      permit({
        letter: 'a',
        directions,
        actions: ['ask'],
        purposes: [...purposes],
        categories: all('query-plain', 'query-blind'),
        modes: ['plain', 'blind'],
        retentionDays: 90,
        quotaPerDay: 1_000,
        answerWithinHours: { urgent: 1, ordinary: 24 },
      }),
      permit({
        letter: 'b',
        directions,
        actions: ['answer'],
        purposes: [...purposes],
        categories: all('hit-answer'),
        modes: ['plain', 'blind'],
        retentionDays: 90,
        automatic: true,
      }),
    ],
    [
      yes('GOODS/4a', { action: 'ask', category: 'query-plain', purpose, mode: 'plain', ...THERE }),
      no('MODE', { action: 'ask', category: 'query-blind', purpose, ...THERE }),
      yes('GOODS/4b', {
        action: 'answer',
        category: 'hit-answer',
        purpose,
        mode: 'blind',
        automatic: true,
        ...BACK,
      }),
    ],
  ),
];

const examinations = [
  article(
    '5.1',
    say('Risk and request for examination', 'المخاطر وطلب الفحص'),
    say(
      'A Participant may inform the other of the risk of a consignment and ask that it be examined before loading or on arrival. The request names the rules that fired and not the source behind them. It is answered within one hour where loading is imminent, and otherwise within forty-eight hours.',
      'لأحد الطرفين أن يُعلم الآخر بمخاطر إرسالية وأن يطلب فحصها قبل الشحن أو عند الوصول. ويسمّي الطلب القواعد المنطبقة دون المصدر الذي استندت إليه. ويُرد عليه خلال ساعة إذا كان الشحن وشيكًا، وخلال ثمانٍ وأربعين ساعة فيما عدا ذلك.',
    ),
    [
      permit({
        directions,
        actions: ['request', 'notify'],
        purposes: [...purposes],
        categories: all('consignment-risk'),
        tlp: 'amber+strict',
        approvals: { needed: 1, roles: [...RELEASING] },
        retentionDays: 730,
        quotaPerDay: 500,
        answerWithinHours: { urgent: 1, ordinary: 48 },
      }),
    ],
    [
      yes('GOODS/5.1', {
        action: 'request',
        category: 'consignment-risk',
        purpose,
        tlp: 'amber+strict',
        approvals: 1,
        ...THERE,
      }),
      no('APPROVALS', { action: 'request', category: 'consignment-risk', purpose, ...THERE }),
      no('TLP', {
        action: 'request',
        category: 'consignment-risk',
        purpose,
        tlp: 'red',
        approvals: 1,
        ...THERE,
      }),
    ],
  ),
  article(
    '5.2',
    say('Result of the examination', 'نتيجة الفحص'),
    say(
      'The Participant that was asked reports the result, with scan images where there are any. Results on goods alone may be sent automatically.',
      'يبلّغ الطرف المطلوب منه بنتيجة الفحص مشفوعة بصور الأشعة إن وجدت. ويجوز إرسال النتائج المتعلقة بالبضائع وحدها آليًا.',
    ),
    [
      permit({
        directions,
        actions: ['supply', 'notify'],
        purposes: [...purposes],
        categories: all('examination-result'),
        retentionDays: 1_095,
        automatic: true,
        onward: 'with-consent',
      }),
    ],
    [
      yes('GOODS/5.2', {
        action: 'supply',
        category: 'examination-result',
        purpose,
        automatic: true,
        fields: ['findings', 'images'],
        ...BACK,
      }),
      no('PURPOSE', { action: 'supply', category: 'examination-result', purpose: 'cybercrime', ...BACK }),
    ],
  ),
  article(
    '5.3',
    say('Persons behind a consignment', 'الأشخاص القائمون على الإرسالية'),
    say(
      'On the persons behind a consignment that is linked to a serious offence, identity data may be requested with one approval and supplied with two. It is kept for two years.',
      'يجوز طلب بيانات هوية الأشخاص القائمين على إرسالية مرتبطة بجريمة خطيرة بموافقة شخص واحد، والتزويد بها بموافقة شخصين. ويُحتفظ بها سنتين.',
    ),
    [
      permit({
        letter: 'a',
        directions,
        actions: ['request'],
        purposes: [...purposes],
        categories: all('supplement-request'),
        offence: 'serious',
        approvals: { needed: 1, roles: [...RELEASING] },
        retentionDays: 365,
        answerWithinHours: { urgent: 1, ordinary: 48 },
      }),
      permit({
        letter: 'b',
        directions,
        actions: ['supply'],
        purposes: [...purposes],
        categories: only(
          'person-supplement',
          'references',
          'decision',
          'ground',
          'conditions',
          'names',
          'namesArabic',
          'birthDate',
          'nationalities',
          'documents',
          'warnings',
          'legalBasis',
          'note',
        ),
        offence: 'serious',
        approvals: { needed: 2, roles: [...RELEASING] },
        retentionDays: 730,
        assurances: ['no-death-penalty'],
        minors: 'forbidden',
        ownCitizens: 'two-approvals',
      }),
    ],
    [
      yes('GOODS/5.3a', {
        action: 'request',
        category: 'supplement-request',
        purpose,
        offence: 'serious',
        approvals: 1,
        ...THERE,
      }),
      yes('GOODS/5.3b', {
        action: 'supply',
        category: 'person-supplement',
        purpose,
        offence: 'serious',
        approvals: 2,
        assurances: ['no-death-penalty'],
        fields: ['names'],
        ...BACK,
      }),
      no('FIELDS', {
        action: 'supply',
        category: 'person-supplement',
        purpose,
        offence: 'serious',
        approvals: 2,
        assurances: ['no-death-penalty'],
        fields: ['addresses'],
        ...BACK,
      }),
    ],
  ),
  article(
    '6',
    say('Report of the outcome', 'الإبلاغ بالنتيجة'),
    say(
      'Each Participant reports what came of a consignment of which it was informed, that the rules of risk may be improved.',
      'يبلّغ كل طرف بما آلت إليه الإرسالية التي أُعلم بها، تحسينًا لقواعد المخاطر.',
    ),
    [
      permit({
        directions,
        actions: ['notify'],
        purposes: [...purposes],
        categories: all('outcome-notice'),
        retentionDays: 1_095,
        answerWithinHours: { urgent: 24, ordinary: 720 },
      }),
    ],
    [
      yes('GOODS/6', { action: 'notify', category: 'outcome-notice', purpose, ...THERE }),
      no('AUTOMATIC', { action: 'notify', category: 'outcome-notice', purpose, automatic: true, ...THERE }),
    ],
  ),
];

/** Illustrative: the security of goods. */
export const GOODS = draft(
  'GOODS',
  say('Memorandum of Understanding on the Security of Goods', 'مذكرة تفاهم بشأن أمن البضائع'),
  say(
    'The Participants, wishing lawful trade to flow without hindrance and contraband, weapons and the proceeds of crime to be stopped before they are loaded, have reached the following understanding.',
    'إن الطرفين، رغبةً منهما في انسياب التجارة المشروعة دون عوائق، وفي إيقاف المهربات والأسلحة وعائدات الجريمة قبل شحنها، قد توصلا إلى التفاهم الآتي.',
  ),
  {
    bahrain: [AGENCIES.bahrainPoint, AGENCIES.customs],
    america: [AGENCIES.americaPoint, AGENCIES.borderProtection],
  },
  [
    article(
      '1',
      say('Purpose and definitions', 'الغرض والتعريفات'),
      say(
        'This Memorandum governs the exchange of information on consignments between the customs administrations. “Consignment” means goods that move under one contract of carriage.',
        'تنظّم هذه المذكرة تبادل المعلومات عن الإرساليات بين إدارتي الجمارك. ويُقصد بـ«الإرسالية» البضائع المنقولة بموجب عقد نقل واحد.',
      ),
    ),
    article(
      '2',
      say('Commercial confidence', 'سرية المعلومات التجارية'),
      say(
        'Information on consignments is never published and never used to the commercial advantage of anyone.',
        'لا تُنشر المعلومات المتعلقة بالإرساليات ولا تُستخدم لمنفعة تجارية لأي أحد.',
      ),
      [
        forbid({
          directions,
          actions: ['publish', 'export'],
          categories: ['consignment-manifest', 'consignment-risk', 'examination-result'],
          when: {},
          reason: say(
            'Article 2 forbids publishing what is known of consignments.',
            'المادة 2 تحظر نشر المعلومات المتعلقة بالإرساليات.',
          ),
        }),
      ],
      [
        no('FORBIDDEN_BY_ARTICLE', { action: 'publish', category: 'examination-result', purpose, ...THERE }),
        no('FORBIDDEN_BY_ARTICLE', { action: 'export', category: 'examination-result', purpose, ...BACK }),
      ],
    ),
    ...manifests,
    ...examinations,
    ...closing({ id: 'GOODS', first: 7, purposes, bahrain, america }),
  ],
);
