/** Memoranda, signatures, directives, analysis. */
import { routes } from '../route.ts';

export const memorandumRoutes = routes({});
