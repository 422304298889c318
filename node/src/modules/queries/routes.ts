import { API, type PartnerHit, type PartnerQuery } from '@jisr/contract';
import { officer } from '../../kernel/actor.ts';
import type { Http } from '../../kernel/http.ts';
import type { Queries } from './index.ts';

type Read = (objectType: string, objects: readonly string[], reason?: string) => void;

export function queryRoutes(http: Http, queries: Queries): void {
  http.serve(API.askPartner, async ({ actor, body, read }) =>
    told(await queries.ask(officer(actor), body), read, body.justification),
  );
  http.serve(API.previewQuery, async ({ actor, body, read }) => {
    read('traveller', [body.travellerId]);
    return queries.preview(officer(actor), body);
  });
  http.serve(API.listQueries, async ({ query, read }) => {
    const page = await queries.list(query);
    read('query', page.items.flatMap(namedIn));
    return page;
  });
  http.serve(API.readQuery, async ({ params, read }) => told(await queries.read(params.id), read));
  http.serve(API.listAuditableQueries, ({ query }) => queries.auditable(query));
  http.serve(API.openQuery, async ({ actor, params, body, read }) => {
    read('query', [params.id], body.reason);
    return queries.open(officer(actor), params.id, body);
  });
  http.serve(API.verifyOpening, async ({ body, read }) => {
    read('received-query', [body.disclosureId]);
    return queries.verify(body);
  });
  http.serve(API.listPartnerHits, async ({ query, read }) => {
    const page = await queries.partnerHits(query);
    read(
      'partner-hit',
      page.items.flatMap((hit) => [hit.id, hit.traveller.id]),
    );
    return page;
  });
  http.serve(API.readPartnerHit, async ({ params, read }) =>
    toldHit(await queries.partnerHit(params.id), read),
  );
  http.serve(API.decidePartnerHit, async ({ actor, params, body, read }) =>
    toldHit(await queries.decide(officer(actor), params.id, body), read),
  );
  http.serve(API.listReceivedQueries, ({ query }) => queries.received(query));
  http.serve(API.answerReceivedQuery, ({ actor, params }) => queries.answerHeld(officer(actor), params.id));
  http.serve(API.readQueryDesk, () => queries.desk());
  http.serve(API.shareList, ({ actor, body }) =>
    queries.share(officer(actor), body.watchlistId, body.shared),
  );
  http.serve(API.publishFilter, ({ actor }) => queries.publish(officer(actor)));
}

const namedIn = (query: PartnerQuery): string[] => [
  query.id,
  ...query.subjects.map(({ traveller }) => traveller.id),
];

/** Says in the access log whose data the answer holds. */
function told(query: PartnerQuery, read: Read, reason?: string): PartnerQuery {
  read('query', namedIn(query), reason);
  return query;
}

function toldHit(hit: PartnerHit, read: Read): PartnerHit {
  read('partner-hit', [hit.id, hit.traveller.id]);
  return hit;
}
