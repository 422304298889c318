import { API } from '@jisr/contract';
import { accountOf } from '../day/accounts.ts';
import { asOfficer } from '../day/officer.ts';
import { agree } from './agree.ts';
import { pair } from './pair.ts';
import { heard, share } from './share.ts';
import { asVoter } from './voter.ts';

/** Who of a side builds the bridge. */
interface Builders {
  readonly address: string;
  readonly administrator: string;
  readonly policy: readonly [string, string];
  readonly supervisor: string;
  readonly liaison: string;
}

const BAHRAIN = {
  administrator: 'samuel',
  policy: ['amal', 'faisal'],
  supervisor: 'khalid',
  liaison: 'yusuf',
} as const;
const WASHINGTON = {
  administrator: 'peter',
  policy: ['robert', 'linda'],
  supervisor: 'marcus',
  liaison: 'helen',
} as const;

const enter = (address: string, username: string) => asOfficer(address, accountOf(username));

async function gather({ address, administrator, policy, supervisor, liaison }: Builders) {
  const approvers = [await asVoter(address, policy[1]), await asVoter(address, supervisor)] as const;
  return {
    administrator: await enter(address, administrator),
    author: await enter(address, policy[0]),
    liaison: await enter(address, liaison),
    approvers,
    signers: approvers,
  };
}

/**
 * Builds the bridge between the two nodes as their officers would: pairing, memoranda signed by both, lists shared for
 * blind questions. Where it stands already, nothing is done twice.
 */
export async function playBridge(
  addresses: { readonly bahrain: string; readonly washington: string },
  tell: (line: string) => void,
): Promise<void> {
  const samuel = await enter(addresses.bahrain, BAHRAIN.administrator);
  if ((await samuel.call(API.readPartner)).peer?.state === 'active') return;
  tell('pairing the two nodes · إقران العقدتين');
  const own = await gather({ ...BAHRAIN, address: addresses.bahrain });
  const other = await gather({ ...WASHINGTON, address: addresses.washington });
  await pair(own, other);
  tell('signing the memoranda · توقيع المذكرات');
  await agree(own, other);
  tell('sharing lists for blind questions · إتاحة القوائم للاستعلام المحجوب');
  const sharers = [own, other].map(({ author, liaison }) => ({ policy: author, liaison }));
  for (const sharer of sharers) await share(sharer);
  for (const sharer of sharers) await heard(sharer);
  for (const voter of [...own.approvers, ...other.approvers]) await voter.leave();
}
