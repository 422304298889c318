import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { expectDocument } from '../../test/documents.ts';
import { ConfigSchema, readConfig, variableOf } from './config.ts';

describe('the configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jisr-config-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('names every wrong setting by its variable', () => {
    expect(() => readConfig({ JISR_PORT: '99999', JISR_COUNTRY: 'Bahrain' })).toThrow(
      /JISR_COUNTRY[\s\S]*JISR_PORT/,
    );
  });

  it('refuses a file that does not exist, and a setting that does not', () => {
    expect(() => readConfig({ JISR_CONFIG: '/nowhere/jisr.json' })).toThrow('does not exist');
    const file = join(folder, 'jisr.json');
    writeFileSync(file, JSON.stringify({ prot: 8600 }));
    expect(() => readConfig({ JISR_CONFIG: file })).toThrow('unknown setting: prot');
  });

  it('says in both languages what is wrong, and quotes no secret of the file', () => {
    const file = join(folder, 'jisr.json');
    writeFileSync(file, '{"nodeKey": "SECRET",}');
    for (const environment of [
      { JISR_PORT: 'x' },
      { JISR_NODE_KEY: 'c2hvcnQ=' },
      { JISR_TLS_CERT: '/cert.pem' },
      { JISR_CONFIG: file },
      { JISR_CONFIG: '/nowhere/jisr.json' },
    ])
      expect(refusalOf(environment)).toEqual({
        code: 'CONFIG_INVALID',
        text: { en: expect.not.stringContaining('SECRET'), ar: expect.stringMatching(/[\u0600-\u06ff]/) },
      });
  });

  it('takes the environment before the file and defaults for the rest', () => {
    const file = join(folder, 'jisr.json');
    writeFileSync(file, JSON.stringify({ port: 9000, country: 'USA' }));
    const config = readConfig({ JISR_CONFIG: file, JISR_PORT: '9001' });
    expect([config.port, config.country, config.policyPack]).toEqual([9001, 'USA', 'eu-pnr']);
  });

  it('is documented key by key', () => {
    expectDocument('operate/configuration.md', configurationPage());
  });
});

function refusalOf(environment: Record<string, string>): unknown {
  try {
    return readConfig(environment);
  } catch (error) {
    const { code, text } = error as { code: unknown; text: unknown };
    return { code, text };
  }
}

function configurationPage(): string {
  const rows = Object.entries(ConfigSchema.shape).map(([key, schema]) => {
    const fallback = key === 'screeningWorkers' ? 'cores − 1' : JSON.stringify(schema.parse(undefined));
    return `| \`${variableOf(key)}\` | \`${key}\` | \`${fallback}\` | ${schema.description ?? ''} |`;
  });
  return `# Configuration

Every setting has a default that works. Give one as an environment variable, or under its key in a JSON file named by \`JISR_CONFIG\` (\`jisr.json\` in the working folder where it exists). The environment wins. A wrong or unknown setting stops the start with its name.

| variable | key in the file | default | meaning |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
