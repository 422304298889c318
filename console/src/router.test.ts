import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainClick, matchPath, placeOf } from './router.ts';

const click = {
  button: 0,
  metaKey: false,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  defaultPrevented: false,
};

describe('addresses', () => {
  it('refuses a path of another shape', () => {
    expect(matchPath('/hits/:id', '/hits')).toBeNull();
    expect(matchPath('/hits/:id', '/hits/1/2')).toBeNull();
    expect(matchPath('/hits/:id', '/hits/')).toBeNull();
  });

  it('survives a broken escape', () => {
    expect(matchPath('/hits/:id', '/hits/%E0%A4')).toEqual({ id: '%E0%A4' });
  });

  it('takes parameters, query and fragment apart', () => {
    expect(matchPath('/hits/:id', '/hits/42')).toEqual({ id: '42' });
    expect(placeOf('/messages/1/?view=mine#segment-12')).toEqual({
      path: '/messages/1',
      search: 'view=mine',
      hash: 'segment-12',
    });
    expect(placeOf('/')).toEqual({ path: '/', search: '', hash: '' });
  });

  it('gives back any parameter that was put in', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (id) => {
        expect(matchPath('/hits/:id', `/hits/${encodeURIComponent(id)}`)).toEqual({ id });
      }),
    );
  });

  it('leaves modified clicks to the browser', () => {
    expect(isPlainClick(click)).toBe(true);
    for (const held of [
      { ctrlKey: true },
      { metaKey: true },
      { shiftKey: true },
      { altKey: true },
      { button: 1 },
    ]) {
      expect(isPlainClick({ ...click, ...held })).toBe(false);
    }
  });
});
