/** Hit / no-hit: published subsets, queries, answers. */
import { routes } from '../route.ts';

export const queryRoutes = routes({});
