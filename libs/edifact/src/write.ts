import { defaultSeparators } from './split.ts';
import type { Party, Separators } from './types.ts';

/** A segment to write: its tag, then its elements, each a component or a list of components. */
export type SegmentDraft = readonly [tag: string, ...elements: (string | readonly string[])[]];

/** A message to write; UNH and UNT are made by the writer. */
export interface MessageDraft {
  readonly reference: string;
  /** e.g. `['CUSRES', 'D', '05B', 'UN', 'IATA']` */
  readonly type: readonly string[];
  readonly commonAccessReference?: string | null;
  readonly series?: { readonly part: number; readonly flag: string } | null;
  readonly segments: readonly SegmentDraft[];
}

/** An interchange to write. */
export interface InterchangeDraft {
  readonly syntax?: { readonly id: string; readonly version: string };
  readonly sender: Party;
  readonly recipient: Party;
  /** `YYYY-MM-DDTHH:MM`, local to the sender. */
  readonly preparedAt: string;
  readonly reference: string;
  readonly applicationReference?: string | null;
  readonly test?: boolean;
  /** Wraps the messages in one functional group. */
  readonly group?: {
    readonly reference: string;
    readonly agency: string;
    readonly version: readonly string[];
  } | null;
  /** Writes UNA. It is always written where the separators are not the default ones. */
  readonly serviceString?: boolean;
  readonly separators?: Separators;
  /** Puts a line break after each segment, for people. */
  readonly lineBreaks?: boolean;
  readonly messages: readonly MessageDraft[];
}

function trimTail<T>(list: readonly T[], isEmpty: (item: T) => boolean): readonly T[] {
  let end = list.length;
  while (end > 0 && isEmpty(list[end - 1]!)) end--;
  return list.slice(0, end);
}

function escapeWith(separators: Separators): (value: string) => string {
  const special = [
    separators.component,
    separators.element,
    separators.terminator,
    separators.release,
  ].filter(Boolean);
  return (value) => {
    let out = '';
    for (const char of value.replace(/[\u0000-\u001f\u007f]+/g, ' ')) {
      if (!special.includes(char)) out += char;
      // Without a release character a separator can't be written; a blank does the least harm.
      else out += separators.release === '' ? ' ' : separators.release + char;
    }
    return out;
  };
}

function createSegmentWriter(separators: Separators): (segment: SegmentDraft) => string {
  const releaseAll = escapeWith(separators);
  return ([tag, ...elements]) => {
    const written = elements.map((element) => {
      const components = typeof element === 'string' ? [element] : element;
      return trimTail(components, (c) => c === '')
        .map(releaseAll)
        .join(separators.component);
    });
    return [tag, ...trimTail(written, (e) => e === '')].join(separators.element) + separators.terminator;
  };
}

function stamp(preparedAt: string): readonly [string, string] {
  const digits = preparedAt.replace(/\D/g, '');
  return [digits.slice(2, 8), digits.slice(8, 12)];
}

function partyOf(party: Party): readonly string[] {
  return [party.id, party.qualifier ?? ''];
}

function isDefault(separators: Separators): boolean {
  return (
    separators.component === ':' &&
    separators.element === '+' &&
    separators.release === '?' &&
    separators.terminator === "'" &&
    separators.decimal === '.'
  );
}

function draftMessage(message: MessageDraft): SegmentDraft[] {
  const { series } = message;
  const part = series ? [String(series.part).padStart(2, '0'), series.flag] : '';
  const unh: SegmentDraft = [
    'UNH',
    message.reference,
    message.type,
    message.commonAccessReference ?? '',
    part,
  ];
  const count = message.segments.length + 2;
  return [unh, ...message.segments, ['UNT', String(count), message.reference]];
}

function draftSegments(draft: InterchangeDraft): SegmentDraft[] {
  const { group, messages } = draft;
  const [from, to, at] = [partyOf(draft.sender), partyOf(draft.recipient), stamp(draft.preparedAt)];
  const syntax = draft.syntax ?? { id: 'UNOA', version: '4' };
  const test = draft.test === true ? ['', '', '', '1'] : [];
  const application = draft.applicationReference ?? '';
  const head: SegmentDraft[] = [
    ['UNB', [syntax.id, syntax.version], from, to, at, draft.reference, '', application, ...test],
  ];
  if (group) {
    head.push([
      'UNG',
      messages[0]?.type[0] ?? '',
      from,
      to,
      at,
      group.reference,
      group.agency,
      group.version,
    ]);
  }
  const tail: SegmentDraft[] = group ? [['UNE', String(messages.length), group.reference]] : [];
  tail.push(['UNZ', String(group ? 1 : messages.length), draft.reference]);
  return [...head, ...messages.flatMap(draftMessage), ...tail];
}

/**
 * Writes an interchange: releases every service character in the data and counts UNT, UNE and UNZ itself.
 * @example
 * writeInterchange({ sender: { id: 'A', qualifier: null }, recipient: { id: 'B', qualifier: null },
 *   preparedAt: '2026-03-01T11:40', reference: '7', messages: [] })
 * // "UNB+UNOA:4+A+B+260301:1140+7'UNZ+0+7'"
 */
export function writeInterchange(draft: InterchangeDraft): string {
  const separators = draft.separators ?? defaultSeparators;
  const write = createSegmentWriter(separators);
  const { component, element, decimal, release, terminator } = separators;
  const una = `UNA${component}${element}${decimal}${release || ' '} ${terminator}`;
  const lines = draftSegments(draft).map(write);
  if (draft.serviceString === true || !isDefault(separators)) lines.unshift(una);
  return draft.lineBreaks === true ? `${lines.join('\n')}\n` : lines.join('');
}
