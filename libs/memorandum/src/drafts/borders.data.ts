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

const bahrain = ['NCP', 'NPRA'];
const america = ['NCP', 'CBP'];
const directions = between(bahrain, america);
const purposes = ['border-security', 'counter-terrorism', 'organised-crime'] as const;
const purpose = 'border-security' as const;

const PERSON = only(
  'person-supplement',
  'references',
  'decision',
  'ground',
  'conditions',
  'names',
  'namesArabic',
  'aliases',
  'birthDate',
  'birthPlace',
  'sex',
  'nationalities',
  'documents',
  'listedFor',
  'listedSince',
  'instruction',
  'warnings',
  'warrants',
  'crossings',
  'caseReference',
  'legalBasis',
  'note',
);
const supply = {
  action: 'supply',
  category: 'person-supplement',
  purpose,
  offence: 'serious',
  assurances: ['no-death-penalty', 'fair-trial'],
  fields: ['references', 'names', 'birthDate'],
} as const;
const withAssurances = { ...supply, assurances: [...supply.assurances], fields: [...supply.fields] };

const queries = [
  article(
    '3.1',
    say('Hit or no-hit query in the clear', 'الاستعلام المكشوف بوجود تطابق من عدمه'),
    say(
      'The national contact point of a Participant may ask that of the other, in an individual case and naming the offence, whether a person or document is the subject of an alert. Each query states its reason and case. No more than five hundred such queries will be made in a day.',
      'لنقطة الاتصال الوطنية لدى أحد الطرفين أن تستعلم من نظيرتها، في حالة فردية وببيان الجريمة، عمّا إذا كان شخص أو وثيقة موضوع تنبيه. ويُبيَّن في كل استعلام سببه ومرجع قضيته. ولا يتجاوز عدد هذه الاستعلامات خمسمائة في اليوم.',
    ),
    [
      permit({
        directions,
        actions: ['ask'],
        purposes: [...purposes],
        categories: all('query-plain'),
        offence: 'any-offence',
        retentionDays: 90,
        quotaPerDay: 500,
        modes: ['plain'],
        answerWithinHours: { urgent: 1, ordinary: 48 },
        minors: 'two-approvals',
        caveats: [
          say(
            'A query is not a ground of suspicion; it may not be kept as one.',
            'الاستعلام في ذاته ليس سببًا للاشتباه، ولا يجوز الاحتفاظ به على هذا الأساس.',
          ),
        ],
      }),
    ],
    [
      yes('BORDERS/3.1', {
        action: 'ask',
        category: 'query-plain',
        purpose,
        offence: 'any-offence',
        mode: 'plain',
        fields: ['keys'],
        ...THERE,
      }),
      yes('BORDERS/3.1', {
        action: 'ask',
        category: 'query-plain',
        purpose,
        offence: 'serious',
        mode: 'plain',
        ...BACK,
      }),
      no('OFFENCE', { action: 'ask', category: 'query-plain', purpose, mode: 'plain', ...THERE }),
      no('QUOTA', {
        action: 'ask',
        category: 'query-plain',
        purpose,
        offence: 'serious',
        mode: 'plain',
        usedToday: 500,
        ...THERE,
      }),
      no('PURPOSE', {
        action: 'ask',
        category: 'query-plain',
        purpose: 'capacity-building',
        offence: 'serious',
        mode: 'plain',
        ...THERE,
      }),
    ],
  ),
  article(
    '3.2',
    say('Blind query', 'الاستعلام المحجوب'),
    say(
      'A Participant may ask in such a manner that the other does not learn about whom it asks, and itself learns nothing but whether there is an alert. For this purpose each Participant publishes to the other, once a month, a filter from which no entry can be read. No more than two thousand blind queries will be made in a day.',
      'لأحد الطرفين أن يستعلم بطريقة لا يعلم معها الطرف الآخر عمّن يستعلم، ولا يعلم هو سوى وجود تنبيه من عدمه. ولهذا الغرض ينشر كل طرف للآخر مرة في الشهر مرشِّحًا لا يمكن استخراج أي قيد منه. ولا يتجاوز عدد الاستعلامات المحجوبة ألفين في اليوم.',
    ),
    [
      permit({
        letter: 'a',
        directions,
        actions: ['ask'],
        purposes: [...purposes],
        categories: all('query-blind'),
        offence: 'any-offence',
        retentionDays: 30,
        quotaPerDay: 2_000,
        modes: ['blind'],
        answerWithinHours: { urgent: 1, ordinary: 1 },
      }),
      permit({
        letter: 'b',
        directions,
        actions: ['publish'],
        purposes: [...purposes],
        categories: all('filter'),
        retentionDays: 45,
        automatic: true,
        deleteOnRequest: true,
      }),
    ],
    [
      yes('BORDERS/3.2a', {
        action: 'ask',
        category: 'query-blind',
        purpose,
        offence: 'any-offence',
        mode: 'blind',
        ...THERE,
      }),
      no('MODE', {
        action: 'ask',
        category: 'query-blind',
        purpose,
        offence: 'any-offence',
        mode: 'plain',
        ...THERE,
      }),
      yes('BORDERS/3.2b', { action: 'publish', category: 'filter', purpose, automatic: true, ...BACK }),
    ],
  ),
  article(
    '3.3',
    say('Answers', 'الإجابات'),
    say(
      'The answer states whether there is a hit and, where there is, reference numbers and the contact point that holds the alert. It contains no identity data. It may be given automatically. It is not by itself a ground for any measure against a person.',
      'تبيّن الإجابة وجود تطابق من عدمه، وعند وجوده أرقام الإحالة ونقطة الاتصال صاحبة التنبيه. ولا تتضمن أي بيانات هوية، ويجوز تقديمها آليًا. ولا تُعد بذاتها سببًا لاتخاذ أي إجراء تجاه شخص.',
    ),
    [
      permit({
        directions,
        actions: ['answer'],
        purposes: [...purposes],
        categories: all('hit-answer'),
        retentionDays: 90,
        modes: ['plain', 'blind'],
        automatic: true,
        caveats: [
          say(
            'A hit must be confirmed by an officer before anything is done.',
            'يجب أن يؤكد ضابط التطابق قبل اتخاذ أي إجراء.',
          ),
        ],
      }),
    ],
    [
      yes('BORDERS/3.3', {
        action: 'answer',
        category: 'hit-answer',
        purpose,
        mode: 'plain',
        automatic: true,
        fields: ['hits', 'references'],
        ...BACK,
      }),
      yes('BORDERS/3.3', {
        action: 'answer',
        category: 'hit-answer',
        purpose,
        mode: 'blind',
        automatic: true,
        ...THERE,
      }),
      no('MODE', { action: 'answer', category: 'hit-answer', purpose, automatic: true, ...BACK }),
    ],
  ),
];

const supplements = [
  article(
    '4.1',
    say('Confirmation and request for supplementary data', 'تأكيد التطابق وطلب بيانات تكميلية'),
    say(
      'After an officer has confirmed a hit, the requesting Participant may ask for supplementary data, quoting the reference. The request is approved by one officer other than its author. It is answered within one hour where marked urgent, and otherwise within forty-eight hours.',
      'بعد تأكيد أحد الضباط للتطابق، للطرف الطالب أن يطلب بيانات تكميلية مع ذكر رقم الإحالة، على أن يوافق على الطلب ضابط غير محرّره. ويُرد على الطلب خلال ساعة إذا وُسم عاجلًا، وخلال ثمانٍ وأربعين ساعة فيما عدا ذلك.',
    ),
    [
      permit({
        directions,
        actions: ['request'],
        purposes: [...purposes],
        categories: all('supplement-request'),
        offence: 'any-offence',
        approvals: { needed: 1, roles: [...RELEASING] },
        retentionDays: 365,
        quotaPerDay: 100,
        answerWithinHours: { urgent: 1, ordinary: 48 },
      }),
    ],
    [
      yes('BORDERS/4.1', {
        action: 'request',
        category: 'supplement-request',
        purpose,
        offence: 'serious',
        approvals: 1,
        ...THERE,
      }),
      no('APPROVALS', {
        action: 'request',
        category: 'supplement-request',
        purpose,
        offence: 'serious',
        ...THERE,
      }),
    ],
  ),
  article(
    '4.2',
    say('Supply of supplementary data', 'التزويد بالبيانات التكميلية'),
    say(
      'Supplementary data is supplied for a serious offence only, after approval by two officers of the supplying Participant neither of whom prepared the answer. Before it is supplied, the requesting Participant gives assurance that the information will not lead to the death penalty and that the person will have a fair trial. It is kept for three years at most and is transferred onward only with consent.',
      'لا تُزوَّد البيانات التكميلية إلا في جريمة خطيرة، وبعد موافقة ضابطين من الطرف المزوِّد لم يُعدّ أيٌّ منهما الرد. ويتعهد الطرف الطالب قبل تزويده بها بألّا تؤدي المعلومات إلى توقيع عقوبة الإعدام وبأن تُكفل للشخص محاكمة عادلة. ولا يُحتفظ بها أكثر من ثلاث سنوات، ولا تُنقل إلى طرف ثالث إلا بالموافقة.',
    ),
    [
      permit({
        letter: 'a',
        directions,
        actions: ['supply'],
        purposes: [...purposes],
        categories: PERSON,
        offence: 'serious',
        approvals: { needed: 2, roles: [...RELEASING] },
        retentionDays: 1_095,
        onward: 'with-consent',
        assurances: ['no-death-penalty', 'fair-trial'],
        ownCitizens: 'two-approvals',
        answerWithinHours: { urgent: 1, ordinary: 48 },
        caveats: [
          say(
            'For intelligence and lead purposes; not as evidence without a request for legal assistance.',
            'للاسترشاد والتحري، ولا تُستخدم دليلًا إلا بطلب مساعدة قانونية.',
          ),
        ],
      }),
      permit({
        letter: 'b',
        directions,
        actions: ['supply'],
        purposes: ['counter-terrorism', 'organised-crime'],
        categories: all('photograph'),
        offence: 'serious',
        approvals: { needed: 2, roles: [...RELEASING] },
        retentionDays: 365,
        assurances: ['no-death-penalty', 'fair-trial'],
        minors: 'forbidden',
        ownCitizens: 'two-approvals',
      }),
    ],
    [
      yes('BORDERS/4.2a', { ...withAssurances, approvals: 2, ...BACK }),
      no('APPROVALS', { ...withAssurances, approvals: 1, ...BACK }),
      no('OFFENCE', { ...withAssurances, offence: 'any-offence', approvals: 2, ...BACK }),
      no('FIELDS', { ...withAssurances, fields: ['names', 'phones'], approvals: 2, ...BACK }),
      no('FORBIDDEN_BY_FLOOR', { ...withAssurances, assurances: [], approvals: 2, ...BACK }),
      no('FORBIDDEN_BY_FLOOR', { ...withAssurances, automatic: true, approvals: 2, ...BACK }),
      yes('BORDERS/4.2b', {
        ...withAssurances,
        category: 'photograph',
        fields: ['photograph'],
        purpose: 'counter-terrorism',
        approvals: 2,
        ...THERE,
      }),
      no('MINOR', {
        ...withAssurances,
        category: 'photograph',
        fields: ['photograph'],
        purpose: 'counter-terrorism',
        approvals: 2,
        minor: true,
        ...THERE,
      }),
    ],
  ),
  article(
    '4.3',
    say('Passenger data', 'بيانات الركاب'),
    say(
      'Advance passenger information is supplied on a person who is the subject of a confirmed hit, for a serious offence. A passenger name record is supplied for terrorism or transnational organised crime only. Both need the approval of two officers and are erased six months after receipt.',
      'تُزوَّد معلومات الركاب المسبقة عن شخص تأكد بشأنه تطابق في جريمة خطيرة. ولا يُزوَّد سجل أسماء الركاب إلا في الإرهاب أو الجريمة المنظمة عبر الوطنية. ويلزم في الحالتين موافقة ضابطين، وتُمحى البيانات بعد ستة أشهر من تسلّمها.',
    ),
    [
      permit({
        letter: 'a',
        directions,
        actions: ['supply'],
        purposes: [...purposes],
        categories: all('api-record'),
        offence: 'serious',
        approvals: { needed: 2, roles: [...RELEASING] },
        retentionDays: 183,
        assurances: ['no-death-penalty'],
      }),
      permit({
        letter: 'b',
        directions,
        actions: ['supply'],
        purposes: ['counter-terrorism', 'organised-crime'],
        categories: only(
          'pnr-record',
          'locator',
          'names',
          'bookedOn',
          'itinerary',
          'agency',
          'baggage',
          'coTravellers',
          'references',
          'note',
        ),
        offence: 'terrorism-or-toc',
        approvals: { needed: 2, roles: [...RELEASING] },
        retentionDays: 183,
        assurances: ['no-death-penalty'],
        minors: 'forbidden',
      }),
    ],
    [
      yes('BORDERS/4.3a', {
        ...withAssurances,
        category: 'api-record',
        fields: ['names', 'flight'],
        approvals: 2,
        ...THERE,
      }),
      yes('BORDERS/4.3b', {
        ...withAssurances,
        category: 'pnr-record',
        fields: ['locator', 'itinerary'],
        purpose: 'counter-terrorism',
        offence: 'terrorism-or-toc',
        approvals: 2,
        ...THERE,
      }),
      no('OFFENCE', {
        ...withAssurances,
        category: 'pnr-record',
        fields: ['locator'],
        purpose: 'counter-terrorism',
        approvals: 2,
        ...THERE,
      }),
      no('FIELDS', {
        ...withAssurances,
        category: 'pnr-record',
        fields: ['payment'],
        purpose: 'counter-terrorism',
        offence: 'terrorism-or-toc',
        approvals: 2,
        ...THERE,
      }),
    ],
  ),
];

const notices = [
  article(
    '5',
    say('Lost, stolen and revoked travel documents', 'وثائق السفر المفقودة والمسروقة والملغاة'),
    say(
      'Each Participant informs the other of its travel documents that are reported lost or stolen or have been revoked. The notice identifies the document and never the holder. It may be given automatically.',
      'يُخطر كل طرف الآخر بوثائق السفر الصادرة عنه التي أُبلغ عن فقدها أو سرقتها أو أُلغيت. ويحدد الإشعار الوثيقة ولا يحدد صاحبها بأي حال، ويجوز توجيهه آليًا.',
    ),
    [
      permit({
        directions,
        actions: ['notify'],
        purposes: ['border-security'],
        categories: all('travel-document'),
        tlp: 'green',
        retentionDays: 3_653,
        automatic: true,
        onward: 'allowed-within-purpose',
      }),
    ],
    [
      yes('BORDERS/5', {
        action: 'notify',
        category: 'travel-document',
        purpose,
        tlp: 'green',
        automatic: true,
        ...THERE,
      }),
      no('TLP', { action: 'notify', category: 'travel-document', purpose, tlp: 'amber', ...THERE }),
    ],
  ),
  article(
    '6',
    say('Warning of an imminent threat', 'التحذير من خطر وشيك'),
    say(
      'To prevent an act of terrorism or transnational organised crime, a Participant may of its own accord supply what is needed to recognise a person and the danger, after approval by two officers. The receiving Participant reports within one hour what it has done.',
      'لمنع عمل إرهابي أو جريمة منظمة عبر الوطنية، لأي طرف أن يبادر بتزويد الآخر بما يلزم للتعرف على شخص وعلى الخطر، بعد موافقة ضابطين. ويبلّغ الطرف المتلقي بما اتخذه خلال ساعة.',
    ),
    [
      permit({
        directions,
        actions: ['notify'],
        purposes: ['counter-terrorism', 'organised-crime'],
        categories: only(
          'person-supplement',
          'names',
          'namesArabic',
          'aliases',
          'birthDate',
          'sex',
          'nationalities',
          'documents',
          'instruction',
          'warnings',
          'legalBasis',
          'note',
        ),
        offence: 'terrorism-or-toc',
        tlp: 'red',
        approvals: { needed: 2, roles: [...RELEASING] },
        retentionDays: 183,
        answerWithinHours: { urgent: 1, ordinary: 1 },
      }),
    ],
    [
      yes('BORDERS/6', {
        action: 'notify',
        category: 'person-supplement',
        fields: ['names', 'warnings'],
        purpose: 'counter-terrorism',
        offence: 'terrorism-or-toc',
        tlp: 'red',
        approvals: 2,
        ...THERE,
      }),
      no('APPROVALS', {
        action: 'notify',
        category: 'person-supplement',
        fields: ['names'],
        purpose: 'counter-terrorism',
        offence: 'terrorism-or-toc',
        approvals: 1,
        ...THERE,
      }),
    ],
  ),
  article(
    '7',
    say('Report of the outcome', 'الإبلاغ بالنتيجة'),
    say(
      'The Participant that received an answer or supplementary data reports what came of it, so that the other may correct its records and measure the usefulness of its alerts.',
      'يبلّغ الطرف الذي تلقى إجابة أو بيانات تكميلية بما آلت إليه، ليتمكن الطرف الآخر من تصحيح سجلاته وقياس جدوى تنبيهاته.',
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
      yes('BORDERS/7', {
        action: 'notify',
        category: 'outcome-notice',
        purpose,
        fields: ['references', 'outcome'],
        ...BACK,
      }),
      no('AUTOMATIC', { action: 'notify', category: 'outcome-notice', purpose, automatic: true, ...BACK }),
    ],
  ),
];

/** Illustrative: the security of borders. */
export const BORDERS = draft(
  'BORDERS',
  say('Memorandum of Understanding on the Security of Borders', 'مذكرة تفاهم بشأن أمن الحدود'),
  say(
    'The Government of the Kingdom of Bahrain and the Government of the United States of America (the “Participants”), desiring to deepen their long-standing cooperation, resolved to prevent terrorism and serious crime from crossing their borders while keeping lawful travel swift, and mindful of the rights of every traveller, have reached the following understanding.',
    'إن حكومة مملكة البحرين وحكومة الولايات المتحدة الأمريكية (ويشار إليهما فيما يلي بـ«الطرفين»)، رغبةً منهما في تعميق التعاون القائم بينهما منذ أمد بعيد، وعزمًا على منع الإرهاب والجرائم الخطيرة من عبور حدودهما مع تيسير السفر المشروع، وإدراكًا منهما لحقوق كل مسافر، قد توصلتا إلى التفاهم الآتي.',
  ),
  {
    bahrain: [AGENCIES.bahrainPoint, AGENCIES.passports],
    america: [AGENCIES.americaPoint, AGENCIES.borderProtection],
  },
  [
    article(
      '1',
      say('Purpose and definitions', 'الغرض والتعريفات'),
      say(
        'This Memorandum governs the exchange of information for the security of borders. “Hit” means that a query agrees with an alert; “supplementary data” means what is supplied on a person after a hit has been confirmed; “serious offence” means one punishable by deprivation of liberty of three years or more.',
        'تنظّم هذه المذكرة تبادل المعلومات لأغراض أمن الحدود. ويُقصد بـ«التطابق» توافق استعلام مع تنبيه، وبـ«البيانات التكميلية» ما يُزوَّد به عن شخص بعد تأكيد التطابق، وبـ«الجريمة الخطيرة» ما يُعاقب عليه بعقوبة سالبة للحرية مدتها ثلاث سنوات أو أكثر.',
      ),
    ),
    article(
      '2',
      say('Individual cases only', 'الاقتصار على الحالات الفردية'),
      say(
        'Nothing in this Memorandum permits the transfer of whole registers or of information on persons in bulk, nor of information obtained from a third party without its consent.',
        'ليس في هذه المذكرة ما يجيز نقل سجلات بأكملها أو معلومات عن الأشخاص بالجملة، ولا نقل معلومات مستقاة من طرف ثالث دون موافقته.',
      ),
      [
        forbid({
          directions,
          actions: ['export'],
          when: {},
          reason: say(
            'Article 2 forbids the transfer of whole registers.',
            'المادة 2 تحظر نقل السجلات بأكملها.',
          ),
        }),
      ],
      [
        no('FORBIDDEN_BY_ARTICLE', { action: 'export', category: 'filter', purpose, ...THERE }),
        no('FORBIDDEN_BY_FLOOR', {
          action: 'export',
          category: 'pnr-record',
          purpose,
          approvals: 2,
          ...THERE,
        }),
      ],
    ),
    ...queries,
    ...supplements,
    ...notices,
    ...closing({ id: 'BORDERS', first: 8, purposes, bahrain, america }),
  ],
);
