/** The ceremony as a list: each step with its standing, when it was done and by whom. */
import type { Officer, Partner } from '@jisr/contract';

export const STEPS = ['import', 'compare', 'approve', 'prove', 'active'] as const;
export type StepName = (typeof STEPS)[number];

export interface Step {
  readonly name: StepName;
  readonly standing: 'done' | 'now' | 'later';
  readonly at: string | null;
  readonly by: Officer | null;
}

type Peer = NonNullable<Partner['peer']>;

/** How many steps are behind a pairing in this state. A revoked one begins again with a card, as one given up does. */
const BEHIND: Readonly<Record<Peer['state'], number>> = {
  none: 0,
  'card-imported': 1,
  'words-compared': 2,
  approved: 3,
  proven: 4,
  active: 5,
  suspended: 5,
  revoked: 0,
};

/**
 * The steps of a pairing, the next of them marked `now`.
 *
 * @param peer null before any card was imported
 * @example
 * stepsOf(null).map(({ standing }) => standing) // ['now', 'later', 'later', 'later', 'later']
 */
export function stepsOf(peer: Peer | null): readonly Step[] {
  const behind = peer === null ? 0 : BEHIND[peer.state];
  const times = [peer?.importedAt, peer?.comparedAt, peer?.approvedAt, peer?.provenAt, peer?.activeAt];
  const people = [peer?.importedBy, peer?.comparedBy];
  return STEPS.map((name, place) => {
    const done = place < behind;
    return {
      name,
      standing: done ? 'done' : place === behind ? 'now' : 'later',
      at: (done && times[place]) || null,
      by: (done && people[place]) || null,
    };
  });
}
