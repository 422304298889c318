/** Which fields of a form a schema refuses: the form says it in its own words beside the field. */
import type { z } from 'zod';

/**
 * The last names of the refused paths, without positions: `names.0.text` is the field `names`, `name.en` is `en`.
 *
 * @example
 * faultsOf(NewWatchlist.safeParse({}).error) // ['code', 'name', 'owner', …]
 */
export function faultsOf(error: z.ZodError): readonly string[] {
  const fields = error.issues.map(({ path }) => {
    const [first, second] = path;
    return String(first === 'name' && typeof second === 'string' ? second : (first ?? ''));
  });
  return [...new Set(fields)];
}

/**
 * The items of a field that takes several, parted by commas (of either script), semicolons or lines.
 *
 * @example
 * itemsOf('1984-02-11، 1985') // ['1984-02-11', '1985']
 */
export const itemsOf = (text: string): readonly string[] =>
  text
    .split(/[,;\n\u060c\u061b]+/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
