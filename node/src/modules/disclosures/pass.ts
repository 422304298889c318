/** The branded proof that the gate said yes. */

const MARK: unique symbol = Symbol('passed the gate');

/** What `exchange.put` demands. Its mark is a symbol of this file, so no other code can write an object of this type. */
export interface GatePass {
  readonly [MARK]: true;
  /** The disclosure that may leave, once. */
  readonly disclosureId: string;
}

const made = new WeakSet<object>();

/**
 * Lets one disclosure leave. Called by `gate.ts` alone (the house rules check it).
 *
 * @example
 * await exchange.put(tx, makePass(id), sealed, head);
 */
export function makePass(disclosureId: string): GatePass {
  const pass: GatePass = Object.freeze({ [MARK]: true as const, disclosureId });
  made.add(pass);
  return pass;
}

/**
 * True for what {@link makePass} made, once: a pass that was used, copied, parsed or cast is none. This is what stops
 * code that gets around the types.
 *
 * @example
 * if (!takePass(pass)) throw new Error('nothing leaves without the gate');
 */
export function takePass(pass: unknown, disclosureId: string): boolean {
  const fits =
    typeof pass === 'object' &&
    pass !== null &&
    made.has(pass) &&
    (pass as GatePass).disclosureId === disclosureId;
  if (fits) made.delete(pass);
  return fits;
}
