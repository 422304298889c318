import { API, type HitDetail } from '@jisr/contract';
import { officer } from '../../kernel/actor.ts';
import type { Http } from '../../kernel/http.ts';
import type { Hits } from './index.ts';

export function hitRoutes(http: Http, hits: Hits): void {
  http.serve(API.listHits, async ({ actor, query, read }) => {
    const page = await hits.list(officer(actor), query);
    read(
      'hit',
      page.items.flatMap((hit) => [hit.id, hit.traveller.id]),
    );
    return page;
  });
  http.serve(API.readHit, async ({ params, read }) => told(await hits.read(params.id), read));
  http.serve(API.claimHit, async ({ actor, params, read }) =>
    told(await hits.claim(officer(actor), params.id), read),
  );
  http.serve(API.releaseHit, async ({ actor, params, read }) =>
    told(await hits.release(officer(actor), params.id), read),
  );
  http.serve(API.decideHit, async ({ actor, params, body, read }) =>
    told(await hits.decide(officer(actor), params.id, body), read),
  );
  http.serve(API.secondHit, async ({ actor, params, body, read }) =>
    told(await hits.second(officer(actor), params.id, body), read),
  );
  http.serve(API.reopenHit, async ({ actor, params, body, read }) =>
    told(await hits.reopen(officer(actor), params.id, body), read),
  );
  http.serve(API.noteHit, async ({ actor, params, body, read }) =>
    told(await hits.note(officer(actor), params.id, body.text), read),
  );
  http.serve(API.printHit, async ({ actor, params, read }) => {
    const { hit, html } = await hits.sheet(officer(actor), params.id);
    told(hit, read);
    return html;
  });
  http.serve(API.referHit, async ({ actor, params, body, read }) => {
    const referral = await hits.referrals.refer(officer(actor), params.id, body);
    read('hit', [params.id, referral.traveller.id]);
    return referral;
  });
  http.serve(API.listReferrals, async ({ actor, query, read }) => {
    const page = await hits.referrals.list(officer(actor), query);
    read(
      'referral',
      page.items.flatMap((referral) => [referral.id, referral.traveller.id]),
    );
    return page;
  });
  http.serve(API.acknowledgeReferral, async ({ actor, params, body, read }) => {
    const referral = await hits.referrals.acknowledge(officer(actor), params.id, body);
    read('referral', [params.id, referral.traveller.id]);
    return referral;
  });
}

/** Says in the access log whose data the answer holds. */
function told(hit: HitDetail, read: (objectType: string, objects: readonly string[]) => void): HitDetail {
  read('hit', [hit.id, hit.traveller.id, hit.listing.id]);
  return hit;
}
