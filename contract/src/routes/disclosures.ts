/** Disclosures through the gate, obligations, evidence. */
import { routes } from '../route.ts';

export const disclosureRoutes = routes({});
