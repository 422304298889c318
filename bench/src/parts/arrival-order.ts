/**
 * What is wrong with the order in which documents of one lane arrived: each number once, and after the one before it.
 *
 * @param count how many the lane has brought since it was empty
 * @returns an empty list when all is well
 * @example
 * orderFaults({ seqs: [1, 2, 2], ids: ['a', 'b', 'c'] }, 3) // ['2 came after 2']
 */
export function orderFaults(
  { seqs, ids }: { readonly seqs: readonly number[]; readonly ids: readonly string[] },
  count: number,
): string[] {
  const faults = seqs.flatMap((seq, at) => {
    const before = at === 0 ? 0 : seqs[at - 1]!;
    return seq === before + 1 ? [] : [`${seq} came after ${before}`];
  });
  if (ids.length !== count) faults.push(`${ids.length} came instead of ${count}`);
  const twice = ids.length - new Set(ids).size;
  if (twice > 0) faults.push(`${twice} came twice`);
  return faults;
}
