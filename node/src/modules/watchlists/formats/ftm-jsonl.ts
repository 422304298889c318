import { draftEntity, type FtmEntity, JOINED_SCHEMATA, LISTED_SCHEMATA } from './ftm-entity.ts';
import { parseIssue } from './issues.ts';
import type { ListingDraft, ParseIssue, ParseOutcome } from './listing-draft.ts';

const DEPTH_MAX = 8;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Pool {
  readonly entities: FtmEntity[];
  /** Entities that say more about another, by the other's id. */
  readonly joined: Map<string, FtmEntity[]>;
}

function join(pool: Pool, owner: string, entity: FtmEntity): void {
  const known = pool.joined.get(owner);
  if (known) known.push(entity);
  else pool.joined.set(owner, [entity]);
}

/** Takes an entity, and those nested in its properties, into the pool; false if it is none. */
function collect(value: unknown, line: number, pool: Pool, owner: string | null, depth = 0): boolean {
  if (!isRecord(value) || depth > DEPTH_MAX) return false;
  const { id, schema, properties } = value;
  if (typeof id !== 'string' || id === '' || typeof schema !== 'string' || !isRecord(properties))
    return false;
  const texts = new Map<string, string[]>();
  for (const [name, values] of Object.entries(properties)) {
    const found: string[] = [];
    for (const item of Array.isArray(values) ? values : [values]) {
      if (typeof item === 'string' && item.trim() !== '') found.push(item.trim());
      // Some publishers write years and document numbers as numbers.
      else if (typeof item === 'number') found.push(String(item));
      // Nested form: what is nested in an entity belongs to it, whatever property holds it.
      else if (isRecord(item)) collect(item, line, pool, id, depth + 1);
    }
    texts.set(name, found);
  }
  const entity: FtmEntity = { id, schema, line, properties: texts };
  pool.entities.push(entity);
  if (!JOINED_SCHEMATA.has(schema)) return true;
  if (owner !== null) join(pool, owner, entity);
  for (const other of [...(texts.get('holder') ?? []), ...(texts.get('entity') ?? [])]) {
    if (other !== owner) join(pool, other, entity);
  }
  return true;
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function readPool(text: string, issues: ParseIssue[]): Pool {
  const pool: Pool = { entities: [], joined: new Map() };
  for (const [at, raw] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const line = raw.trim();
    if (line === '') continue;
    if (!collect(parseLine(line), at + 1, pool, null))
      issues.push(parseIssue('LINE_NOT_JSON', { line: at + 1, raw: line }));
  }
  // Addresses are pointed at by the entity that has them, not the other way round.
  const addresses = new Map(
    pool.entities.filter((entity) => entity.schema === 'Address').map((entity) => [entity.id, entity]),
  );
  for (const entity of pool.entities) {
    for (const id of entity.properties.get('addressEntity') ?? []) {
      const address = addresses.get(id);
      if (address) join(pool, entity.id, address);
    }
  }
  return pool;
}

/**
 * Reads a list of FollowTheMoney entities, one JSON object a line, flat or nested (`targets.nested.json`). Passports,
 * identifications, addresses and sanctions join the entity that they belong to; other schemata are counted.
 *
 * @returns listings `FTM:<entity id>`; counts by schema
 * @example
 * parseFtmJsonl('{"id":"p1","schema":"Person","properties":{"name":["Jane Doe"]}}').listings[0]?.kind; // 'person'
 */
export function parseFtmJsonl(text: string): ParseOutcome {
  const issues: ParseIssue[] = [];
  const counts: Record<string, number> = {};
  const listings: ListingDraft[] = [];
  const pool = readPool(text, issues);
  const seen = new Set<string>();
  for (const entity of pool.entities) {
    const at = { line: entity.line, reference: `FTM:${entity.id}`, raw: entity.schema };
    const first = !Object.hasOwn(counts, entity.schema);
    counts[entity.schema] = first ? 1 : counts[entity.schema]! + 1;
    if (!Object.hasOwn(LISTED_SCHEMATA, entity.schema)) {
      if (first && !JOINED_SCHEMATA.has(entity.schema))
        issues.push(parseIssue('SCHEMA_NOT_LISTED', { line: entity.line, raw: entity.schema }));
      continue;
    }
    if (seen.has(entity.id)) {
      issues.push(parseIssue('REFERENCE_DUPLICATE', at));
      continue;
    }
    seen.add(entity.id);
    const listing = draftEntity(entity, pool.joined.get(entity.id) ?? [], issues);
    if (listing) listings.push(listing);
    else issues.push(parseIssue('NAME_MISSING', at));
  }
  if (listings.length === 0) issues.push(parseIssue('LIST_EMPTY'));
  return { listings, issues, counts };
}
