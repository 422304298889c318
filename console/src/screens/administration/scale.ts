/** Sizes as people say them. Pure. */

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/**
 * A size in the largest unit that keeps it at least one (powers of 1,000).
 *
 * @example
 * scaleOf(4_812_334_080) // { value: 4.812…, unit: 'gigabyte' }
 */
export function scaleOf(bytes: number): { readonly value: number; readonly unit: (typeof UNITS)[number] } {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return { value: bytes / 1000 ** step, unit: UNITS[step] ?? 'byte' };
}
