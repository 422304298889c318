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
  http.serve(API.screeningStatus, async () => screening.status());
}
