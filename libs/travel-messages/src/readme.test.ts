import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readMessages, toReadDocuments } from './index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const block = (language: string) => readme.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';

it('the example of the README is true', () => {
  const result = readMessages(new TextEncoder().encode(block('edifact')));
  const documents = toReadDocuments('example.edi', result);
  expect(JSON.stringify(documents, null, 2)).toBe(JSON.stringify([JSON.parse(block('json'))], null, 2));
});
