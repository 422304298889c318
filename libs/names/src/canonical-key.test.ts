import { describe, expect, it } from 'vitest';
import { nameKeyEdition, nameKeys } from './index.ts';

const meet = (a: string, b: string) => nameKeys(a)?.ends === nameKeys(b)?.ends;

describe('canonical keys', () => {
  it.each([
    ['Mohamed AL-KHALIFA', 'محمد الخليفة'],
    ['ALTIKRITI SADDAM', 'صدام حسين التكريتي'],
    ['Abdul Rahman Salim', 'عبدالرحمن سليم'],
    ['Abderrahmane SALEM', 'عبد الرحمن سالم'],
    ['Noora Alshemali', 'نوره الشمالي'],
    ['Osama bin Laden', 'أسامة بن لادن'],
    ['Ayman al-Zawahiri', 'أيمن الظواهري'],
    ['Mr Qasem SULEIMANI', 'قاسم سليماني'],
    ['Anna Smith', 'SMITH K. ANNA'],
  ])('bring %s and %s together', (a, b) => expect(meet(a, b)).toBe(true));

  it.each([
    ['حسن علي', 'حسين علي'],
    ['Mohamed Ali', 'Mahmood Ali'],
    ['Khalid Hassan', 'Khalil Hassan'],
  ])('keep %s and %s apart', (a, b) => expect(meet(a, b)).toBe(false));

  it('hold each part, whatever the order, in the whole key', () => {
    expect(nameKeys('Khalid Sheikh Mohammed Ali')?.whole).toBe(nameKeys('ALI, KHALID MOHAMED')?.whole);
    expect(nameKeys('Ali')).toEqual({ ends: nameKeys('علي')!.ends, whole: null });
  });

  it('say nothing of a name without parts', () => {
    for (const name of ['', '  ', 'Mr', '-', 'bin']) expect(nameKeys(name)).toBeNull();
  });

  it('name their edition in 32 bits', () => expect(nameKeyEdition >>> 0).toBe(nameKeyEdition));
});
