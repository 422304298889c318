import { API } from '@jisr/contract';
import { officer } from '../../kernel/actor.ts';
import type { Http } from '../../kernel/http.ts';
import type { Watchlists } from './types.ts';

/** The routes of the contract's `watchlistRoutes`. */
export function watchlistRoutes(http: Http, watchlists: Watchlists): void {
  http.serve(API.listWatchlists, () => watchlists.listWatchlists());
  http.serve(API.createWatchlist, ({ body, actor }) =>
    watchlists.createWatchlist(body, officer(actor).accountId),
  );
  http.serve(API.listListings, async ({ params, query, read }) => {
    const page = await watchlists.listListings(params.id, query);
    read('listing', idsOf(page.items));
    return page;
  });
  http.serve(API.readListing, async ({ params, read }) => {
    const listing = await watchlists.readListing(params.id);
    read('listing', [listing.id]);
    return listing;
  });
  http.serve(API.startImport, ({ params, body, actor }) =>
    watchlists.startImport(params.id, body, officer(actor).accountId),
  );
  http.serve(API.listImports, ({ params, query }) => watchlists.listImports(params.id, query));
  http.serve(API.readImport, ({ params }) => watchlists.readImport(params.id));
  http.serve(API.confirmImport, ({ params, body, actor }) =>
    watchlists.confirmImport(params.id, body.apply, officer(actor).accountId),
  );
  http.serve(API.listProposals, async ({ query, read }) => {
    const page = await watchlists.listProposals(query);
    read('proposal', idsOf(page.items));
    return page;
  });
  http.serve(API.propose, async ({ params, body, actor, read }) => {
    const proposal = await watchlists.propose(params.id, body, officer(actor));
    read('proposal', [proposal.id]);
    return proposal;
  });
  http.serve(API.decideProposal, async ({ params, body, actor, read }) => {
    const proposal = await watchlists.decideProposal(params.id, body, officer(actor));
    read('proposal', [proposal.id]);
    return proposal;
  });
}

const idsOf = (items: readonly { id: string }[]): string[] => items.map((item) => item.id);
