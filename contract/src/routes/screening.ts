/** The engine: a name tried, two names compared, its state. */

import { MatchBatch, MatchBatchAnswer, MatchRequest, MatchResult } from '../matching.ts';
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
  matchNames: {
    method: 'POST',
    path: '/api/v1/match',
    summary: { en: 'Compare two given names, and why', ar: 'المقارنة بين اسمين مع التعليل' },
    permit: 'screening:test',
    purpose: 'list-keeping',
    body: MatchRequest,
    status: 200,
    response: MatchResult,
  },
  matchBatch: {
    method: 'POST',
    path: '/api/v1/match/batch',
    summary: { en: 'Compare many pairs of given names', ar: 'المقارنة بين أزواج كثيرة من الأسماء' },
    permit: 'screening:test',
    purpose: 'list-keeping',
    body: MatchBatch,
    bodyLimit: 4 * 1024 * 1024,
    status: 200,
    response: MatchBatchAnswer,
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
