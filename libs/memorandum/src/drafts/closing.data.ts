/** The articles that each draft ends with, in its own numbers and purposes. */
import type { Article } from '../document.ts';
import type { PolicyPurpose } from '../vocabulary.ts';
import { all, article, BACK, between, no, permit, say, THERE, yes } from './writing.ts';

interface Closing {
  readonly id: string;
  /** The number of the first of the five articles. */
  readonly first: number;
  readonly purposes: readonly [PolicyPurpose, ...PolicyPurpose[]];
  readonly bahrain: readonly string[];
  readonly america: readonly string[];
}

/** Correction and deletion; retention and onward transfer; oversight; suspension; entry into force. */
export function closing({ id, first, purposes, bahrain, america }: Closing): Article[] {
  const [purpose] = purposes;
  const directions = between(bahrain, america);
  const reference = (letter: string) => `${id}/${first}${letter}`;
  return [
    article(
      String(first),
      say('Correction and deletion', 'التصحيح والحذف'),
      say(
        'A Participant that learns that information it supplied was inaccurate, or should not have been supplied, will inform the receiving Participant without delay. The receiving Participant will correct or delete it, together with every copy, and will confirm this by a signed receipt.',
        'على الطرف الذي يتبين له عدم دقة معلومات سبق أن زوّد بها، أو أنه ما كان ينبغي التزويد بها، أن يُخطر الطرف المتلقي دون تأخير. وعلى الطرف المتلقي تصحيحها أو حذفها مع جميع نسخها، وتأكيد ذلك بإقرار موقّع.',
      ),
      [
        permit({
          letter: 'a',
          directions,
          actions: ['notify'],
          purposes: [...purposes],
          categories: all('correction-notice'),
          approvals: { needed: 1, roles: [] },
          retentionDays: 1_827,
          tlp: 'red',
          answerWithinHours: { urgent: 1, ordinary: 48 },
        }),
        permit({
          letter: 'b',
          directions,
          actions: ['notify'],
          purposes: [...purposes],
          categories: all('deletion-notice', 'deletion-receipt'),
          automatic: true,
          retentionDays: 3_653,
          tlp: 'red',
          answerWithinHours: { urgent: 24, ordinary: 72 },
        }),
      ],
      [
        yes(reference('a'), {
          action: 'notify',
          category: 'correction-notice',
          purpose,
          approvals: 1,
          ...THERE,
        }),
        no('APPROVALS', { action: 'notify', category: 'correction-notice', purpose, ...BACK }),
        yes(reference('b'), {
          action: 'notify',
          category: 'deletion-notice',
          purpose,
          automatic: true,
          ...BACK,
        }),
      ],
    ),
    article(
      String(first + 1),
      say('Retention and onward transfer', 'مدة الاحتفاظ والنقل إلى طرف ثالث'),
      say(
        'Information will be kept no longer than the article under which it was supplied provides, and will then be erased. It will not be transferred to a third state, an international organisation or a private person, except as that article provides and with the prior written consent of the supplying Participant.',
        'لا يُحتفظ بالمعلومات لمدة تتجاوز ما تحدده المادة التي زُوّد بها بموجبها، ثم تُمحى. ولا تُنقل إلى دولة ثالثة أو منظمة دولية أو شخص من أشخاص القانون الخاص إلا وفقًا لتلك المادة وبموافقة كتابية مسبقة من الطرف الذي زوّد بها.',
      ),
    ),
    article(
      String(first + 2),
      say('Oversight', 'الرقابة'),
      say(
        'Each Participant will record every disclosure and every refusal in a log that cannot be altered unnoticed, and will reconcile it each month with the log of the other. An authority independent of those who request and release will have access to the log at any time. Persons concerned may seek access, correction and redress under the law of either Participant.',
        'يقيّد كل طرف كل إفصاح وكل رفض في سجل لا يمكن تغييره دون أن ينكشف، ويطابقه شهريًّا مع سجل الطرف الآخر. ويكون لجهة مستقلة عمّن يطلب وعمّن يُفرج حق الاطلاع على السجل في أي وقت. وللأشخاص المعنيين طلب الاطلاع والتصحيح والتظلم وفقًا لقانون أي من الطرفين.',
      ),
    ),
    article(
      String(first + 3),
      say('Suspension and settlement', 'التعليق وتسوية الخلافات'),
      say(
        'Either Participant may suspend this Memorandum at any time by notice, with immediate effect. Differences over its interpretation or application will be settled by consultation between the Participants and will not be referred to any tribunal or third party.',
        'لأي من الطرفين تعليق هذه المذكرة في أي وقت بإشعار وبأثر فوري. وتُسوّى الخلافات حول تفسيرها أو تطبيقها بالتشاور بين الطرفين دون إحالتها إلى أي محكمة أو طرف ثالث.',
      ),
    ),
    article(
      String(first + 4),
      say('Entry into force, amendment and languages', 'النفاذ والتعديل واللغات'),
      say(
        'This Memorandum takes effect on the date stated in it, once both Participants have signed identical text, and remains in effect for five years. It may be amended in writing; an amendment is signed in the same manner. It is done in two originals, in Arabic and English, both texts being equally valid.',
        'تسري هذه المذكرة من التاريخ المبيّن فيها بعد توقيع الطرفين على نص متطابق، وتظل سارية مدة خمس سنوات. ويجوز تعديلها كتابةً، ويُوقَّع التعديل بالطريقة ذاتها. حُرّرت من نسختين أصليتين باللغتين العربية والإنجليزية، ولكل منهما الحجية ذاتها.',
      ),
    ),
  ];
}
