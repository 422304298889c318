import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as names from './index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

const examples = [...readme.matchAll(/```ts\nimport (\{[^}]+\}) from '@jisr\/names';\n([\s\S]+?)```/g)];

describe('the examples of the README', () => {
  it('run as they are printed: an organisation', () => {
    const code = examples.find((example) => example[2]!.includes('Zafiratel'))!;
    const run = new Function('names', `const ${code[1]} = names;\n${code[2]}`) as (module: typeof names) => {
      match: names.NameMatch;
      lines: string[];
      acronym: names.NameMatch;
    };
    const { match, lines, acronym } = run(names);
    expect(match.key).toBe(3);
    expect(match.bits).toBeGreaterThan(acronym.bits);
    expect(acronym.bits).toBeGreaterThan(5);
    expect(acronym.bits).toBeLessThan(names.defaultThresholdBits);
    expect(lines.join(' ')).toContain('“للتجارة” and “Trading” mean the same.');
  });

  it('run as they are printed: a change of the list', () => {
    const code = examples.find((example) => example[1]!.includes('buildChange'))!;
    const run = new Function('names', `const ${code[1]} = names;\n${code[2]}`);
    const [gone, added] = run(names) as [number | undefined, number];
    expect(gone).not.toBe(1);
    expect(added).toBe(3);
  });

  it('run as they are printed: two names with each other', () => {
    const code = examples.find((example) => example[1]!.includes('turningText'))!;
    const run = new Function('names', `const ${code[1]} = names;\n${code[2]}`);
    const { lines } = run(names) as { lines: string[] };
    expect(lines.join(' ')).toContain('With an equal date of birth the total would be');
  });

  it('are all run by a test of their own', () => {
    expect(examples).toHaveLength(4);
  });

  it('run as they are printed: a traveller', () => {
    const code = examples[0]!;
    const run = new Function('names', `const ${code[1]} = names;\n${code[2]}`) as (module: typeof names) => {
      match: names.NameMatch;
      explanation: names.Explanation;
      lines: string[];
    };
    const { match, explanation, lines } = run(names);
    expect(match.key).toBe(7);
    expect(match.bits).toBeGreaterThan(names.defaultThresholdBits);
    expect(explanation.totalBits).toBe(match.bits);
    expect(lines).toHaveLength(explanation.parts.length + explanation.evidence.length + 1);
    expect(lines.at(-1)).toContain('فوق الحد');
  });
});

describe('explanations as sentences', () => {
  const index = names.openIndex(
    names.buildIndex([
      {
        key: 1,
        kind: 'person',
        names: [{ text: 'Hasan Jamil QASSAB', quality: 'primary' }],
        birthDates: ['1980'],
        nationalities: ['LBN'],
        gender: 'M',
      },
    ]),
  );
  const asked = [
    'حسن القصاب',
    'Husayn J. Qassab',
    'QASSAB HASAN JAM',
    'Hassan Bakr Qassab',
    'Qassab Al Jamil Hasan Omar',
    'zzz',
  ];

  it('leave no code untranslated and no name out, in either language', () => {
    for (const name of asked) {
      const explanation = index.explain({ name, birthDate: '1980-01-01', gender: 'F' }, 1, 0, {
        evidence: 'all',
      })!;
      const english = names.explanationText(explanation, 'en');
      const arabic = names.explanationText(explanation, 'ar');
      expect(english).not.toMatch(/undefined|[a-z]+-[a-z]+-[a-z]+/);
      expect(arabic.replaceAll(/«[^»]*»/g, '')).not.toMatch(/[A-Za-z]/);
      expect(english.split('\n')).toHaveLength(arabic.split('\n').length);
    }
  });

  it('colour equal and differing letters', () => {
    const explanation = index.explain({ name: 'Hasan Jamil Kassab' }, 1)!;
    const family = explanation.parts.find((part) => part.listPart === 'QASSAB')!;
    expect(family.letters.map((run) => run.query).join('')).toBe('kassab');
    expect(family.letters.map((run) => run.list).join('')).toBe('qassab');
    expect(family.letters.some((run) => !run.equal)).toBe(true);
  });
});
