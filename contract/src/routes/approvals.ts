/** Approvals over a digest, second factors, break-glass. */
import { routes } from '../route.ts';

export const approvalRoutes = routes({});
