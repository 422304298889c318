import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { otherScript } from './other-script.ts';

describe('the other script of a name', () => {
  it('says nothing where there is no letter of either script', () => {
    for (const text of ['', '123', '山田', '   ', '<<<']) expect(otherScript(text)).toBeNull();
  });

  it('never fails and always answers in the other script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const other = otherScript(text);
        if (other === null) return;
        expect(other.source).toBe('generated');
        if (other.lang === 'ar') expect(other.text).toMatch(/^[\p{Script=Arabic} ]+$/u);
        else expect(other.text).not.toMatch(/\p{Script=Arabic}/u);
      }),
    );
  });

  it('writes known names as they are written', () => {
    expect(otherScript('MOHAMED ALI')?.text).toBe('محمد علي');
    expect(otherScript('Fatima Al-Hassan')?.text).toBe('فاطمة الحسن');
    expect(otherScript('محمد علي')?.text).toBe('Muhammad Ali');
  });

  it('spells unknown names letter by letter', () => {
    expect(otherScript('SMITH')?.text).toBe('سميث');
    expect(otherScript('الدوري')?.text).toBe('Al-Duri');
  });
});
