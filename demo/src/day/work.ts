import { API } from '@jisr/contract';
import { accountOf } from './accounts.ts';
import { asOfficer, type OfficerClient } from './officer.ts';

/** A few hits are taken, decided and referred, so that every screen shows what it is for. */
export async function work(address: string): Promise<void> {
  const officers = await Promise.all(
    ['noora', 'daniel', 'khalid'].map((name) => asOfficer(address, accountOf(name))),
  );
  const [noora, daniel, khalid] = officers as [OfficerClient, OfficerClient, OfficerClient];
  const { items } = await noora.call(API.listHits, {}, undefined, '?view=open&limit=50');
  const of = (reference: string) => items.find((hit) => hit.listing.reference === reference)?.id;
  const decide = async (
    officer: OfficerClient,
    id: string | undefined,
    body: Parameters<typeof officer.call<typeof API.decideHit>>[2],
  ) => {
    if (!id) return;
    await officer.call(API.claimHit, { id });
    await officer.call(API.decideHit, { id }, body);
  };
  await decide(noora, of('N-1006'), {
    verdict: 'not-listed',
    reason: 'birth-date-differs',
    note: 'تاريخ الميلاد مختلف ورقم الجواز غير معروف للقائمة.',
  });
  await decide(daniel, of('N-1001'), {
    verdict: 'is-listed',
    reason: 'birth-date-agrees',
    note: 'Birth date agrees; second passport known to the list.',
    instruction: 'deny-boarding',
  });
  await decide(noora, of('N-1005'), {
    verdict: 'is-listed',
    reason: 'birth-date-agrees',
    note: null,
    instruction: 'refer',
  });
  const referred = of('N-1005');
  if (referred) {
    await khalid.call(
      API.referHit,
      { id: referred },
      { post: 'BAH', instruction: 'refer', note: 'Check the visa page under ultraviolet light.' },
    );
  }
  const taken = of('N-1011');
  if (taken) await daniel.call(API.claimHit, { id: taken });
}
