import { travellerRoutes as routes } from '@jisr/contract';
import type { Http } from '../../kernel/http.ts';
import type { Travellers } from './types.ts';

/** Serves the crossings board, the crossings, the travellers and the search. */
export function travellerRoutes(http: Http, service: Travellers): void {
  http.serve(routes.readBoard, () => service.readBoard());
  http.serve(routes.listCrossings, ({ query }) => service.listCrossings(query));
  http.serve(routes.readCrossing, async ({ params, read }) => {
    const crossing = await service.readCrossing(params.id);
    read('traveller', [crossing.id, ...crossing.people.map((person) => person.id)]);
    return crossing;
  });
  http.serve(routes.searchTravellers, async ({ query, read }) => {
    const found = await service.searchTravellers(query);
    read(
      'traveller',
      found.items.map((row) => row.id),
      query.reason,
    );
    return found;
  });
  http.serve(routes.readTraveller, async ({ params, read }) => {
    const traveller = await service.readTraveller(params.id);
    read('traveller', [
      traveller.id,
      ...traveller.companions.map((companion) => companion.id),
      ...traveller.otherCrossings.map((other) => other.travellerId),
    ]);
    return traveller;
  });
}
