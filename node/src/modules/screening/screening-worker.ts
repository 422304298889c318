/** A screening thread: holds an opened index for each list and answers queries; another one builds new indexes. */
import { parentPort } from 'node:worker_threads';
import {
  buildChange,
  buildIndex,
  compareNames,
  type NameEntry,
  type NameIndex,
  openIndex,
} from '@jisr/names';
import type { FromWorker, ToWorker, WorkerMatch, WorkerQuery } from './protocol.ts';

const port = parentPort!;
const segments = new Map<string, { readonly version: string; readonly index: NameIndex }>();
let collected: NameEntry[] = [];

const answer = (message: FromWorker): void => port.postMessage(message);

port.on('message', (message: ToWorker) => {
  if (message.say === 'load')
    segments.set(message.list, {
      version: message.version,
      index: openIndex(message.buffer, message.change ?? undefined),
    });
  if (message.say === 'drop') segments.delete(message.list);
  if (message.say === 'collect') for (const entry of message.entries) collected.push(entry);
  if (message.say === 'build') attempt(message.id, () => built(message.id));
  if (message.say === 'compare') attempt(message.id, () => compare(message));
  if (message.say === 'change') attempt(message.id, () => changed(message));
  if (message.say === 'screen') {
    attempt(message.id, () =>
      answer({
        say: 'screened',
        id: message.id,
        matches: message.queries.map((query) => screen(query, message)),
      }),
    );
  }
});

function compare({ id, pairs, threshold }: Extract<ToWorker, { say: 'compare' }>): void {
  const options = { evidence: 'all', threshold } as const;
  answer({
    say: 'compared',
    id,
    explanations: pairs.map(({ query, listed }) => compareNames(query, listed, options)),
  });
}

function built(id: number): void {
  const buffer = buildIndex(collected);
  collected = [];
  answer({ say: 'built', id, buffer });
}

function changed({ id, buffer, difference }: Extract<ToWorker, { say: 'change' }>): void {
  const change = buildChange(buffer, difference);
  // Opened here first: what cannot be opened would end every thread that is told to load it.
  const { entryCount, nameCount } = openIndex(buffer, change);
  answer({ say: 'changed', id, changed: { buffer: change, entries: entryCount, names: nameCount } });
}

function attempt(id: number, work: () => void): void {
  try {
    work();
  } catch (error) {
    // The name of the error only: its message may quote the name that was screened.
    answer({
      say: 'failed',
      id,
      error:
        error instanceof Error
          ? `${error.name} ${error.stack?.split('\n').slice(1, 4).join(' ')}`
          : 'unknown',
    });
  }
}

function screen({ query, documents }: WorkerQuery, ask: Extract<ToWorker, { say: 'screen' }>): WorkerMatch[] {
  const matches: WorkerMatch[] = [];
  for (const list of ask.lists ?? segments.keys()) {
    const segment = segments.get(list);
    if (!segment) continue;
    const { index, version } = segment;
    const named = index.query(query, { top: ask.top, minimumScore: ask.minimumScore, evidence: 'all' });
    const pointed = new Set(
      documents.filter((document) => document.list === list).map((document) => document.key),
    );
    for (const match of named) {
      if (pointed.has(match.key)) continue;
      const explanation = index.explain(query, match.key, match.nameOrdinal, { evidence: 'all' });
      if (explanation)
        matches.push({ list, version, key: match.key, score: explanation.score, basis: 'name', explanation });
    }
    for (const key of pointed) {
      const explanation = index.explain({ ...query, documentMatch: true }, key, undefined, {
        evidence: 'all',
      });
      const basis = named.some((match) => match.key === key) ? 'name-and-document' : 'document';
      if (explanation) matches.push({ list, version, key, score: explanation.score, basis, explanation });
    }
  }
  return matches.sort((one, other) => other.score - one.score || one.key - other.key);
}
