import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { seededRandom } from '@jisr/node';

const ARAB =
  'mohammed ahmed ali hassan hussein omar khalid ibrahim yusuf abdullah mustafa mahmoud salem saleh nasser faisal fahad saud sultan tariq ziad walid bilal hamza anwar bashar jamal kamal rashid said samir'.split(
    ' ',
  );
const NISBA =
  'al-harbi al-qahtani al-otaibi al-dosari al-shammari al-tikriti al-masri al-baghdadi al-halabi al-khatib haddad najjar sabbagh khoury mansour darwish qasim jaber farouqi rahimi noori yousafzai ahmadzai bukhari'.split(
    ' ',
  );
const REST =
  'john maria peter anna james elena david sofia carlos lucia ivan olga chen wei raj priya kofi amara lars ingrid pierre claire hans greta mehmet ayse tomas petra jose carmen smith johnson garcia muller rossi novak kowalski ivanov petrov kumar sharma patel singh mensah okafor larsen dubois schmidt yilmaz kaya silva santos'.split(
    ' ',
  );

/**
 * Writes a list of invented people as FollowTheMoney JSON lines, for speed only: deterministic, with a vocabulary that
 * grows as a real list's does (romanisation noise, invented endings).
 */
export async function writeScaleList(file: string, size: number): Promise<void> {
  const random = seededRandom('scale');
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const noisy = (word: string): string => {
    const kind = Math.floor(random() * 8);
    if (kind === 0) return word.replace('u', 'o');
    if (kind === 1) return word.replace('i', 'ee');
    if (kind === 2) return word.replace(/([bdlmnrst])/, '$1$1');
    if (kind === 3)
      return (
        word +
        pick(['i', 'ov', 'son', 'ez', 'ani', 'zadeh', 'pour', 'uddin', 'oglu', 'ski', 'escu', 'ullah', 'er'])
      );
    if (kind === 4) return word.slice(0, 2) + pick('aeioulmnrst'.split('')) + word.slice(2);
    return word;
  };
  const out = createWriteStream(file);
  for (let at = 0; at < size; at += 1) {
    const arab = random() < 0.42;
    const parts = arab
      ? [pick(ARAB), pick(ARAB), ...(random() < 0.5 ? [pick(ARAB)] : []), noisy(pick(NISBA))]
      : [noisy(pick(REST)), ...(random() < 0.3 ? [noisy(pick(REST))] : []), noisy(pick(REST))];
    const name = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(' ');
    const birthDate = `${1940 + Math.floor(random() * 66)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
    const line = `${JSON.stringify({ id: `scale-${at}`, schema: 'Person', properties: { name: [name], birthDate: [birthDate] } })}\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
