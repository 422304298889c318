import { ingestRoutes as routes } from '@jisr/contract';
import type { Http } from '../../kernel/http.ts';
import type { Ingest } from './types.ts';

/** Good statuses of a post: stored now, or stored before. */
const STATUS = { first: 202, again: 200 } as const;

/** Serves posts, messages and the quarantine; the answers to carriers are served by the answers module. */
export function ingestRoutes(http: Http, service: Ingest): void {
  http.serve(routes.sendMessage, async ({ actor, raw, status }) => {
    const receipt = await service.acceptFrom(actor, raw);
    status(receipt.replayed ? STATUS.again : STATUS.first);
    return receipt;
  });
  http.serve(routes.listMessages, ({ query }) => service.listMessages(query));
  http.serve(routes.readMessage, async ({ params, read }) => {
    const message = await service.readMessage(params.id);
    read('message', [message.id]);
    return message;
  });
  http.serve(routes.listQuarantine, ({ query }) => service.listQuarantine(query));
  http.serve(routes.readQuarantine, async ({ params, query, read }) => {
    const content = await service.readQuarantine(params.id);
    read('quarantine', [content.id], query.reason);
    return content;
  });
}
