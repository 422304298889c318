import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { API, type ListImport } from '@jisr/contract';
import { EXIT, type Exit, failure } from './failure.ts';
import { type NodeClient, signIn } from './node-client.ts';
import type { Output } from './output.ts';

export interface ListOptions {
  readonly node: string;
  readonly user: string;
  readonly password: string;
}

async function findList(client: NodeClient, code: string) {
  const { items } = await client.call(API.listWatchlists);
  const list = items.find((item) => item.code === code);
  if (!list)
    throw failure('LIST_UNKNOWN', {
      en: `There is no watchlist ${code}.`,
      ar: `لا توجد قائمة مراقبة بالرمز ${code}.`,
    });
  return list;
}

/** `jisr lists import`: sends files, follows the import, says what changed. Exit 3 when someone must confirm it. */
export async function importList(
  code: string,
  files: readonly string[],
  options: ListOptions & { readonly confirmShrink: boolean },
  out: Output,
): Promise<Exit> {
  const client = await signIn(options.node, options.user, options.password);
  const list = await findList(client, code);
  const source = { files: files.map((file) => ({ name: basename(file), text: readFileSync(file, 'utf8') })) };
  let state: ListImport = await client.call(API.startImport, {
    params: { id: list.id },
    body: { source, confirmShrink: options.confirmShrink },
  });
  out.note(`› ${code}: ${files.length} file(s) sent`);
  while (state.status === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 300));
    state = await client.call(API.readImport, { params: { id: state.id } });
  }
  const { status, read, added, changed, withdrawn, unchanged, issueTotal } = state;
  out.result(
    `${code}: ${status}\nread ${read}, added ${added}, changed ${changed}, withdrawn ${withdrawn}, unchanged ${unchanged}, issues ${issueTotal}`,
    state,
  );
  if (status === 'held') return EXIT.needsPerson;
  return status === 'failed' ? EXIT.refused : EXIT.good;
}

/** `jisr lists show`: the watchlists of a node. */
export async function showLists(options: ListOptions, out: Output): Promise<Exit> {
  const client = await signIn(options.node, options.user, options.password);
  const { items } = await client.call(API.listWatchlists);
  const lines = items.map(
    (list) =>
      `${list.code.padEnd(12)} ${String(list.active).padStart(8)} listings  ${list.live ? 'live' : 'not live'}  ${list.version ?? '–'}  ${list.name.en} / ${list.name.ar}`,
  );
  out.result(lines.join('\n') || 'no watchlists / لا توجد قوائم مراقبة', items);
  return EXIT.good;
}
