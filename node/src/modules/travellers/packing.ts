import type { CurrentFact, Facts, StatedFact, View } from './fold.ts';

/**
 * Facts as they lie in the database: short, because there are some dozens for each traveller and PostgreSQL compresses a
 * value of more than two kilobytes, which costs more than everything else.
 */
export type PackedFacts = Record<string, [value: unknown, segment: number | null]>;
/** As {@link PackedFacts}, with the place of the message in the list of messages. */
export interface PackedView {
  readonly m: readonly string[];
  readonly f: Readonly<Record<string, readonly [value: unknown, segment: number | null, message: number]>>;
}

/** The short form of what a message said. */
export const packFacts = (facts: Facts): PackedFacts =>
  Object.fromEntries(Object.entries(facts).map(([field, { value, segment }]) => [field, [value, segment]]));

/** What {@link packFacts} made short. */
export function unpackFacts(packed: PackedFacts): Facts {
  const facts: Record<string, StatedFact<unknown>> = {};
  for (const [field, [value, segment]] of Object.entries(packed)) facts[field] = { value, segment };
  // Written by packFacts from a `Facts`.
  return facts as Facts;
}

/** The short form of a current view. */
export function packView(view: View): PackedView {
  const messages = [...new Set(Object.values(view).map(({ messageId }) => messageId))];
  const facts = Object.entries(view).map(([field, { value, segment, messageId }]) => [
    field,
    [value, segment, messages.indexOf(messageId)],
  ]);
  return { m: messages, f: Object.fromEntries(facts) };
}

/** What {@link packView} made short. */
export function unpackView({ m, f }: PackedView): View {
  const view: Record<string, CurrentFact<unknown>> = {};
  for (const [field, [value, segment, message]] of Object.entries(f))
    view[field] = { value, segment, messageId: m[message] ?? '' };
  // Written by packView from a `View`.
  return view as View;
}
