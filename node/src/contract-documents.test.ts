import { API, PERMITS, PROBLEMS, Role, type RouteSpec } from '@jisr/contract';
import { describe, it } from 'vitest';
import { expectDocument } from '../test/documents.ts';

describe('pages that are printed from the contract', () => {
  it('problem codes', () => {
    const rows = Object.entries(PROBLEMS).map(
      ([code, { status, en, ar }]) => `| \`${code}\` | ${status} | ${en} | ${ar} |`,
    );
    expectDocument(
      'guide/problems.md',
      `# Problem codes\n\nErrors are RFC 9457 problem details (\`application/problem+json\`) with a stable \`code\`, its \`params\`, the text in both languages and a \`traceId\` to quote. Codes are never reused.\n\n| code | status | English | العربية |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`,
    );
  });

  it('routes and who may call them', () => {
    const rows = Object.values(API).map(
      (route: RouteSpec) =>
        `| \`${route.method} ${route.path}\` | ${route.summary.en} | ${route.summary.ar} | \`${route.permit}\` | ${route.purpose ? `yes: ${route.purpose}` : ''} |`,
    );
    const permits = Object.entries(PERMITS).map(
      ([permit, roles]) =>
        `| \`${permit}\` | ${[...Role.options, 'carrier' as const].map((role) => ((roles as readonly string[]).includes(role) ? '✓' : '')).join(' | ')} |`,
    );
    expectDocument(
      'guide/api.md',
      `# HTTP API\n\nThe schemas are at \`/api/v1/openapi.json\` of a running node (OpenAPI 3.1). Officers sign in and send \`x-jisr-csrf\` with every change; carriers send \`Authorization: Bearer KEY\`.\n\n| operation | what it does | ماذا يفعل | permit | written to the access log |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n\n## Permits\n\n| permit | ${Role.options.join(' | ')} | carrier |\n| --- |${' --- |'.repeat(Role.options.length + 1)}\n${permits.join('\n')}\n`,
    );
  });
});
