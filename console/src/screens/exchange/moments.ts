/** The moments of a document, by the node's record and by its receipts. */
import type { ExchangeDocument } from '@jisr/contract';
import { instantOf, receiptOf } from './claims.ts';

interface Moment {
  readonly name: string;
  readonly at: string;
}

/** What is looked at. */
type Known = Pick<ExchangeDocument, 'direction' | 'at' | 'sentAt' | 'receipt' | 'secondReceipt'>;

/**
 * The moments that are known of a document. Of a first receipt the time is when it came; a second one carries its own.
 *
 * @example
 * momentsOf(document).map(({ name }) => name) // ['out.put', 'out.sent', 'out.accepted', 'out.processed']
 */
export function momentsOf(of: Known): readonly Moment[] {
  const side = of.direction;
  const first = of.receipt && receiptOf(of.receipt.claims);
  const second = of.secondReceipt && receiptOf(of.secondReceipt.claims);
  const all = [
    { name: `${side}.put`, at: of.at },
    { name: `${side}.sent`, at: of.sentAt },
    { name: `${side}.${first?.verdict ?? 'accepted'}`, at: first && instantOf(first.iat) },
    { name: `${side}.${second?.verdict ?? 'processed'}`, at: second && instantOf(second.iat) },
  ];
  return all.flatMap(({ name, at }) => (at ? [{ name, at }] : []));
}
