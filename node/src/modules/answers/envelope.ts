import type { CrossingSummary } from '@jisr/contract';
import type { CusresAnswer } from '@jisr/travel-messages';
import type { MessageEnvelope } from '../ingest/index.ts';

/**
 * An answer's frame (travellers.md §3.1): a 962 mirrors the envelope of the request, sender and recipient swapped, with
 * its references and transaction number; a 132 is our own message, with a reference of its own that the carrier echoes.
 *
 * @param id the answer's id, from which the references of a 132 are made
 */
export function envelopeFor(
  request: MessageEnvelope,
  code: '962' | '132',
  crossing: CrossingSummary | null,
  now: Date,
  id: string,
): Omit<CusresAnswer, 'travellers'> {
  const response = code === '962';
  const own = id.replaceAll('-', '').slice(-14).toUpperCase();
  return {
    kind: response ? 'response' : 'unsolicited',
    sender: { id: request.recipient ?? 'JISR', qualifier: request.recipientQualifier },
    recipient: { id: request.sender ?? request.carrier ?? '', qualifier: request.senderQualifier },
    preparedAt: now.toISOString().slice(0, 16),
    interchangeReference: response ? (request.interchangeReference ?? own) : own,
    groupReference: response ? request.groupReference : '1',
    applicationReference: request.applicationReference,
    messageReference: response ? (request.messageReference ?? '1') : own,
    commonAccessReference: response ? request.commonAccessReference : null,
    series: response ? { part: 1, last: true } : null,
    test: request.test,
    version: request.version ?? '05B',
    serviceString: true,
    transactionNumber: response ? request.transactionNumber : own,
    flight: crossing ? `${crossing.carrier ?? ''}${crossing.number ?? ''}` : null,
    from: crossing?.from ?? null,
    to: crossing?.to ?? null,
    departure: crossing?.departure ?? null,
    arrival: crossing?.arrival ?? null,
    errors: [],
  };
}
