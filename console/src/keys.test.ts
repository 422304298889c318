import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comboOf, createMatcher, isSingleKey, type KeyPress, keyCaps } from './keys.ts';

const press = (code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  code,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});
const known = new Set(['KeyJ', 'Shift+Slash', 'Mod+KeyK', 'KeyG KeyH', 'KeyG KeyC', 'KeyH']);

describe('keys', () => {
  it('leaves bare modifiers and Alt combinations to the browser', () => {
    expect(comboOf(press('ShiftLeft', { shiftKey: true }))).toBeNull();
    expect(comboOf(press('KeyJ', { altKey: true }))).toBeNull();
  });

  it('knows keys by their place, whatever the layout writes', () => {
    expect(createMatcher().press(press('KeyJ'), 0, known)).toBe('KeyJ');
    expect(createMatcher().press(press('Slash', { shiftKey: true }), 0, known)).toBe('Shift+Slash');
    expect(createMatcher().press(press('KeyK', { ctrlKey: true }), 0, known)).toBe('Mod+KeyK');
    expect(createMatcher().press(press('KeyK', { metaKey: true }), 0, known)).toBe('Mod+KeyK');
  });

  it('follows a sequence, and forgets its first key after a while', () => {
    const matcher = createMatcher();
    expect(matcher.press(press('KeyG'), 0, known)).toBeNull();
    expect(matcher.press(press('KeyH'), 300, known)).toBe('KeyG KeyH');
    expect(matcher.press(press('KeyG'), 1000, known)).toBeNull();
    expect(matcher.press(press('KeyH'), 5000, known)).toBe('KeyH');
  });

  it('names only what is known, in any order of presses', () => {
    const codes = fc.constantFrom('KeyG', 'KeyH', 'KeyJ', 'KeyC', 'Slash', 'KeyQ');
    fc.assert(
      fc.property(fc.array(codes, { maxLength: 20 }), (typed) => {
        const matcher = createMatcher();
        for (const [index, code] of typed.entries()) {
          const combo = matcher.press(press(code), index * 100, known);
          expect(combo === null || known.has(combo)).toBe(true);
        }
      }),
    );
  });

  it('tells single keys, which can be switched off, from combinations (WCAG 2.1.4)', () => {
    expect(['KeyJ', 'Digit1', 'BracketLeft', 'KeyG KeyH', 'Shift+KeyX'].every(isSingleKey)).toBe(true);
    expect(['Mod+KeyK', 'Enter', 'Escape', 'ArrowDown'].some(isSingleKey)).toBe(false);
  });

  it('prints key caps', () => {
    expect(keyCaps('KeyG KeyH', false)).toEqual(['G', 'H']);
    expect(keyCaps('Mod+KeyK', true)).toEqual(['⌘', 'K']);
    expect(keyCaps('Shift+Slash', false)).toEqual(['?']);
  });
});
