/** Requests for supplementary data, outcomes, corrections. */
import { routes } from '../route.ts';

export const requestRoutes = routes({});
