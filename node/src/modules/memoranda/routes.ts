import { API } from '@jisr/contract';
import { officer } from '../../kernel/actor.ts';
import type { Http } from '../../kernel/http.ts';
import type { Memoranda } from './index.ts';

export function memorandaRoutes(http: Http, { acts, show, simulate }: Memoranda): void {
  http.serve(API.listMemoranda, () => show.list());
  http.serve(API.readMemorandum, ({ params }) => show.read(params.id));
  http.serve(API.readMemorandumText, ({ params }) => show.text(params.id));
  http.serve(API.importMemorandum, ({ actor, body }) => acts.take(officer(actor), body.text));
  http.serve(API.readMemorandumAnalysis, ({ params }) => show.analysis(params.id));
  http.serve(API.readMemorandumCells, ({ params, query }) => show.cells(params.id, query.change));
  http.serve(API.proposeMemorandum, async ({ actor, params }) => {
    await acts.begin(officer(actor), params.id, 'propose', null);
    return show.read(params.id);
  });
  http.serve(API.signMemorandum, async ({ actor, params }) => {
    await acts.begin(officer(actor), params.id, 'sign', null);
    return show.read(params.id);
  });
  http.serve(API.suspendMemorandum, async ({ actor, params, body }) => {
    await acts.begin(officer(actor), params.id, 'suspend', body.reason);
    return show.read(params.id);
  });
  http.serve(API.liftSuspension, async ({ actor, params, body }) => {
    await acts.begin(officer(actor), params.id, 'lift', body.reason);
    return show.read(params.id);
  });
  http.serve(API.simulatePolicy, ({ body }) => simulate(body));
  http.serve(API.listDirectives, () => show.directives());
  http.serve(API.issueDirective, ({ actor, body }) => acts.issue(officer(actor), body.text));
  http.serve(API.endDirective, async ({ actor, params }) => {
    await acts.end(officer(actor), params.id);
    return show.directives();
  });
}
