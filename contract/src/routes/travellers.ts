/** Crossings and travellers. */
import { z } from 'zod';
import {
  Board,
  CrossingDetail,
  CrossingPage,
  CrossingQuery,
  TravellerDetail,
  TravellerPage,
  TravellerSearch,
} from '../crossings.ts';
import { Id } from '../fields.ts';
import { routes } from '../route.ts';

const byId = z.object({ id: Id });

export const travellerRoutes = routes({
  readBoard: {
    method: 'GET',
    path: '/api/v1/board',
    summary: { en: 'The head of the crossings board', ar: 'ملخص لوحة رحلات العبور' },
    permit: 'crossings:read',
    status: 200,
    response: Board,
  },
  listCrossings: {
    method: 'GET',
    path: '/api/v1/crossings',
    summary: { en: 'Crossings by departure', ar: 'رحلات العبور حسب المغادرة' },
    permit: 'crossings:read',
    query: CrossingQuery,
    status: 200,
    response: CrossingPage,
  },
  readCrossing: {
    method: 'GET',
    path: '/api/v1/crossings/:id',
    summary: { en: 'One crossing with its travellers', ar: 'رحلة عبور ومسافروها' },
    permit: 'travellers:read',
    purpose: 'watch',
    params: byId,
    status: 200,
    response: CrossingDetail,
  },
  searchTravellers: {
    method: 'GET',
    path: '/api/v1/travellers',
    summary: {
      en: 'Find travellers by name in either script, document or locator',
      ar: 'البحث عن المسافرين بالاسم أو الوثيقة أو رمز الحجز',
    },
    permit: 'travellers:search',
    purpose: 'search',
    query: TravellerSearch,
    status: 200,
    response: TravellerPage,
  },
  readTraveller: {
    method: 'GET',
    path: '/api/v1/travellers/:id',
    summary: { en: 'One traveller with the source of every fact', ar: 'مسافر ومصدر كل معلومة عنه' },
    permit: 'travellers:read',
    purpose: 'watch',
    params: byId,
    status: 200,
    response: TravellerDetail,
  },
});
