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

const bahrain = ['NCP', 'NCSC'];
const america = ['NCP', 'CISA'];
const directions = between(bahrain, america);
const purposes = ['cybercrime', 'critical-infrastructure'] as const;
const purpose = 'critical-infrastructure' as const;

const sharing = [
  article(
    '3.1',
    say('Indicators', 'المؤشرات'),
    say(
      'The national cyber centres exchange indicators of compromise as they become known, up to TLP:AMBER+STRICT, automatically where they are ready for it. An indicator that is withdrawn by its author is withdrawn by the receiver.',
      'يتبادل المركزان الوطنيان مؤشرات الاختراق حال العلم بها حتى درجة TLP:AMBER+STRICT، وآليًا متى كانت مهيأة لذلك. والمؤشر الذي يسحبه واضعه يسحبه المتلقي.',
    ),
    [
      permit({
        directions,
        actions: ['notify', 'publish', 'supply'],
        purposes: [...purposes],
        categories: all('cyber-indicator'),
        tlp: 'amber+strict',
        retentionDays: 730,
        automatic: true,
        onward: 'allowed-within-purpose',
        quotaPerDay: 100_000,
      }),
    ],
    [
      yes('CYBER/3.1', {
        action: 'publish',
        category: 'cyber-indicator',
        purpose,
        tlp: 'amber+strict',
        automatic: true,
        fields: ['stix'],
        ...THERE,
      }),
      no('TLP', { action: 'notify', category: 'cyber-indicator', purpose, tlp: 'red', ...THERE }),
    ],
  ),
  article(
    '3.2',
    say('Advisories', 'التنبيهات'),
    say(
      'Advisories on vulnerabilities and threats are exchanged before or at the time of their publication. Operators of critical infrastructure may be shown them within the marking.',
      'يُتبادل ما يصدر من تنبيهات بشأن الثغرات والتهديدات قبل نشرها أو حين نشرها، ويجوز إطلاع مشغّلي البنية التحتية الحيوية عليها في حدود الوسم.',
    ),
    [
      permit({
        directions,
        actions: ['notify', 'publish'],
        purposes: [...purposes],
        categories: all('cyber-advisory'),
        tlp: 'amber',
        retentionDays: 1_827,
        automatic: true,
        onward: 'allowed-within-purpose',
      }),
    ],
    [
      yes('CYBER/3.2', {
        action: 'publish',
        category: 'cyber-advisory',
        purpose,
        tlp: 'green',
        automatic: true,
        ...BACK,
      }),
      no('PURPOSE', { action: 'publish', category: 'cyber-advisory', purpose: 'goods-security', ...BACK }),
    ],
  ),
  article(
    '3.3',
    say('Incidents of critical infrastructure', 'حوادث البنية التحتية الحيوية'),
    say(
      'A Participant informs the other of an incident of critical infrastructure that may reach it, after approval by one officer. The receiving centre acknowledges within one hour where marked urgent. The victim is not named without its consent.',
      'يُعلم أحد الطرفين الآخر بحادث يمس البنية التحتية الحيوية قد يمتد إليه، بموافقة ضابط واحد. ويقرّ المركز المتلقي بالاستلام خلال ساعة إذا وُسم البلاغ عاجلًا. ولا يُسمّى المتضرر دون موافقته.',
    ),
    [
      permit({
        directions,
        actions: ['notify', 'supply'],
        purposes: [...purposes],
        categories: all('cyber-incident'),
        tlp: 'red',
        approvals: { needed: 1, roles: [...RELEASING] },
        retentionDays: 1_095,
        onward: 'with-consent',
        answerWithinHours: { urgent: 1, ordinary: 48 },
      }),
    ],
    [
      yes('CYBER/3.3', {
        action: 'notify',
        category: 'cyber-incident',
        purpose,
        tlp: 'red',
        approvals: 1,
        ...THERE,
      }),
      no('APPROVALS', { action: 'notify', category: 'cyber-incident', purpose, tlp: 'amber', ...THERE }),
    ],
  ),
  article(
    '4',
    say('Query and request on a cybercrime', 'الاستعلام والطلب في جريمة إلكترونية'),
    say(
      'In a case of cybercrime a Participant may ask blind whether an address, an account or a wallet is known to the other, which answers hit or no hit. It may then request, with one approval, that data be preserved and supplied under the law of legal assistance.',
      'في جريمة إلكترونية، لأحد الطرفين أن يستعلم استعلامًا محجوبًا عمّا إذا كان عنوان أو حساب أو محفظة معروفًا لدى الآخر، فيجيب بوجود تطابق من عدمه. وله بعد ذلك أن يطلب، بموافقة شخص واحد، حفظ بيانات والتزويد بها وفق أحكام المساعدة القانونية.',
    ),
    [
      permit({
        letter: 'a',
        directions,
        actions: ['ask'],
        purposes: ['cybercrime'],
        categories: all('query-blind'),
        offence: 'any-offence',
        modes: ['blind'],
        retentionDays: 30,
        quotaPerDay: 500,
      }),
      permit({
        letter: 'b',
        directions,
        actions: ['answer'],
        purposes: ['cybercrime'],
        categories: all('hit-answer'),
        modes: ['blind'],
        automatic: true,
        retentionDays: 30,
      }),
      permit({
        letter: 'c',
        directions,
        actions: ['request'],
        purposes: ['cybercrime'],
        categories: all('supplement-request'),
        offence: 'serious',
        approvals: { needed: 1, roles: [...RELEASING] },
        retentionDays: 365,
        answerWithinHours: { urgent: 1, ordinary: 48 },
      }),
    ],
    [
      yes('CYBER/4a', {
        action: 'ask',
        category: 'query-blind',
        purpose: 'cybercrime',
        offence: 'any-offence',
        mode: 'blind',
        ...THERE,
      }),
      yes('CYBER/4b', {
        action: 'answer',
        category: 'hit-answer',
        purpose: 'cybercrime',
        mode: 'blind',
        automatic: true,
        ...BACK,
      }),
      yes('CYBER/4c', {
        action: 'request',
        category: 'supplement-request',
        purpose: 'cybercrime',
        offence: 'serious',
        approvals: 1,
        ...THERE,
      }),
      no('OFFENCE', {
        action: 'request',
        category: 'supplement-request',
        purpose: 'cybercrime',
        offence: 'any-offence',
        approvals: 1,
        ...THERE,
      }),
    ],
  ),
];

/** Illustrative: cybercrime and critical infrastructure. */
export const CYBER = draft(
  'CYBER',
  say(
    'Memorandum of Understanding on Cybercrime and the Protection of Critical Infrastructure',
    'مذكرة تفاهم بشأن الجرائم الإلكترونية وحماية البنية التحتية الحيوية',
  ),
  say(
    'The Participants, aware that attacks on energy, water, finance and transport know no border and spread within minutes, have reached the following understanding between their national cyber centres.',
    'إن الطرفين، إدراكًا منهما أن الهجمات على الطاقة والمياه والمال والنقل لا تعرف حدودًا وتنتشر في دقائق، قد توصلا إلى التفاهم الآتي بين مركزيهما الوطنيين للأمن السيبراني.',
  ),
  {
    bahrain: [AGENCIES.bahrainPoint, AGENCIES.cyberCentre],
    america: [AGENCIES.americaPoint, AGENCIES.infrastructure],
  },
  [
    article(
      '1',
      say('Purpose', 'الغرض'),
      say(
        'This Memorandum governs the exchange of technical information on threats, and of reports of incidents, between the national cyber centres.',
        'تنظّم هذه المذكرة تبادل المعلومات التقنية عن التهديدات وبلاغات الحوادث بين المركزين الوطنيين للأمن السيبراني.',
      ),
    ),
    article(
      '2',
      say('Marking', 'الوسم'),
      say(
        'All information carries a marking of the Traffic Light Protocol, version 2.0. The receiver observes it, and nothing that is marked TLP:RED is passed on to anyone.',
        'تحمل جميع المعلومات وسمًا وفق بروتوكول الإشارة الضوئية في نسخته 2.0، ويلتزم به المتلقي، ولا يُنقل ما وُسم بـ TLP:RED إلى أحد.',
      ),
      [
        forbid({
          directions,
          actions: ['onward', 'publish'],
          when: { tlpAbove: 'amber+strict' },
          reason: say(
            'Article 2 of CYBER: what is marked TLP:RED is neither published nor passed on.',
            'المادة 2 من CYBER: ما وُسم بـ TLP:RED لا يُنشر ولا يُنقل.',
          ),
        }),
      ],
      [
        no('FORBIDDEN_BY_ARTICLE', {
          action: 'onward',
          category: 'cyber-incident',
          purpose,
          tlp: 'red',
          ...THERE,
        }),
        no('ACTION', { action: 'onward', category: 'cyber-incident', purpose, tlp: 'amber', ...THERE }),
      ],
    ),
    ...sharing,
    ...closing({ id: 'CYBER', first: 5, purposes, bahrain, america }),
  ],
);
