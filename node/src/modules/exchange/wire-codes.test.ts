import { PROBLEMS } from '@jisr/contract';
import { FAULTS } from '@jisr/exchange-documents';
import { test } from 'vitest';
import { expectDocument } from '../../../test/documents.ts';
import { TRANSPORT_FAULTS } from './transport-texts.ts';

type Texts = Readonly<Record<string, { readonly en: string; readonly ar: string }>>;
const table = (texts: Texts): string =>
  [
    '| code | English | العربية |',
    '| --- | --- | --- |',
    ...Object.entries(texts).map(([code, { en, ar }]) => `| \`${code}\` | ${en} | ${ar} |`),
  ].join('\n');

test('docs/protocol/exchange-codes.md lists every code of the wire', () => {
  const peer = {
    PEER_CERTIFICATE_UNKNOWN: PROBLEMS.PEER_CERTIFICATE_UNKNOWN,
    PEER_SIGNATURE_REFUSED: PROBLEMS.PEER_SIGNATURE_REFUSED,
    REQUEST_TOO_LARGE: PROBLEMS.REQUEST_TOO_LARGE,
    CONTENT_ENCODING_UNSUPPORTED: PROBLEMS.CONTENT_ENCODING_UNSUPPORTED,
    TOO_MANY_REQUESTS: PROBLEMS.TOO_MANY_REQUESTS,
  };
  expectDocument(
    'protocol/exchange-codes.md',
    [
      '# Codes of the exchange',
      'Generated from the code. A code is never reused, and names one exact place. The wire is described in [exchange.md](exchange.md).',
      '## What was sent is wrong',
      table(FAULTS),
      '## The peer could not be asked',
      table(TRANSPORT_FAULTS),
      '## Problems that the other node is answered with',
      table(peer),
      '',
    ].join('\n\n'),
  );
});
