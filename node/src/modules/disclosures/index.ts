import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createContents } from './contents.ts';
import { createGate } from './gate.ts';
import { createRegister } from './register.ts';
import { selectKnown, updateDelivery } from './store.ts';
import type { DisclosuresDeps, Settled } from './types.ts';

export { approvalDocument } from './model.ts';
export type { GatePass } from './pass.ts';
export type {
  DisclosuresDeps,
  GateAnswer,
  GateQuestion,
  Handler,
  Intent,
  IntentSubject,
  Obligations,
  Outcome,
  Preview,
  Received,
  ReceivedDocument,
  Refusal,
  Settled,
  Side,
  Verdict,
} from './types.ts';

export type Disclosures = ReturnType<typeof createDisclosures>;

/** The gate of the node: the one way out to the partner, the one way in. */
export function createDisclosures<Sealed>(kernel: Kernel, deps: DisclosuresDeps<Sealed>) {
  const register = createRegister(kernel, deps);
  const contents = createContents(deps.fieldsOf);
  return {
    ...createGate(kernel, deps, { contents, register }),
    /** Which of these the register knows as disclosures over the exchange: nothing else may be sent. */
    mayLeave: async (db: Db, ids: readonly string[]) => new Set(await selectKnown(db, ids)),
    /** What became of what was sent, in the transaction that records it. */
    settled: (tx: Db, outcomes: readonly Settled[]) => updateDelivery(tx, outcomes),
  };
}
