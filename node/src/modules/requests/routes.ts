import { API, type RequestDetail } from '@jisr/contract';
import { officer } from '../../kernel/actor.ts';
import type { Http } from '../../kernel/http.ts';
import type { Requests } from './index.ts';

type Read = (objectType: string, objects: readonly string[], reason?: string) => void;

export function requestRoutes(http: Http, requests: Requests): void {
  const { read: readOne } = requests;
  http.serve(API.listRequests, ({ query }) => requests.list(query));
  http.serve(API.readRequest, async ({ params, read }) => told(await readOne(params.id), read));
  http.serve(API.previewRequest, async ({ actor, body, read }) => {
    read('partner-hit', [body.partnerHitId], body.necessity);
    return requests.previewRequest(officer(actor), body);
  });
  http.serve(API.requestData, async ({ actor, body, read }) => {
    read('partner-hit', [body.partnerHitId], body.necessity);
    return told(await readOne(await requests.ask(officer(actor), body)), read);
  });
  http.serve(API.previewAnswer, async ({ actor, params, body, read }) => {
    read('request', [params.id]);
    return requests.previewAnswer(officer(actor), params.id, body);
  });
  http.serve(API.draftAnswer, async ({ actor, params, body, read }) => {
    await requests.draft(officer(actor), params.id, body);
    return told(await readOne(params.id), read);
  });
  http.serve(API.warnPartner, async ({ actor, body, read }) => {
    read('listing', [body.listingId], body.necessity);
    return told(await readOne(await requests.warn(officer(actor), body)), read);
  });
  http.serve(API.reportOutcome, async ({ actor, params, body, read }) => {
    await requests.report(officer(actor), params.id, body);
    return told(await readOne(params.id), read);
  });
  http.serve(API.sendNotice, async ({ actor, params, body, read }) => {
    await requests.notify(officer(actor), params.id, body);
    return told(await readOne(params.id), read);
  });
}

/** Says in the access log whose data the answer holds. */
function told(request: RequestDetail, read: Read): RequestDetail {
  read('request', [request.id]);
  read(
    'listing',
    request.proposed.map(({ listingId }) => listingId),
  );
  return request;
}
