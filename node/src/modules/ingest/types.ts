import type {
  Issue,
  MessageChannel,
  MessageDetail,
  MessagePage,
  MessageQuery,
  PageQuery,
  QuarantineContent,
  QuarantinePage,
  Receipt,
} from '@jisr/contract';
import type { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Erased, Travellers } from '../travellers/index.ts';
import type { MessageEnvelope } from './store.ts';

export type { MessageEnvelope } from './store.ts';

/** What was sent, by whom, through which channel. */
export interface Post {
  readonly bytes: Uint8Array;
  readonly channel: MessageChannel;
  /** The carrier whose key or folder brought it. */
  readonly carrier: string | null;
  readonly fileName?: string;
}

export interface IngestDeps {
  readonly travellers: Pick<Travellers, 'applyMessage' | 'summariesOf'>;
  /** A message that came again has nothing left to be screened: its answer may follow, in the same transaction. */
  repeated(tx: Db, messageId: string): Promise<void>;
  /** The answers given to a message, in order. */
  answersOf(db: Db, messageId: string): Promise<MessageDetail['answers']>;
}

/** The use cases of the module. */
export interface Ingest {
  /**
   * Reads what was sent and stores all of it in one transaction. The same bytes again give the first receipt, `replayed`.
   *
   * @throws Problem `MESSAGE_EMPTY`; `MESSAGE_UNREADABLE` when no message could be read: the bytes then lie in quarantine
   */
  accept(post: Post): Promise<Receipt>;
  /** {@link accept} for a caller of the API: a carrier's key names its carrier. */
  acceptFrom(actor: Actor, bytes: Uint8Array): Promise<Receipt>;
  listMessages(query: z.output<typeof MessageQuery>): Promise<z.output<typeof MessagePage>>;
  /** @throws Problem `NOT_FOUND` */
  readMessage(id: string): Promise<MessageDetail>;
  listQuarantine(query: z.output<typeof PageQuery>): Promise<z.output<typeof QuarantinePage>>;
  /** @throws Problem `NOT_FOUND`, also when its seven days are over */
  readQuarantine(id: string): Promise<z.output<typeof QuarantineContent>>;

  // — for answers —
  /** What an answer to the message must mirror; null when it is gone. */
  envelopeOf(db: Db, messageId: string): Promise<MessageEnvelope | null>;

  // — for travellers, wired by the composition root —
  raiseIssue(tx: Db, messageIds: readonly string[], issue: Issue): Promise<void>;
  erased(tx: Db, erased: Pick<Erased, 'messageIds'>): Promise<void>;
}

/** What the module's jobs call. */
export interface IngestWork {
  eraseQuarantine(): Promise<void>;
  daily(): Promise<void>;
  /** Makes sure that the daily job waits; called when the node starts. */
  schedule(): Promise<void>;
}
