import { API } from '@jisr/contract';
import type { Node } from '@jisr/node';
import { accountOf } from './accounts.ts';
import { asOfficer } from './officer.ts';
import type { Side } from './sides.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

/** Imports the side's lists as its list manager would. */
export async function ensureLists(
  { modules, address, kernel }: Node,
  side: Side,
  world: World,
): Promise<void> {
  const keeper = side.accounts.find((account) => account.roles.includes('list-manager'))!;
  const manager = await asOfficer(address, keeper);
  for (const { file, text, ...list } of world.lists) {
    const id = await kernel.database.transaction((tx) =>
      modules.watchlists.ensureWatchlist(tx, { ...list, name: { ...list.name }, sourceUrl: null }, null),
    );
    const { id: importId } = await manager.call(
      API.startImport,
      { id },
      { source: { files: [{ name: file, text }] } },
    );
    await until(async () => (await manager.call(API.readImport, { id: importId })).status !== 'running');
    await until(async () =>
      (await manager.call(API.listWatchlists)).items.some((item) => item.id === id && item.live),
    );
  }
}

/** A third list, kept by hand: one listing approved by a second person, one that waits for it. */
export async function keepByHand({ address, modules, kernel }: Node): Promise<void> {
  const [mariam, oliver] = [
    await asOfficer(address, accountOf('mariam')),
    await asOfficer(address, accountOf('oliver')),
  ];
  const id = await kernel.database.transaction((tx) =>
    modules.watchlists.ensureWatchlist(
      tx,
      {
        code: 'POST',
        name: { en: 'Border post notices', ar: 'إشعارات المنافذ' },
        owner: 'Ports directorate',
        format: 'manual',
        sourceUrl: null,
        instruction: 'inform',
        legalBasis: 'Ports regulation, art. 9',
        handling: null,
      },
      null,
    ),
  );
  if ((await mariam.call(API.listProposals, {}, undefined, '?status=all')).items.length > 0) return;
  const year = kernel.clock.now().getUTCFullYear();
  const entry = (text: string, original: string) => ({
    kind: 'person' as const,
    names: [
      { text, quality: 'primary' as const },
      { text: original, quality: 'original' as const, lang: 'ar' },
    ],
    birthDates: ['1988'],
    nationalities: ['SYR'],
    legalBasis: 'Ports regulation, art. 9',
    instruction: 'inform' as const,
    originator: 'Ports directorate',
    reviewOn: `${year + 1}-01-15`,
    expiresOn: `${year + 2}-01-15`,
  });
  const first = await mariam.call(
    API.propose,
    { id },
    {
      kind: 'add',
      entry: entry('Dawud Rushdi al-Hamawandi', 'داود رشدي الهمواندي'),
      reason: 'Left the transit area twice.',
    },
  );
  await oliver.call(
    API.decideProposal,
    { id: first.id },
    { approve: true, note: 'Checked against the log of the post.' },
  );
  await oliver.call(
    API.propose,
    { id },
    {
      kind: 'add',
      entry: entry('Suad Nizam al-Karkhi', 'سعاد نظام الكرخي'),
      reason: 'Uses the card of another person.',
    },
  );
}
