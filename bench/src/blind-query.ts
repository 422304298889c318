/**
 * A flight of 300 people asked blindly against 100,000 listings: keys, blinds, the partner's answer, proof, filter. Both
 * sides work at the same time in processes of their own, in questions of 250 keys, without the network and the gate. The
 * filter holds random values but for one guest, whom it must find: outputs cannot be told from random ones.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import {
  blind,
  buildFilter,
  contains,
  encodeKey,
  epochKeys,
  evaluate,
  own,
  questionKeys,
  readFilter,
  unblind,
} from '@jisr/blind-query';
import { nameKeyEdition } from '@jisr/names';
import { report } from './parts/report.ts';

const PEOPLE = 300;
const LISTINGS = 100_000;
/** Filed keys of a listing: name and birth date, for its sex and for an unknown one. */
const KEYS_A_LISTING = 2;
const BATCH = 250;
const RUNS = 3;
const seed = new Uint8Array(32).fill(7);
const keys = epochKeys(seed, '1');

if (process.argv[2] === 'partner') answer();
else await main();

/** The holding side. */
function answer(): void {
  process.on('message', (elements: Uint8Array) => {
    process.send!(evaluate(keys, elements, (size) => randomBytes(size)));
  });
}

async function main(): Promise<void> {
  const flight = Array.from({ length: PEOPLE }, (_, n) =>
    questionKeys({
      names: [`KARIM VANTOUR ${String.fromCharCode(65 + (n % 26))}AL${n}`],
      birthDates: [`19${60 + (n % 40)}-02-03`],
      sex: 'M',
      nationality: 'FRA',
      documents: [{ type: 'P', number: `L${100_000 + n}`, issuer: 'FRA' }],
    }).map(encodeKey),
  );
  const guest = own(keys.secretKey, flight[17]![0]!);
  const outputs = Array.from({ length: LISTINGS * KEYS_A_LISTING - 1 }, () => randomBytes(64));
  const bytes = buildFilter(
    { epoch: 1, edition: nameKeyEdition, publicKey: keys.publicKey },
    [...outputs, guest],
    (n) => randomBytes(n),
  );
  const started = performance.now();
  const read = readFilter(bytes);
  if (!read.ok) throw new Error(read.code);
  const reading = performance.now() - started;
  const partner = fork(fileURLToPath(import.meta.url), ['partner'], { serialization: 'advanced' });
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await ask(partner, flight.flat(), read.filter));
  partner.kill();
  report('blind-query', {
    people: PEOPLE,
    keys: flight.flat().length,
    listings: LISTINGS,
    filterBytes: bytes.length,
    millisecondsToReadFilter: Math.round(reading),
    millisecondsToAnswers: runs.map(Math.round),
    questions: Math.ceil(flight.flat().length / BATCH),
  });
}

/** Blinds the next question while the partner answers the last one. */
async function ask(
  partner: ChildProcess,
  inputs: readonly Uint8Array[],
  filter: Parameters<typeof contains>[0],
) {
  const started = performance.now();
  const next = () =>
    new Promise<ReturnType<typeof evaluate>>((resolve) => {
      partner.once('message', resolve as (made: unknown) => void);
    });
  let hits = 0;
  let open: { question: ReturnType<typeof blind>; answer: ReturnType<typeof next> } | null = null;
  for (let at = 0; at <= inputs.length; at += BATCH) {
    const some = inputs.slice(at, at + BATCH);
    const question = some.length > 0 ? blind(some, randomBytes(32)) : null;
    const answered = open ? { question: open.question, made: await open.answer } : null;
    open = null;
    if (question) {
      const answer = next();
      partner.send(question.elements);
      open = { question, answer };
    }
    if (answered) {
      if (!answered.made.ok) throw new Error(answered.made.code);
      const result = unblind(answered.question, answered.made.answer, answered.made.proof, keys.publicKey);
      if (!result.ok) throw new Error(result.code);
      hits += result.outputs.filter((output) => contains(filter, output)).length;
    }
  }
  if (open) {
    const made = await open.answer;
    if (!made.ok) throw new Error(made.code);
    const result = unblind(open.question, made.answer, made.proof, keys.publicKey);
    if (!result.ok) throw new Error(result.code);
    hits += result.outputs.filter((output) => contains(filter, output)).length;
  }
  if (hits !== 1) throw new Error(`${hits} hits instead of one`);
  return performance.now() - started;
}
