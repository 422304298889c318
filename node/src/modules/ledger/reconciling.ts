import type { LedgerKind, ReconciliationRow } from '@jisr/contract';

/** An entry about the other side, as far as the comparison needs it. */
export interface Said {
  readonly index: number;
  readonly kind: LedgerKind;
  readonly subject: string;
  readonly digest: string | null;
  /** ISO 8601; null where the entry could not be read. */
  readonly at: string | null;
}

export interface Compared {
  readonly rows: readonly ReconciliationRow[];
  readonly compared: number;
  readonly matched: number;
  readonly inFlight: number;
}

/** What one side writes when it sends, and the other when it receives. */
const PAIRS = [
  ['disclosure-sent', 'disclosure-received'],
  ['receipt-sent', 'receipt-received'],
  ['refusal-sent', 'refusal-received'],
] as const satisfies readonly (readonly [LedgerKind, LedgerKind])[];

type Side = 'own' | 'peer';

function bySubject(entries: readonly Said[], kind: LedgerKind): Map<string, Said[]> {
  const found = new Map<string, Said[]>();
  for (const entry of entries)
    if (entry.kind === kind) found.set(entry.subject, [...(found.get(entry.subject) ?? []), entry]);
  return found;
}

/** Takes out of both lists what agrees, and pairs what is left in order. */
function pairUp(sent: readonly Said[], received: readonly Said[]) {
  const rest = [...received];
  let matched = 0;
  const alone = sent.filter(({ digest }) => {
    const at = rest.findIndex((entry) => entry.digest === digest);
    if (at < 0) return true;
    rest.splice(at, 1);
    matched += 1;
    return false;
  });
  const differing = Math.min(alone.length, rest.length);
  return {
    matched,
    mismatched: alone.slice(0, differing).map((entry, at) => [entry, rest[at]!] as const),
    lost: alone.slice(differing),
    unsent: rest.slice(differing),
  };
}

/** Who refuses a disclosure says so, to the other side or under the digest of what came, and holds nothing of it. */
function refusalsOf(receiver: readonly Said[]): (sent: Said) => boolean {
  const told = new Set(receiver.filter(({ kind }) => kind === 'refusal-sent').map(({ subject }) => subject));
  const kept = new Set(
    receiver.filter(({ kind }) => kind === 'disclosure-refused').map(({ digest }) => digest),
  );
  return ({ subject, digest }) => told.has(subject) || (digest !== null && kept.has(digest));
}

/**
 * Compares what two ledgers say of each other: a join by subject, kind and digest.
 *
 * @param since entries later than this instant (ISO 8601) need not have arrived yet
 */
export function compare(own: readonly Said[], peer: readonly Said[], since: string): Compared {
  const rows: ReconciliationRow[] = [];
  let [compared, matched, inFlight] = [0, 0, 0];
  const lone = (problem: ReconciliationRow['problem'], side: Side, entries: readonly Said[]) => {
    for (const entry of entries) {
      if (entry.at !== null && entry.at > since) inFlight += 1;
      else
        rows.push(rowOf(problem, entry.kind, side === 'own' ? entry : null, side === 'own' ? null : entry));
    }
  };
  for (const [from, to] of [
    ['own', 'peer'],
    ['peer', 'own'],
  ] as const) {
    const [sender, receiver] = from === 'own' ? [own, peer] : [peer, own];
    const isRefused = refusalsOf(receiver);
    for (const [sentKind, receivedKind] of PAIRS) {
      const [sent, received] = [bySubject(sender, sentKind), bySubject(receiver, receivedKind)];
      for (const subject of new Set([...sent.keys(), ...received.keys()])) {
        const pair = pairUp(sent.get(subject) ?? [], received.get(subject) ?? []);
        const lost =
          sentKind === 'disclosure-sent' ? pair.lost.filter((entry) => !isRefused(entry)) : pair.lost;
        compared += (sent.get(subject)?.length ?? 0) + pair.unsent.length;
        matched += pair.matched + pair.lost.length - lost.length;
        for (const [gone, come] of pair.mismatched)
          rows.push(
            rowOf(
              'digest-mismatch',
              sentKind,
              ...(from === 'own' ? ([gone, come] as const) : ([come, gone] as const)),
            ),
          );
        lone('sent-not-received', from, lost);
        lone('received-not-sent', to, pair.unsent);
      }
    }
  }
  return { rows, compared, matched, inFlight };
}

/** One finding: the entry of either ledger, with its place. */
export function rowOf(
  problem: ReconciliationRow['problem'],
  kind: LedgerKind,
  own: Said | null,
  peer: Said | null,
): ReconciliationRow {
  const either = own ?? peer!;
  return {
    problem,
    kind,
    subject: either.subject,
    side: own && peer ? 'both' : own ? 'own' : 'peer',
    own: own?.index ?? null,
    peer: peer?.index ?? null,
    ownDigest: own?.digest ?? null,
    peerDigest: peer?.digest ?? null,
    at: either.at,
  };
}
