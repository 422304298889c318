import type { TestProject } from 'vitest/node';
import { type DemoSide, startDemo } from './demo-node.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Bahrain's node of a demonstration with both countries, for tests that leave to others what these look for. */
    demo: DemoSide;
  }
}

/** Starts one demonstration for all journeys: building its world takes longer than most of them. */
export default async function shareDemo(project: TestProject): Promise<() => Promise<void>> {
  const { address, accounts, carriers, stop } = await startDemo({ both: true });
  project.provide('demo', { address, accounts, carriers });
  return stop;
}
