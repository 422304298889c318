/** The peer, its node card, lanes, inbox and outbox. */
import { routes } from '../route.ts';

export const exchangeRoutes = routes({});
