import { API } from '@jisr/contract';
import type { OfficerClient } from '../day/officer.ts';
import { until } from '../day/until.ts';

/** Who lets the partner ask: a policy officer chooses lists, a liaison officer has the filter published. */
export interface Sharers {
  readonly policy: OfficerClient;
  readonly liaison: OfficerClient;
}

/** Shares every national list with the partner's blind questions, and publishes the filter. */
export async function share({ policy, liaison }: Sharers): Promise<void> {
  const { lists } = await liaison.call(API.readQueryDesk);
  for (const { id, code } of lists)
    if (code === 'NATIONAL' || code === 'WANTED')
      await policy.call(API.shareList, {}, { watchlistId: id, shared: true });
  await liaison.call(API.publishFilter);
}

/** Waits until the partner's filter is here: from then on it can be asked blindly. */
export const heard = ({ liaison }: Sharers): Promise<void> =>
  until(async () => (await liaison.call(API.readQueryDesk)).partner !== null);
