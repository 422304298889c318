/** Between the gate's words for a disclosure and the signed document of the wire: instants against seconds. */
import type { Disclosure, DisclosureHead as WireHead } from '@jisr/exchange-documents';
import type { StoredHead } from './outbox-store.ts';
import type { DisclosureHead } from './types.ts';

export const secondsOf = (iso: string): number => Math.floor(Date.parse(iso) / 1000);
export const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** The head as it is signed. */
export const wireHead = (head: DisclosureHead, exp: number): WireHead => ({
  id: head.id,
  thread: head.thread,
  inReplyTo: head.inReplyTo,
  exp,
  agreement: { ...head.agreement },
  articles: [...head.articles],
  action: head.action,
  category: head.category,
  purpose: head.purpose,
  offence: head.offence,
  tlp: head.tlp,
  retainUntil: secondsOf(head.retainUntil),
  onward: head.onward,
  answerBy: head.answerBy === null ? null : secondsOf(head.answerBy),
  caveats: head.caveats.map((caveat) => ({ ...caveat })),
  approvals: head.approvals.map(({ officer, at, method, keyThumbprint }) => ({
    officer,
    at: secondsOf(at),
    method,
    key: keyThumbprint,
  })),
});

/** The head as the receiver's gate reads it. */
export const gateHead = (claims: Disclosure): DisclosureHead => ({
  id: claims.id,
  category: claims.category,
  action: claims.action,
  thread: claims.thread,
  inReplyTo: claims.inReplyTo,
  agreement: { ...claims.agreement },
  articles: claims.articles,
  purpose: claims.purpose,
  offence: claims.offence,
  tlp: claims.tlp,
  retainUntil: isoOf(claims.retainUntil),
  onward: claims.onward,
  answerBy: claims.answerBy === null ? null : isoOf(claims.answerBy),
  caveats: claims.caveats,
  approvals: claims.approvals.map(({ officer, at, method, key }) => ({
    officer,
    at: isoOf(at),
    method,
    keyThumbprint: key,
  })),
});

/** What is kept of the claims for lists and looks: all of them, they hold nothing about a person. */
export const storedHead = (claims: Disclosure): StoredHead => claims;
