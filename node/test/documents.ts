import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/**
 * Compares a generated page with the one in `docs/`, so that it cannot go stale. `JISR_WRITE_DOCS=1` writes it.
 *
 * @param name path below `docs/`
 */
export function expectDocument(name: string, generated: string): void {
  const file = new URL(`../../docs/${name}`, import.meta.url);
  if (process.env.JISR_WRITE_DOCS) writeFileSync(file, generated);
  expect(generated, `run JISR_WRITE_DOCS=1 npm run unit to write docs/${name} again`).toBe(
    readFileSync(file, 'utf8'),
  );
}
