export interface Options {
  /** Jisr's quality alone. */
  readonly quick: boolean;
  readonly baselines: boolean;
  /** Sizes of the list at which every engine is timed. */
  readonly sizes: readonly number[];
}

const defaultSizes = [5_950, 100_000, 1_000_000];

/**
 * Reads the options of the command.
 * @throws Error where one is unknown or a size is no number of names
 * @example readOptions(['--sizes', '5950,100000', '--no-baselines']);
 */
export function readOptions(args: readonly string[]): Options {
  let options: Options = { quick: false, baselines: true, sizes: defaultSizes };
  for (let at = 0; at < args.length; at += 1) {
    const name = args[at];
    if (name === '--quick') options = { ...options, quick: true };
    else if (name === '--no-baselines') options = { ...options, baselines: false };
    else if (name === '--sizes') {
      at += 1;
      options = { ...options, sizes: readSizes(args[at] ?? '') };
    } else throw new Error(`bench names knows --quick, --no-baselines and --sizes A,B,…; not ${name}`);
  }
  return options;
}

function readSizes(text: string): number[] {
  const sizes = text.split(',').map(Number);
  // A change removes a thousand listings, and the quality is of the kit's own list.
  if (!sizes.every((size) => Number.isInteger(size) && size >= 2_000))
    throw new Error(`--sizes takes whole numbers of names from 2000 on, with commas between, not ${text}`);
  return [...new Set(sizes)].sort((one, other) => one - other);
}

/** The sizes at which Jisr's growth is shown, as far as the largest list goes. */
export const growthSizes = (sizes: readonly number[], whole: boolean): number[] =>
  [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000].filter(
    (size) => whole || size <= Math.max(...sizes),
  );
