import { API } from '@jisr/contract';
import { officer } from '../../kernel/actor.ts';
import type { Http } from '../../kernel/http.ts';
import type { Exchange } from './index.ts';

export function exchangeRoutes(http: Http, exchange: Exchange): void {
  http.serve(API.readPartner, () => exchange.read.partner());
  http.serve(API.importCard, async ({ actor, body }) => {
    await exchange.pairing.importCard(officer(actor), body.signed);
    return exchange.read.partner();
  });
  http.serve(API.compareWords, async ({ actor, body }) => {
    await exchange.pairing.compareWords(officer(actor), body.words);
    return exchange.read.partner();
  });
  http.serve(API.provePeer, async () => {
    await exchange.proveNow();
    return exchange.read.partner();
  });
  http.serve(API.abandonPairing, async ({ actor, body }) => {
    await exchange.pairing.end(officer(actor), body.reason);
    return exchange.read.partner();
  });
  http.serve(API.suspendPeer, async ({ actor, body }) => {
    await exchange.pairing.suspend(officer(actor), body.reason);
    return exchange.read.partner();
  });
  http.serve(API.resumePeer, async ({ actor }) => {
    await exchange.pairing.resume(officer(actor));
    return exchange.read.partner();
  });
  http.serve(API.changeKey, async ({ actor, body }) => {
    await exchange.proposeKeyChange(officer(actor), body);
    return exchange.read.partner();
  });
  http.serve(API.revokeNodeKey, async ({ actor, params, body }) => {
    await exchange.proposeKeyRevocation(officer(actor), params.kid, body);
    return exchange.read.partner();
  });
  http.serve(API.endAlarm, async ({ actor, params, body }) => {
    await exchange.endAlarm(officer(actor), params.id, body.reason);
    return exchange.read.partner();
  });
  http.serve(API.listExchange, ({ query }) => exchange.read.list(query));
  http.serve(API.listExchangeThreads, async () => ({ items: await exchange.read.threads() }));
  http.serve(API.readExchange, ({ params }) => exchange.read.document(params.id));
  http.serve(API.retryExchange, async () => {
    await exchange.retryNow();
    return null;
  });
  http.serve(API.cancelExchange, async ({ actor, params, body }) => {
    await exchange.cancel(officer(actor), params.id, body.reason);
    return exchange.read.document(params.id);
  });
}
