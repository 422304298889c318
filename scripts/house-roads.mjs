// Nothing leaves the node but on known roads: one file speaks to the peer, one module fills the outbox, one gate calls it.
import ts from 'typescript';

/** What opens a connection, asks a name server, listens, or starts a program that could do any of it. */
const NETWORK =
  /^(node:)?(https?|http2|net|tls|dgram|dns|cluster|inspector|child_process)(\/|$)|^(undici|ws|got|axios|node-fetch|nodemailer|pg)(\/|$)/;
const CONNECTING_NAMES = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'];
/** What gives any module under a name that no reader sees. */
const LOADERS = ['createRequire', 'getBuiltinModule', 'sendBeacon'];
/** Who listens, reads the machine's clock, loads workers, speaks to the database, fetches published lists, speaks to the peer. */
const MAY_CONNECT =
  /^node\/src\/(kernel\/(http|http-problems|peer-http|time-sync|worker-file|db\/postgres)|modules\/watchlists\/fetch-list|modules\/exchange\/transport)\.ts$/;
/** Libraries and the contract run inside the node. */
const LIBRARY = /^(libs\/[^/]+|contract)\/src\//;
/** The library makes connections of its own, to the identity provider of the configuration. */
const SIGN_ON = /^openid-client$/;
const MAY_SIGN_ON = /^node\/src\/modules\/identity\//;
const WRITES_EXCHANGE =
  /\b(insert\s+into|update|delete\s+from|merge\s+into|truncate(\s+table)?|copy)\s+(only\s+)?"?exchange_\w+/i;
const EXCHANGE_TABLE = /^"?exchange_\w+"?$/;
const EXCHANGE_STORE = /^node\/src\/modules\/exchange\/([a-z-]+-)?store\.ts$/;
const GATE = /^node\/src\/modules\/disclosures\//;

/**
 * The rules of the roads for one file of the node; tests are not asked.
 *
 * @param {string} file path from the root, with `/`
 * @param {string} text
 * @returns {{ line: number, rule: string }[]}
 */
export function roadFindings(file, text) {
  if (!file.startsWith('node/src/') && !LIBRARY.test(file)) return [];
  if (file.endsWith('.sql')) return sqlFindings(file, text);
  if (!/\.[cm]?[jt]s$/.test(file)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const findings = [];
  const visit = (node) => {
    const rule = brokenRule(file, node);
    if (rule) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      findings.push({ line, rule });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}

function sqlFindings(file, text) {
  if (file.startsWith('node/src/modules/exchange/migrations/') || !WRITES_EXCHANGE.test(text)) return [];
  return [{ line: 1, rule: 'the tables of the exchange are written by its stores alone' }];
}

function brokenRule(file, node) {
  if (!MAY_CONNECT.test(file) && connects(node))
    return 'only node/src/modules/exchange/transport.ts opens a connection to the peer';
  const from = moduleOf(node);
  if (from && SIGN_ON.test(from) && !MAY_SIGN_ON.test(file))
    return 'only the identity module speaks to an identity provider';
  if (takesUnnamed(node)) return 'a module is named where it is taken in: a computed name could be any';
  if (LIBRARY.test(file)) return null;
  if (!EXCHANGE_STORE.test(file) && isSql(node) && writesExchange(node))
    return 'the tables of the exchange are written by its stores alone';
  if (!GATE.test(file) && takesPut(node)) return 'exchange.put is called by the gate alone';
  return null;
}

/** The module that an import, a re-export or an import() names; null where only types come from it. */
function moduleOf(node) {
  if (ts.isImportDeclaration(node) && !onlyTypes(node.importClause)) return node.moduleSpecifier.text;
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && !node.isTypeOnly)
    return node.moduleSpecifier.text;
  if (ts.isExternalModuleReference(node)) return node.expression.text;
  const [given] = isTaking(node) ? node.arguments : [];
  return given && ts.isStringLiteralLike(given) ? given.text : null;
}

function onlyTypes(clause) {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  if (clause.name || !named || !ts.isNamedImports(named) || named.elements.length === 0) return false;
  // The class of a socket, to tell one from another, opens none; nor do the texts of status codes.
  const harmless = (element) =>
    element.isTypeOnly || /^(isIPv?[46]?|BlockList|STATUS_CODES)$/.test(element.name.text);
  return named.elements.every(harmless);
}

const isTaking = (node) =>
  ts.isCallExpression(node) &&
  (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require');

/** `import(name)`; and code out of a text, which could hold anything. */
const takesUnnamed = (node) =>
  (isTaking(node) && !ts.isStringLiteralLike(node.arguments[0] ?? node)) ||
  ((ts.isCallExpression(node) || ts.isNewExpression(node)) &&
    /^(globalThis\.)?(eval|Function)$/.test(node.expression.getText()));

function connects(node) {
  const from = moduleOf(node);
  if (from && NETWORK.test(from)) return true;
  // `globalThis['fetch']`, `Reflect.get(globalThis, 'fetch')`
  if (ts.isStringLiteralLike(node))
    return CONNECTING_NAMES.includes(node.text) && !ts.isLiteralTypeNode(node.parent);
  if (!ts.isIdentifier(node)) return false;
  // The name itself and not only its call: a function that is handed on connects where nobody looks.
  return LOADERS.includes(node.text) || (CONNECTING_NAMES.includes(node.text) && isGlobalName(node));
}

function isGlobalName(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node)
    return ['globalThis', 'global', 'window', 'self'].includes(parent.expression.getText());
  const named =
    ts.isPropertyAssignment(parent) || ts.isMethodSignature(parent) || ts.isPropertySignature(parent);
  const declared =
    ts.isMethodDeclaration(parent) || ts.isFunctionDeclaration(parent) || ts.isBindingElement(parent);
  return !((named || declared) && parent.name === node) && !ts.isTypeReferenceNode(parent);
}

const isSql = (node) => ts.isTemplateExpression(node) || ts.isStringLiteralLike(node);

/** A statement that writes, or the name of a table alone: what is done with it stands elsewhere. */
const writesExchange = (node) =>
  WRITES_EXCHANGE.test(node.getText()) || (ts.isStringLiteralLike(node) && EXCHANGE_TABLE.test(node.text));

/** `put` of whatever: the exchange may be held under another name. Where it is composed, it is not called. */
function takesPut(node) {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'put';
  if (ts.isElementAccessExpression(node)) return /^['"`]put['"`]$/.test(node.argumentExpression.getText());
  return ts.isBindingElement(node) && (node.propertyName ?? node.name).getText() === 'put';
}
