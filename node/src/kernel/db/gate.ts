/** Leaves the gate; a second call does nothing. */
export type Leave = () => void;

/** Who may use the one connection of the embedded engine, in order of arrival. */
export interface Gate {
  /** For a single statement: any number of them together, but never inside somebody's transaction. */
  enterShared(): Promise<Leave>;
  /** For a transaction: alone. */
  enterAlone(): Promise<Leave>;
}

/**
 * A first-come, first-served gate: a statement that came after a waiting transaction waits behind it, so that neither
 * starves the other.
 *
 * @example
 * const leave = await gate.enterAlone();
 * try { await work(); } finally { leave(); }
 */
export function createGate(): Gate {
  const waiting: { alone: boolean; admit: () => void }[] = [];
  let sharing = 0;
  let taken = false;

  function admitNext(): void {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      if (taken || (next.alone && sharing > 0)) return;
      waiting.shift();
      if (next.alone) taken = true;
      else sharing += 1;
      next.admit();
    }
  }

  function leaveOnce(alone: boolean): Leave {
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      if (alone) taken = false;
      else sharing -= 1;
      admitNext();
    };
  }

  function enter(alone: boolean): Promise<Leave> {
    return new Promise((resolve) => {
      waiting.push({ alone, admit: () => resolve(leaveOnce(alone)) });
      admitNext();
    });
  }

  return { enterShared: () => enter(false), enterAlone: () => enter(true) };
}
