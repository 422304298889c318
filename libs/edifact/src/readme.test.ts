import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readInterchanges } from './index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const block = (language: string) => readme.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';

it('the example of the README is true', () => {
  const { interchanges, issues } = readInterchanges(new TextEncoder().encode(block('edifact')));
  const [interchange] = interchanges;
  expect({
    segments: interchange?.messages[0]?.segments.map((segment) => segment.raw),
    issues: [...issues, ...(interchange?.issues ?? [])].map((issue) => issue.code),
  }).toEqual(JSON.parse(block('json')));
});
