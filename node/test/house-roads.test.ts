import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { roadFindings } from '../../scripts/house-roads.mjs';

const DESK = 'node/src/modules/queries/service.ts';
const rulesOf = (file: string, text: string) => roadFindings(file, text).map(({ rule }) => rule);

test.each([
  "import { request } from 'node:https';",
  "import https from 'https';",
  "import * as net from 'node:net';",
  "import 'undici';",
  "export { connect } from 'node:tls';",
  "const { connect } = await import('node:tls');",
  "const tls = require('tls');",
  "await fetch('https://elsewhere.example');",
  'const send = fetch;',
  "globalThis.fetch('https://elsewhere.example');",
  "new WebSocket('wss://elsewhere.example');",
  "globalThis['fetch']('https://elsewhere.example');",
  "Reflect.get(globalThis, 'fetch')('https://elsewhere.example');",
  'const { fetch: send } = globalThis;',
  "navigator.sendBeacon('https://elsewhere.example', secret);",
  "import net = require('net');",
  "import { request } from 'undici/index.js';",
  "import { resolve4 } from 'node:dns/promises';",
  "import { spawn } from 'node:child_process';",
  "import inspector from 'node:inspector';",
  "import { Client } from 'pg';",
  "process.getBuiltinModule('net').connect(25);",
  "createRequire(import.meta.url)('node:net');",
])('a desk that speaks to the world by itself is found: %s', (text) => {
  expect(rulesOf(DESK, text)).toContain(
    'only node/src/modules/exchange/transport.ts opens a connection to the peer',
  );
  expect(rulesOf('node/src/modules/exchange/transport.ts', text)).toEqual([]);
});

test.each([
  "await import('node:' + 'net');",
  'await import(name);',
  'require(name);',
  'eval(text);',
  'new Function(text)();',
])('what could be any module is found, wherever it stands: %s', (text) => {
  const rule = 'a module is named where it is taken in: a computed name could be any';
  for (const file of [DESK, 'libs/names/src/x.ts', 'contract/src/x.ts'])
    expect(rulesOf(file, text)).toContain(rule);
});

test('a library, the contract and a file of another kind connect as little as a desk', () => {
  for (const file of ['libs/names/src/x.ts', 'contract/src/x.ts', DESK.replace('.ts', '.mjs')])
    for (const text of ["fetch('https://elsewhere.example');", "import 'node:net';"])
      expect(rulesOf(file, text)).toHaveLength(1);
});

test.each([
  "import type { Socket } from 'node:net';",
  "import { type Server } from 'node:http';",
  "import { isIPv6 } from 'node:net';",
  '// fetch(url) is not allowed here',
  'const text = "never fetch()";',
  'interface Http { fetch(url: string): void }',
  'store.fetch(1);',
])('what opens no connection is not found: %s', (text) => {
  expect(rulesOf(DESK, text)).toEqual([]);
});

test.each([
  'sql`insert into exchange_outbox (id) values (1)`.execute(tx)',
  "sql`update exchange_outbox set state = 'sent'`",
  'const text = "delete  from exchange_lane";',
  'sql`UPDATE "exchange_inbox" set seq = 1`',
  "const table = sql.table('exchange_outbox');",
  "db.insertInto('exchange_outbox').values(row);",
  "sql.raw('insert into ' + 'exchange_outbox');",
])('a write to the outbox past its store is found: %s', (text) => {
  const rule = 'the tables of the exchange are written by its stores alone';
  expect(rulesOf('node/src/modules/queries/store.ts', text)).toContain(rule);
  expect(rulesOf('node/src/modules/exchange/push.ts', text)).toContain(rule);
  expect(rulesOf('node/src/modules/exchange/outbox-store.ts', text)).toEqual([]);
});

test('a migration of another module does not write there either; reading is free', () => {
  const write = "insert into exchange_outbox values ('x');";
  expect(rulesOf('node/src/modules/queries/migrations/1201_x.sql', write)).toHaveLength(1);
  expect(rulesOf('node/src/modules/exchange/migrations/1001_x.sql', write)).toEqual([]);
  expect(rulesOf('node/src/modules/queries/store.ts', 'sql`select * from exchange_outbox`')).toEqual([]);
});

test.each([
  'await exchange.put(tx, pass, sealed, head);',
  'await deps.exchange.put(tx, pass, sealed, head);',
  "await exchange['put'](tx, pass, sealed, head);",
  'const { put } = exchange;',
  'const { put: send } = deps.exchange;',
  'const send = exchange.put;',
  'const road = deps.exchange; await road.put(tx, documents);',
  'function send({ put }) { return put(tx, documents); }',
])('a call of exchange.put past the gate is found: %s', (text) => {
  expect(rulesOf(DESK, text)).toContain('exchange.put is called by the gate alone');
  expect(rulesOf('node/src/modules/disclosures/gate.ts', text)).toEqual([]);
});

test('an identity provider is spoken to by the identity module alone', () => {
  const text = "import { discovery } from 'openid-client';";
  expect(rulesOf(DESK, text)).toHaveLength(1);
  expect(rulesOf('node/src/modules/identity/oidc.ts', text)).toEqual([]);
});

test('the rules hold for what stands here now', () => {
  const transport = readFileSync(new URL('../src/modules/exchange/transport.ts', import.meta.url), 'utf8');
  expect(roadFindings(DESK, transport).map(({ line }) => line)).toEqual([2, 3]);
});
