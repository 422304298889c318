import { readMessages } from '@jisr/travel-messages';
import { describe, expect, it } from 'vitest';
import { BAHRAIN_SIDE, WASHINGTON_SIDE } from './sides.ts';
import { buildWorld } from './world.ts';

const now = new Date('2026-03-01T08:00:00Z');
const world = buildWorld(BAHRAIN_SIDE, now);
const other = buildWorld(WASHINGTON_SIDE, now);
const own = [...world.early, ...world.live];
const sendings = [...own, ...other.early, ...other.live];
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** People as they stand in the text, lines joined again. */
const declaredIn = (text: string): number => text.replace(/[\r\n]/g, '').match(/'NAD\+F[LM]\+/g)?.length ?? 0;

describe('the invented world', () => {
  it('is the same at each building and another on another day', () => {
    expect(buildWorld(BAHRAIN_SIDE, now)).toEqual(world);
    expect(buildWorld(BAHRAIN_SIDE, new Date('2026-03-02T08:00:00Z')).early).not.toEqual(world.early);
  });

  it('loses nobody when its messages are read, whatever the networks did to them', () => {
    for (const { text } of sendings) {
      const { messages } = readMessages(bytesOf(text), { receivedAt: now.toISOString() });
      const read = messages.reduce((sum, message) => sum + message.travellers.length, 0);
      expect(read).toBe(declaredIn(text));
    }
  });

  it('holds one sending that nobody can read, and one test', () => {
    const read = sendings.map(({ text }) => readMessages(bytesOf(text)));
    expect(read.filter(({ messages }) => messages.length === 0)).toHaveLength(1);
    expect(read.filter(({ messages }) => messages.some((message) => message.test))).toHaveLength(1);
  });

  it('has about 2,500 people, and flights that come while somebody watches', () => {
    const people = own.reduce((sum, { text }) => sum + declaredIn(text), 0);
    expect(people).toBeGreaterThan(2_000);
    expect(people).toBeLessThan(3_500);
    expect(world.live.length).toBeGreaterThan(5);
  });

  it('writes names in the letters that airlines send', () => {
    for (const { text } of sendings)
      for (const [, name] of text.replace(/[\r\n]/g, '').matchAll(/NAD\+F[LM]\+\+\+((?:[^'?]|\?.)*)'/g))
        expect(name).toMatch(/^[A-Z '?-]+:[A-Z '-]+$/);
  });
});
