/** A place in the list, and how alike its name is to the one that was asked: any scale, higher is more alike. */
export type Answer = readonly [position: number, score: number];

/** A way to find a name in a list, as every engine of the names benchmark offers it. */
export interface Engine {
  /** Takes the list in. Names are as they are listed, in any script; an answer gives the place in this array. */
  prepare(names: readonly string[]): void | Promise<void>;
  /** The best `top` answers, best first. */
  query(name: string, top: number): Answer[] | Promise<Answer[]>;
  /** Of an engine in another process: what it holds there, in bytes, and the processor seconds it has used. */
  readonly outside?: {
    bytes(): Promise<number>;
    /** Null where the other process does not say. */
    cpuSeconds(): number | null;
  };
  /** Bytes in buffers that threads share: Node counts them neither as heap nor as external. */
  sharedBytes?(): number;
  close?(): Promise<void>;
}

/** An engine as the table names it. */
export interface EngineKind {
  readonly key: string;
  /** The head of its column. */
  readonly short: string;
  /** What it is, in one line. */
  readonly what: string;
  /** It answers in an order and gives no score, so that no alert threshold can be set. */
  readonly ranksOnly?: true;
  /** Of the queries of the quality part only each so manieth is asked: the engine is slow. */
  readonly subset?: number;
  /** Why it cannot run here, with what to do; null where it can. */
  missing(): Promise<string | null>;
  create(): Promise<Engine>;
}

/** Keeps the best answers of those offered, best first, the earlier place first among equals. */
export function createBest(top: number): { offer(position: number, score: number): void; kept: Answer[] } {
  const kept: Answer[] = [];
  return {
    kept,
    offer(position, score) {
      if (kept.length === top && score <= kept[top - 1]![1]) return;
      let at = kept.length;
      while (at > 0 && kept[at - 1]![1] < score) at -= 1;
      kept.splice(at, 0, [position, score]);
      if (kept.length > top) kept.pop();
    },
  };
}
