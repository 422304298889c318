import { describe, expect, it } from 'vitest';
import { neighboursOf, readQueue } from './neighbours.ts';

describe('readQueue', () => {
  it.each([null, '', 'x', '{"ids":3}', '{"address":"https://elsewhere","ids":[1]}'])(
    'reads %j as nothing kept',
    (kept) => expect(readQueue(kept)).toEqual({ address: '/hits', ids: [] }),
  );
  it('reads what was kept', () =>
    expect(readQueue('{"address":"/hits?view=mine","ids":["a"]}')).toEqual({
      address: '/hits?view=mine',
      ids: ['a'],
    }));
});

describe('neighboursOf', () => {
  it('knows no neighbours of a hit that is not in the queue', () =>
    expect(neighboursOf(['a'], 'b')).toEqual({ previous: null, next: null, at: -1 }));
  it('stops at both ends', () => {
    expect(neighboursOf(['a', 'b'], 'a')).toEqual({ previous: null, next: 'b', at: 0 });
    expect(neighboursOf(['a', 'b'], 'b')).toEqual({ previous: 'a', next: null, at: 1 });
  });
});
