/** The thread of blind questions: curve arithmetic takes a millisecond a key, and the node must answer meanwhile. */
import { randomBytes } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import {
  blind,
  buildFilter,
  commit,
  contains,
  epochKeys,
  evaluate,
  type Filter,
  own,
  readFilter,
  referenceOf,
  resume,
  unblind,
} from '@jisr/blind-query';
import { FILTERS_KEPT, type Order, type Report, type Results, type Work } from './oblivious-messages.ts';

const port = parentPort!;
// Nonces of proofs and padding of filters: cryptographic chance.
const random = (size: number): Uint8Array => randomBytes(size);
const filters = new Map<string, Filter>();

function load({ name, bytes }: Extract<Work, { do: 'load' }>): Results['load'] {
  const read = readFilter(bytes);
  if (!read.ok) return read;
  const { values: _, ...header } = read.filter;
  filters.delete(name);
  filters.set(name, read.filter);
  // The one that was read longest ago goes.
  for (const old of [...filters.keys()].slice(0, -FILTERS_KEPT)) filters.delete(old);
  return { ok: true, header };
}

function match(work: Extract<Work, { do: 'match' }>): Results['match'] {
  const filter = filters.get(work.filter);
  if (!filter) throw new Error('the filter is not loaded');
  const question = resume(work.inputs, work.seed, work.elements);
  if (question === null) return { ok: false, code: 'answer-malformed' };
  const result = unblind(question, work.answer, work.proof, filter.publicKey);
  if (!result.ok) return result;
  return {
    ok: true,
    references: result.outputs.map((output) =>
      contains(filter, output) ? referenceOf(output, filter.epoch) : null,
    ),
  };
}

function perform(work: Work): Results[Work['do']] {
  if (work.do === 'load') return load(work);
  if (work.do === 'match') return match(work);
  if (work.do === 'blind')
    return { elements: blind(work.inputs, work.seed).elements, ...commit(work.inputs, work.seed) };
  const keys = epochKeys(work.seed, work.about);
  if (work.do === 'evaluate') return evaluate(keys, work.elements, random);
  if (work.do === 'filter') {
    const head = { epoch: work.epoch, edition: work.edition, publicKey: keys.publicKey };
    const bytes = buildFilter(head, work.outputs, random);
    return { bytes, size: 2 ** Math.ceil(Math.log2(Math.max(1, work.outputs.length))) };
  }
  return work.inputs.map((input) => {
    const output = own(keys.secretKey, input);
    return { output, reference: referenceOf(output, Number(work.about)) };
  });
}

port.on('message', ({ id, work }: Order) => {
  let report: Report;
  try {
    report = { id, result: perform(work) };
  } catch (error) {
    report = { id, error: String(error) };
  }
  port.postMessage(report);
});
