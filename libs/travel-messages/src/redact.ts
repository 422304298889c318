import { elementsOf, type Segment, type Separators } from '@jisr/edifact';
import { mealCode, sensitiveCodes, sensitiveWords } from './sensitive-terms.ts';
import type { TravelMessage } from './types.ts';

const words = new Set(sensitiveWords);
const longest = Math.max(...sensitiveWords.map((word) => word.length));
// References whose value is an identifier: never a service code, whatever its letters.
const identifiers = new Set(['AVF', 'ABO', 'SEA', 'TN', 'AEA', 'CR', 'YZY', 'AF']);

function isSensitiveToken(token: string): boolean {
  const upper = token.toUpperCase();
  if (sensitiveCodes.has(upper) || mealCode.test(upper)) return true;
  const lower = token.toLowerCase().replace(/^(?:وال|بال|لل|ال)/, '');
  for (let end = Math.min(lower.length, longest); end >= 2; end--) {
    // A short word counts as a whole only: "ill" is not "illinois", nor "حج" the start of another word.
    if (words.has(lower.slice(0, end)) && (end >= 4 || end === lower.length)) return true;
  }
  return false;
}

function isSensitiveText(text: string): boolean {
  return text.split(/[^\p{L}\p{M}\p{N}]+/u).some((token) => token !== '' && isSensitiveToken(token));
}

function isCode(text: string): boolean {
  const upper = text.trim().toUpperCase();
  return sensitiveCodes.has(upper) || mealCode.test(upper);
}

/** `RFF+AVF:…`, `FTX+BAG+…`, `ATT+2+…`: nearly all of them, known without splitting. */
function isPlainReference(raw: string, { component, element }: Separators): boolean {
  if (raw[3] !== element) return false;
  const end = raw[6] === component ? 6 : 7;
  if (raw.startsWith('RFF') && raw[end] === component) return identifiers.has(raw.slice(4, end));
  return raw.startsWith(`FTX${element}BAG${element}`) || raw.startsWith(`ATT${element}2${element}`);
}

// Segments whose elements are names, codes and numbers. What else may stand in a message is taken for free text.
const structured = new Set(
  'UNH BGM DTM GEI NAD CTA COM TDT LOC MEA EMP NAT DOC CPI QTY CNT AUT UNT'.split(' '),
);

/**
 * The text of one segment without what must not be stored, or `null` where nothing had to go. FTX other than BAG and
 * segments that PAXLST does not have are free text; RFF and ATT may carry a service code.
 */
export function redactSegment(segment: Segment, separators: Separators): string | null {
  const { tag, raw } = segment;
  if (structured.has(tag)) return null;
  if (isPlainReference(raw, separators)) return null;
  const elements = elementsOf(raw, separators);
  const qualifier = elements[1]?.[0]?.trim().toUpperCase() ?? '';
  if (tag === 'FTX' && qualifier === 'BAG') return null;
  if (tag === 'RFF' && identifiers.has(qualifier)) return null;
  if (tag === 'ATT' && qualifier === '2') return null;
  const parts = elements.slice(1).flat();
  const hit = tag === 'RFF' || tag === 'ATT' ? parts.some(isCode) : isSensitiveText(parts.join(' '));
  if (!hit) return null;
  const { element } = separators;
  // The qualifier stays so that the segment keeps its meaning, unless it is itself the code.
  const kept = isSensitiveText(qualifier) ? '' : qualifier;
  return `${tag}${element}${kept}${element}${element}${element}[removed]`;
}

/**
 * The text of a message as it may be stored: sensitive texts replaced by `[removed]`, and only their number kept.
 * (The segments of a message that was read are already free of them.)
 * @example redact(message).text // "UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'…"
 */
export function redact(message: TravelMessage): { readonly text: string; readonly dropped: number } {
  const { terminator } = message.separators;
  const text = message.segments.map((segment) => `${segment.raw}${terminator}`).join('');
  return { text, dropped: message.sensitiveDropped };
}
