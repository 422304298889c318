import { API, LiveEvent } from '@jisr/contract';
import { officer } from '../../kernel/actor.ts';
import { type Bus, SESSIONS_ENDED } from '../../kernel/bus.ts';
import type { Http } from '../../kernel/http.ts';
import type { Oversight } from './index.ts';

export function oversightRoutes(http: Http, oversight: Oversight, bus: Bus): void {
  http.serve(API.ownAccess, ({ actor, query }) => oversight.ownAccess(officer(actor), query));
  http.serve(API.allAccess, ({ query }) => oversight.allAccess(query));
  http.serve(API.verifyAccess, () => oversight.verifyAccess());
  http.serve(API.systemState, () => oversight.systemState());
  http.serve(API.listDeadJobs, () => oversight.deadJobs());
  http.serve(API.retryJob, ({ actor, params, body }) =>
    oversight.retryJob(officer(actor), params.id, body.reason),
  );
  http.serve(API.live, async ({ status }) => {
    const health = oversight.live();
    status(health.status === 'ok' ? 200 : 503);
    return health;
  });
  http.serve(API.ready, async ({ status }) => {
    const health = await oversight.ready();
    status(health.status === 'ok' ? 200 : 503);
    return health;
  });
  http.serve(API.metrics, () => oversight.metricsText());
  http.stream(API.events, ({ send, checkCaller }) => {
    const subscribed = bus.subscribe(({ topic, id }) => {
      if (topic === SESSIONS_ENDED) checkCaller();
      const event = LiveEvent.safeParse({ kind: topic, id });
      if (event.success) send(event.data.kind, JSON.stringify(event.data));
    });
    return async () => (await subscribed)();
  });
}
