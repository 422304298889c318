/** The names of the highest estimates, as many as there is room for: a heap with the lowest of them at its root. */
export const createBestNames = (most: number) => {
  const names = new Uint32Array(most);
  const bits = new Int32Array(most);
  let size = 0;
  let room = most;

  const rise = (name: number, estimate: number): void => {
    let at = size++;
    while (at > 0 && bits[(at - 1) >> 1]! > estimate) {
      bits[at] = bits[(at - 1) >> 1]!;
      names[at] = names[(at - 1) >> 1]!;
      at = (at - 1) >> 1;
    }
    bits[at] = estimate;
    names[at] = name;
  };

  const sink = (name: number, estimate: number): void => {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && bits[child + 1]! < bits[child]!) child += 1;
      if (bits[child]! >= estimate) break;
      bits[at] = bits[child]!;
      names[at] = names[child]!;
      at = child;
    }
    bits[at] = estimate;
    names[at] = name;
  };

  return {
    names,
    get size(): number {
      return size;
    },
    clear(wanted: number): void {
      size = 0;
      room = Math.min(most, wanted);
    },
    offer(name: number, estimate: number): void {
      if (size < room) rise(name, estimate);
      else if (estimate > bits[0]!) sink(name, estimate);
    },
  };
};
