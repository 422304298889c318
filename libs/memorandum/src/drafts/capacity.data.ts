import { closing } from './closing.data.ts';
import {
  AGENCIES,
  all,
  article,
  BACK,
  between,
  draft,
  no,
  permit,
  RELEASING,
  say,
  THERE,
  yes,
} from './writing.ts';

const bahrain = ['NCP', 'RPA'];
const america = ['NCP', 'FLETC'];
const directions = between(bahrain, america);
const purposes = ['capacity-building'] as const;
const purpose = 'capacity-building' as const;

/** Illustrative: training, expertise and best practice. */
export const CAPACITY = draft(
  'CAPACITY',
  say(
    'Memorandum of Understanding on Capacity Building and the Exchange of Expertise',
    'مذكرة تفاهم بشأن بناء القدرات وتبادل الخبرات',
  ),
  say(
    'The Participants, convinced that cooperation rests on people who know their craft and one another, have reached the following understanding.',
    'إن الطرفين، إيمانًا منهما بأن التعاون يقوم على أناس يتقنون عملهم ويعرف بعضهم بعضًا، قد توصلا إلى التفاهم الآتي.',
  ),
  {
    bahrain: [AGENCIES.bahrainPoint, AGENCIES.academy],
    america: [AGENCIES.americaPoint, AGENCIES.training],
  },
  [
    article(
      '1',
      say('Joint programme', 'البرنامج المشترك'),
      say(
        'The Participants agree each year on a programme of courses, exercises and visits, with objectives that can be measured.',
        'يتفق الطرفان سنويًّا على برنامج للدورات والتمارين والزيارات بأهداف قابلة للقياس.',
      ),
    ),
    article(
      '2.1',
      say('Participants and results of training', 'المتدربون ونتائج التدريب'),
      say(
        'The names of those nominated for a course, their attendance, their results and certificates are exchanged with the approval of one officer, and used for nothing else.',
        'تُتبادل أسماء المرشحين لدورة وحضورهم ونتائجهم وشهاداتهم بموافقة ضابط واحد، ولا تُستخدم لغير ذلك.',
      ),
      [
        permit({
          directions,
          actions: ['supply', 'notify'],
          purposes: [...purposes],
          categories: all('training-record'),
          tlp: 'green',
          approvals: { needed: 1, roles: [...RELEASING] },
          retentionDays: 1_827,
          minors: 'forbidden',
        }),
      ],
      [
        yes('CAPACITY/2.1', {
          action: 'supply',
          category: 'training-record',
          purpose,
          tlp: 'green',
          approvals: 1,
          own: true,
          ...THERE,
        }),
        no('TLP', { action: 'supply', category: 'training-record', purpose, approvals: 1, ...THERE }),
        no('PURPOSE', {
          action: 'supply',
          category: 'training-record',
          purpose: 'counter-terrorism',
          tlp: 'green',
          approvals: 1,
          ...THERE,
        }),
      ],
    ),
    article(
      '2.2',
      say('Best practice', 'الممارسات الفضلى'),
      say(
        'Either Participant may offer the other its manuals, lessons and best practice. They name no person and no case and may be passed on within the purpose.',
        'لأي من الطرفين أن يقدّم للآخر أدلته ودروسه المستفادة وممارساته الفضلى. ولا تُسمّي شخصًا أو قضية، ويجوز تداولها ضمن الغرض.',
      ),
      [
        permit({
          directions,
          actions: ['publish', 'supply', 'notify'],
          purposes: [...purposes],
          categories: all('best-practice'),
          tlp: 'green',
          retentionDays: 3_653,
          onward: 'allowed-within-purpose',
          deleteOnRequest: false,
          automatic: true,
        }),
      ],
      [
        yes('CAPACITY/2.2', { action: 'publish', category: 'best-practice', purpose, tlp: 'clear', ...BACK }),
        no('TLP', { action: 'publish', category: 'best-practice', purpose, tlp: 'amber', ...BACK }),
      ],
    ),
    ...closing({ id: 'CAPACITY', first: 3, purposes, bahrain, america }),
  ],
);
