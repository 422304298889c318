import type { Partner } from '@jisr/contract';
import { describe, expect, it } from 'vitest';
import { stepsOf } from './steps.ts';

type Peer = NonNullable<Partner['peer']>;
const officer = { id: '019c0000-0000-7000-8000-000000000001', name: { en: 'Samuel', ar: 'صموئيل' } };
const peer = (state: Peer['state']) =>
  ({
    state,
    importedAt: '2026-03-01T08:00:00Z',
    importedBy: officer,
    comparedAt: '2026-03-01T09:00:00Z',
    comparedBy: officer,
    approvedAt: null,
    provenAt: null,
    activeAt: null,
  }) as unknown as Peer;
const standings = (of: Peer | null) => stepsOf(of).map(({ standing }) => standing);

describe('the steps of a pairing', () => {
  it('begin with the card, before there is one, after it was given up and after it was revoked', () => {
    for (const of of [null, peer('none'), peer('revoked')])
      expect(standings(of)).toEqual(['now', 'later', 'later', 'later', 'later']);
    expect(stepsOf(peer('revoked')).every(({ at }) => at === null)).toBe(true);
  });

  it('say who did what, and leave one step for now', () => {
    const steps = stepsOf(peer('words-compared'));
    expect(steps.map(({ standing }) => standing)).toEqual(['done', 'done', 'now', 'later', 'later']);
    expect(steps[1]).toEqual({
      name: 'compare',
      standing: 'done',
      at: '2026-03-01T09:00:00Z',
      by: officer,
    });
  });

  it('are all behind a pairing that stands, suspended or not', () => {
    for (const state of ['active', 'suspended'] as const)
      expect(new Set(standings(peer(state)))).toEqual(new Set(['done']));
  });
});
