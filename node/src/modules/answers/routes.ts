import { API } from '@jisr/contract';
import { carrier } from '../../kernel/actor.ts';
import type { Http } from '../../kernel/http.ts';
import type { Answers } from './index.ts';

export function answerRoutes(http: Http, answers: Answers): void {
  http.serve(API.readAnswer, ({ actor, params }) => answers.readFor(carrier(actor).carrier, params.id));
  http.serve(API.listAnswers, ({ actor, query }) => answers.listFor(carrier(actor).carrier, query));
}
