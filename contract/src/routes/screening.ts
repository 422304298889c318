/** The engine: a name tried, its state. */

import { routes } from '../route.ts';
import { ScreeningStatus, TestAnswer, TestQuery } from '../watchlists.ts';

export const screeningRoutes = routes({
  testName: {
    method: 'POST',
    path: '/api/v1/screenings',
    summary: { en: 'What the engine says of a name', ar: 'ما يقوله المحرك عن اسم' },
    permit: 'screening:test',
    purpose: 'list-keeping',
    body: TestQuery,
    status: 200,
    response: TestAnswer,
  },
  screeningStatus: {
    method: 'GET',
    path: '/api/v1/screening',
    summary: { en: 'The screening engine and its lists', ar: 'محرك الفرز وقوائمه' },
    permit: 'watchlists:read',
    status: 200,
    response: ScreeningStatus,
  },
});
