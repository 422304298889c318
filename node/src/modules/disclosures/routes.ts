import { API } from '@jisr/contract';
import { officer } from '../../kernel/actor.ts';
import type { Http } from '../../kernel/http.ts';
import type { Disclosures } from './index.ts';

export function disclosureRoutes(http: Http, disclosures: Disclosures): void {
  const { reading } = disclosures;
  http.serve(API.listDisclosures, ({ query }) => reading.list(query));
  http.serve(API.readDisclosure, ({ params }) => reading.read(params.id));
  http.serve(API.readDisclosureContent, async ({ params, read }) => {
    read('disclosure', [params.id]);
    return reading.content(params.id);
  });
  http.serve(API.listDisclosureRefusals, ({ query }) => reading.refusals(query));
  http.serve(API.readDisclosureRefusal, ({ params }) => reading.refusal(params.id));
  http.serve(API.listReceivedDisclosures, ({ query }) => reading.received(query));
  http.serve(API.readReceivedDisclosure, ({ params }) => reading.readReceived(params.id));
  http.serve(API.readReceivedContent, async ({ params, read }) => {
    read('disclosure', [params.id]);
    return reading.receivedContent(params.id);
  });
  http.serve(API.disclosureEvidence, async ({ actor, params, query, read }) => {
    read('disclosure', [params.id]);
    return disclosures.evidence(officer(actor).accountId, params.id, query.of);
  });
  http.serve(API.dataProtectionState, () => reading.state());
  http.serve(API.expiryCalendar, ({ query }) => reading.expiry(query));
  http.serve(API.listDuties, ({ query }) => reading.duties(query.state));
  http.serve(API.searchPerson, async ({ body, read }) => {
    const found = await reading.search(body.reference);
    read(
      'disclosure',
      [...found.sent, ...found.received].map(({ id }) => id),
      body.reason,
    );
    return found;
  });
}
