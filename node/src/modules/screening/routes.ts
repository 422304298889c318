import { API } from '@jisr/contract';
import type { Http } from '../../kernel/http.ts';
import type { Screening } from './index.ts';

export function screeningRoutes(http: Http, screening: Screening): void {
  http.serve(API.testName, async ({ body, read }) => {
    const answer = await screening.testName(body);
    read(
      'listing',
      answer.matches.map((match) => match.listing.id),
      body.reason,
    );
    return answer;
  });
  // Nothing that the node holds is read: the line says who compared, when and why, and no name.
  http.serve(API.matchNames, async ({ body, read }) => {
    const result = await screening.matchNames(body);
    read('comparison', [], body.reason ?? undefined);
    return result;
  });
  http.serve(API.matchBatch, async ({ body, read }) => {
    const answer = await screening.matchBatch(body);
    read('comparison', [], body.reason ?? undefined);
    return answer;
  });
  http.serve(API.screeningStatus, async () => screening.status());
}
