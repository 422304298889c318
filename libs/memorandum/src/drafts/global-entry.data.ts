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
  permit,
  RELEASING,
  say,
  THERE,
  yes,
} from './writing.ts';

const bahrain = ['NCP', 'NPRA'];
const america = ['NCP', 'CBP'];
const directions = between(bahrain, america);
const purposes = ['trusted-traveller'] as const;
const purpose = 'trusted-traveller' as const;

const membership = [
  article(
    '3.1',
    say('Transmission of an application', 'إحالة طلب العضوية'),
    say(
      'After its own vetting, the Participant of which the applicant is a citizen transmits the application with the consent of the applicant. It transmits names, date of birth, sex, nationality and travel document, and nothing else. One officer approves.',
      'بعد إجراء تدقيقه، يحيل الطرف الذي يحمل مقدّم الطلب جنسيته الطلبَ بموافقة صاحبه. ويقتصر ما يُحال على الأسماء وتاريخ الميلاد والجنس والجنسية ووثيقة السفر، بموافقة ضابط واحد.',
    ),
    [
      permit({
        directions,
        actions: ['supply'],
        purposes: [...purposes],
        categories: all('member-application'),
        approvals: { needed: 1, roles: [...RELEASING] },
        retentionDays: 1_827,
        quotaPerDay: 1_000,
        answerWithinHours: { urgent: 120, ordinary: 336 },
        caveats: [
          say('With the consent of the applicant, which may be withdrawn.', 'بموافقة مقدّم الطلب، وله سحبها.'),
        ],
      }),
    ],
    [
      yes('GLOBAL-ENTRY/3.1', {
        action: 'supply',
        category: 'member-application',
        purpose,
        approvals: 1,
        own: true,
        fields: ['names', 'documents', 'consent'],
        ...THERE,
      }),
      no('PURPOSE', {
        action: 'supply',
        category: 'member-application',
        purpose: 'counter-terrorism',
        approvals: 1,
        ...THERE,
      }),
    ],
  ),
  article(
    '3.2',
    say('Outcome of vetting', 'نتيجة التدقيق'),
    say(
      'Each Participant tells the other the outcome of its vetting as “cleared” or “not cleared”, without reasons. One officer approves; no outcome that is adverse is reached by a machine alone.',
      'يُعلم كل طرف الآخر بنتيجة تدقيقه بعبارة «مجتاز» أو «غير مجتاز» دون بيان الأسباب، بموافقة ضابط واحد. ولا تصدر نتيجة سلبية عن آلة وحدها.',
    ),
    [
      permit({
        directions,
        actions: ['supply'],
        purposes: [...purposes],
        categories: all('member-vetting'),
        approvals: { needed: 1, roles: [...RELEASING] },
        retentionDays: 1_827,
        answerWithinHours: { urgent: 120, ordinary: 336 },
      }),
    ],
    [
      yes('GLOBAL-ENTRY/3.2', {
        action: 'supply',
        category: 'member-vetting',
        purpose,
        approvals: 1,
        fields: ['vettingOutcome'],
        ...BACK,
      }),
      no('FORBIDDEN_BY_FLOOR', {
        action: 'supply',
        category: 'member-vetting',
        purpose,
        automatic: true,
        approvals: 1,
        ...BACK,
      }),
    ],
  ),
  article(
    '3.3',
    say('Changes of a membership', 'تغيّر حالة العضوية'),
    say(
      'A hold, the lifting of a hold and the end of a membership are notified within one minute, and may be notified automatically, so that a privilege that has ended is not used.',
      'يُخطر بإيقاف العضوية ورفع الإيقاف وإنهائها خلال دقيقة، ويجوز أن يتم الإخطار آليًا، حتى لا تُستخدم ميزة انتهت.',
    ),
    [
      permit({
        directions,
        actions: ['notify'],
        purposes: [...purposes],
        categories: all('member-status'),
        automatic: true,
        retentionDays: 1_827,
        minors: 'two-approvals',
      }),
    ],
    [
      yes('GLOBAL-ENTRY/3.3', {
        action: 'notify',
        category: 'member-status',
        purpose,
        automatic: true,
        ...THERE,
      }),
      no('FIELDS', {
        action: 'notify',
        category: 'member-status',
        purpose,
        fields: ['convictions'],
        ...THERE,
      }),
    ],
  ),
  article(
    '5',
    say('Redress', 'التظلّم'),
    say(
      'Where an applicant seeks redress, the Participants inform one another of its result. The officer who decides the redress is not the one who took the decision.',
      'إذا تظلّم مقدّم طلب، أعلم كل طرف الآخر بنتيجة التظلّم. ولا يبتّ في التظلّم من أصدر القرار محل التظلّم.',
    ),
    [
      permit({
        directions,
        actions: ['notify'],
        purposes: [...purposes],
        categories: all('outcome-notice'),
        approvals: { needed: 1, roles: [] },
        retentionDays: 1_827,
        answerWithinHours: { urgent: 48, ordinary: 720 },
      }),
    ],
    [
      yes('GLOBAL-ENTRY/5', { action: 'notify', category: 'outcome-notice', purpose, approvals: 1, ...BACK }),
      no('APPROVALS', { action: 'notify', category: 'outcome-notice', purpose, ...BACK }),
    ],
  ),
];

/** Illustrative: the Global Entry programme. */
export const GLOBAL_ENTRY = draft(
  'GLOBAL-ENTRY',
  say(
    'Arrangement on Participation in the Global Entry Programme',
    'ترتيب بشأن المشاركة في برنامج الدخول العالمي',
  ),
  say(
    'The Participants, wishing that citizens who have been vetted by both sides should cross their borders with ease, and that the vetting should reveal to neither more than it needs, have reached the following understanding.',
    'إن الطرفين، رغبةً منهما في أن يعبر الحدودَ بيسرٍ المواطنون الذين دقّق الجانبان في أمرهم، وفي ألّا يكشف التدقيق لأي منهما أكثر مما يحتاج إليه، قد توصلا إلى التفاهم الآتي.',
  ),
  {
    bahrain: [AGENCIES.bahrainPoint, AGENCIES.passports],
    america: [AGENCIES.americaPoint, AGENCIES.borderProtection],
  },
  [
    article(
      '1',
      say('Purpose', 'الغرض'),
      say(
        'This Arrangement governs the participation of citizens of the Kingdom of Bahrain in the Global Entry programme of U.S. Customs and Border Protection and the corresponding privileges of citizens of the United States in the Kingdom.',
        'ينظّم هذا الترتيب مشاركة مواطني مملكة البحرين في برنامج الدخول العالمي التابع لهيئة الجمارك وحماية الحدود الأمريكية، وما يقابلها من مزايا لمواطني الولايات المتحدة في المملكة.',
      ),
    ),
    article(
      '2',
      say('Consent', 'الموافقة'),
      say(
        'No information on an applicant is exchanged before the applicant has consented in writing, in a language that the applicant understands, to a text that says what is exchanged, with whom and for how long.',
        'لا تُتبادل أي معلومات عن مقدّم طلب قبل موافقته كتابةً، وبلغة يفهمها، على نص يبيّن ما سيُتبادل ومع من ولأي مدة.',
      ),
    ),
    ...membership.slice(0, 3),
    article(
      '4',
      say('What is never exchanged', 'ما لا يُتبادل بأي حال'),
      say(
        'Criminal records, derogatory information, the reasons of an outcome and the results of queries are not exchanged under this Arrangement.',
        'لا تُتبادل بموجب هذا الترتيب السجلات الجنائية ولا المعلومات السلبية ولا أسباب النتيجة ولا نتائج الاستعلامات.',
      ),
      [
        forbid({
          directions,
          purposes: ['trusted-traveller'],
          categories: ['person-supplement', 'supplement-request', 'pnr-record', 'api-record', 'photograph'],
          when: {},
          reason: say(
            'Article 4 of GLOBAL-ENTRY: records and reasons never serve the vetting of the other side.',
            'المادة 4 من GLOBAL-ENTRY: لا تُستخدم السجلات والأسباب في تدقيق الطرف الآخر.',
          ),
        }),
      ],
      [
        no('FORBIDDEN_BY_ARTICLE', {
          action: 'supply',
          category: 'person-supplement',
          purpose,
          approvals: 2,
          ...THERE,
        }),
        no('FORBIDDEN_BY_ARTICLE', {
          action: 'request',
          category: 'supplement-request',
          purpose,
          approvals: 1,
          ...BACK,
        }),
      ],
    ),
    ...membership.slice(3),
    ...closing({ id: 'GLOBAL-ENTRY', first: 6, purposes, bahrain, america }),
  ],
);
