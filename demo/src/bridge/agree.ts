import { API } from '@jisr/contract';
import type { OfficerClient } from '../day/officer.ts';
import { until } from '../day/until.ts';
import type { Voter } from './voter.ts';

/** Who agrees on one side: one who writes, two others who sign. */
export interface Signatories {
  readonly author: OfficerClient;
  readonly signers: readonly [Voter, Voter];
}

/** The memoranda of the partnership, in the order in which they are signed. */
const CODES = ['BORDERS', 'GOODS', 'GLOBAL-ENTRY', 'CYBER', 'CAPACITY'] as const;

async function firstVersion(officer: OfficerClient, code: string) {
  const { items } = await officer.call(API.listMemoranda);
  return items.find((item) => item.code === code && item.version === 1);
}

/** One side proposes and signs what it has drafted; the other reads the very same bytes and signs too. */
export async function agree(proposing: Signatories, answering: Signatories): Promise<void> {
  for (const code of CODES) {
    const own = await firstVersion(proposing.author, code);
    if (!own) throw new Error(`nobody has drafted ${code}`);
    if (own.standing === 'in-force') continue;
    await proposing.author.call(API.proposeMemorandum, { id: own.id });
    for (const signer of proposing.signers) await signer.approve('memorandum');
    await proposing.author.call(API.signMemorandum, { id: own.id });
    for (const signer of proposing.signers) await signer.approve('memorandum');
    let arrived: string | undefined;
    await until(async () => {
      const theirs = await firstVersion(answering.author, code);
      arrived = theirs?.digest === own.digest && theirs.signedBy.length > 0 ? theirs.id : undefined;
      return arrived !== undefined;
    });
    await answering.author.call(API.signMemorandum, { id: arrived! });
    for (const signer of answering.signers) await signer.approve('memorandum');
  }
  for (const { author } of [proposing, answering])
    for (const code of CODES)
      await until(async () => (await firstVersion(author, code))?.standing === 'in-force');
}
