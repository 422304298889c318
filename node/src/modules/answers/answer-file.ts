import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Puts an answer where a carrier that uses the drop folder finds it: `answers/<CARRIER>/`. Written beside and renamed,
 * so that nobody reads half of it; written twice it is the same file.
 */
export async function writeAnswerFile(
  dropFolder: string,
  answer: {
    readonly id: string;
    readonly carrier: string | null;
    readonly code: string;
    readonly createdAt: string;
    readonly edifact: string;
  },
): Promise<void> {
  const folder = join(dropFolder, 'answers', answer.carrier ?? '');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${answer.createdAt.slice(0, 10)}-${answer.code}-${answer.id}.edi`);
  await writeFile(`${file}.part`, answer.edifact);
  await rename(`${file}.part`, file);
}
