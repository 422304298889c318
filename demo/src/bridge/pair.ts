import { API } from '@jisr/contract';
import type { OfficerClient } from '../day/officer.ts';
import { until } from '../day/until.ts';
import type { Voter } from './voter.ts';

/** Who carries out the ceremony on one side: one who compares, two who approve. */
export interface Ceremony {
  readonly administrator: OfficerClient;
  readonly approvers: readonly [Voter, Voter];
}

const partnerOf = (officer: OfficerClient) => officer.call(API.readPartner);

/** Two nodes become peers: cards, words, two people on each side, and a round trip that proves the keys. */
export async function pair(one: Ceremony, other: Ceremony): Promise<void> {
  const sides = [
    [one, other],
    [other, one],
  ] as const;
  for (const [{ administrator }, opposite] of sides) {
    const { own } = await partnerOf(opposite.administrator);
    await administrator.call(API.importCard, {}, { signed: own.signed });
  }
  for (const [{ administrator, approvers }, opposite] of sides) {
    // What the other side reads aloud over the telephone.
    const heard = (await partnerOf(opposite.administrator)).peer?.fingerprint.en ?? [];
    await administrator.call(API.compareWords, {}, { words: heard.join(' ') });
    for (const approver of approvers) await approver.approve('pairing');
  }
  for (const [{ administrator }] of sides)
    await until(async () => (await partnerOf(administrator)).peer?.state === 'active');
}
