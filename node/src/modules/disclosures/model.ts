import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Intent, IntentSubject, Obligations } from './types.ts';

const DAY_MS = 86_400_000;
/** Nested deeper than this nothing is read, sent or kept. */
export const DEPTH_MOST = 8;
/** A minor until this birthday (Convention on the Rights of the Child, art. 1). */
const MAJORITY_YEARS = 18;

/**
 * Canonical JSON (RFC 8785): the bytes that are hashed, signed and sealed.
 *
 * @throws Error for what JSON cannot say
 * @example
 * canonical({ b: 1, a: 2 }) // '{"a":2,"b":1}'
 */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not a value of JSON');
  return text;
}

/** Hex SHA-256 of a text in UTF-8. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * SHA-256(salt ‖ SHA-256(content)), hex: the digest that the document and both ledgers hold. Without the salt it says
 * nothing about a content that could be guessed (exchange-design §5).
 *
 * @param salt base64url
 */
export const objectDigestOf = (salt: string, content: Uint8Array): string =>
  createHash('sha256')
    .update(Buffer.from(salt, 'base64url'))
    .update(createHash('sha256').update(content).digest())
    .digest('hex');

/**
 * The fields of a payload as the law counts them: the names of its first level, those that say nothing left out.
 *
 * @example
 * fieldsOf({ surname: 'VANTOUR', photo: null }) // ['surname']
 */
export function fieldsOf(payload: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(payload)
    .filter((name) => payload[name] !== null && payload[name] !== undefined)
    .sort();
}

/**
 * Leaves out what the article does not list.
 *
 * @example
 * minimise({ surname: 'VANTOUR', phone: '1' }, ['surname']) // { kept: { surname: 'VANTOUR' }, removed: ['phone'] }
 */
export function minimise(
  payload: Readonly<Record<string, unknown>>,
  allowed: readonly string[],
): { kept: Record<string, unknown>; removed: string[] } {
  const fields = fieldsOf(payload);
  const kept = fields.filter((name) => allowed.includes(name));
  return {
    kept: Object.fromEntries(kept.map((name) => [name, payload[name]])),
    removed: fields.filter((name) => !allowed.includes(name)),
  };
}

/** True where a value is nested deeper than {@link DEPTH_MOST}: such content is refused before anything reads it. */
export function isTooDeep(value: unknown, left = DEPTH_MOST): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((member) => isTooDeep(member, left - 1));
}

/**
 * How much of a quota one disclosure uses: a query counts each of its keys, everything else counts one.
 *
 * @example
 * unitsOf('query-blind', { blinded: ['…', '…'] }) // 2
 */
export function unitsOf(category: string, payload: Readonly<Record<string, unknown>>): number {
  const keys = category === 'query-blind' ? payload.blinded : payload.keys;
  return Array.isArray(keys) ? Math.max(1, keys.length) : 1;
}

/**
 * What is known of the person once the content itself was read: a birth date in it overrules a desk that says "of age".
 * A year alone is taken for its last day, so that a doubt protects.
 */
export function subjectOf(
  payload: Readonly<Record<string, unknown>>,
  subject: Pick<IntentSubject, 'minor' | 'own' | 'sensitive'>,
  now: Date,
): { minor: boolean | null; own: boolean | null; sensitive: boolean } {
  const { own, sensitive } = subject;
  const { birthDate } = payload;
  if (typeof birthDate !== 'string' || !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(birthDate))
    return { minor: subject.minor, own, sensitive };
  const young = birthDate.padEnd(7, '-12').padEnd(10, '-31') > majorityDay(now);
  return { minor: young || (subject.minor ?? false), own, sensitive };
}

/** Whoever was born after this day is a minor today. */
function majorityDay(now: Date): string {
  const day = now.toISOString().slice(0, 10);
  return `${Number(day.slice(0, 4)) - MAJORITY_YEARS}${day.slice(4)}`;
}

/** When what is received today has to be erased. */
export const retainUntilOf = ({ retentionDays }: Pick<Obligations, 'retentionDays'>, now: Date): string =>
  new Date(now.getTime() + retentionDays * DAY_MS).toISOString();

const ONWARD = ['forbidden', 'with-consent', 'allowed-within-purpose'] as const;

/** Of two rules for passing it on, the stricter. */
export const stricterOnward = (
  one: Obligations['onward'],
  other: Obligations['onward'],
): Obligations['onward'] => ONWARD[Math.min(ONWARD.indexOf(one), ONWARD.indexOf(other))]!;

/** Of two instants, the earlier. */
export const earlierOf = (one: string, other: string): string => (one < other ? one : other);

/**
 * Under which references a content can be found again: its own, and the documents that it names.
 *
 * @example
 * referencesIn({ references: ['BHR-7'], documentNumber: 'A1', issuer: 'FRA' }) // ['BHR-7', 'document:FRA:A1']
 */
export function referencesIn(payload: Readonly<Record<string, unknown>>): string[] {
  const { references, documents } = payload;
  const own = Array.isArray(references) ? references.filter((each) => typeof each === 'string') : [];
  const named = [payload, ...(Array.isArray(documents) ? documents : [])].flatMap(documentReference);
  return [...new Set([...own, ...named])].slice(0, 1_000);
}

function documentReference(of: unknown): string[] {
  if (typeof of !== 'object' || of === null) return [];
  const { documentNumber, number = documentNumber, issuer } = of as Record<string, unknown>;
  return typeof number === 'string' ? [`document:${typeof issuer === 'string' ? issuer : ''}:${number}`] : [];
}

/**
 * What officers approve when they approve a disclosure: everything that decides about it, and the digest of its content.
 * A desk shows it, `approvals.open` takes it as its document, and the gate makes it again from what is to leave.
 *
 * @example
 * await approvals.open(tx, { kind: 'supply', document: approvalDocument(intent), … });
 */
export function approvalDocument(intent: Intent): Record<string, unknown> {
  const { action, category, purpose, offence, tlp, mode, from, to, thread, inReplyTo, payload } = intent;
  return {
    action,
    category,
    purpose,
    offence,
    tlp,
    mode,
    from: { ...from },
    to: { ...to },
    thread,
    inReplyTo,
    fields: fieldsOf(payload),
    payloadDigest: sha256(canonical(payload)),
  };
}

/** The whole intent as one digest: the same key with another one is an error of the caller's. */
export const intentDigest = (intent: Intent): string => sha256(canonical(JSON.parse(JSON.stringify(intent))));

/** The distinct officers of an approval without its author: one person twice is one person. */
export function distinctOfficers<Each extends { readonly officer: string }>(
  approvals: readonly Each[],
  author: string | null,
): Each[] {
  const seen = new Map<string, Each>();
  for (const approval of approvals)
    if (approval.officer !== author && !seen.has(approval.officer)) seen.set(approval.officer, approval);
  return [...seen.values()];
}
