import { SaxesParser } from 'saxes';

/** One element: its text, and its children in order. */
export interface XmlElement {
  readonly name: string;
  text: string;
  readonly children: XmlElement[];
}

/** What stopped or disturbed the reading of an XML text. */
export interface XmlFault {
  readonly code: 'LIST_XML_MALFORMED' | 'LIST_XML_DTD_REFUSED' | 'LIST_XML_TOO_DEEP';
  readonly line: number;
  readonly raw: string;
}

const DEPTH_MAX = 32;
const FAULTS_MAX = 20;

/**
 * Walks an XML text and hands over each element named in `records`, whole. No document type is accepted, so that no
 * entity but the five of XML itself can exist; nesting is bounded; a fault is told and the walk goes on behind it.
 *
 * @returns the faults, and the local names met outside records with how often
 * @example
 * walkXml('<a><b>1</b></a>', new Set(['b']), (element) => element.text); // []
 */
export function walkXml(
  xml: string,
  records: ReadonlySet<string>,
  take: (record: XmlElement, line: number) => void,
): XmlFault[] {
  const faults: XmlFault[] = [];
  const parser = new SaxesParser({});
  const open: XmlElement[] = [];
  let depth = 0;
  let began = 0;
  let stopped = false;
  const stop = (code: XmlFault['code'], raw: string): void => {
    if (!stopped) faults.push({ code, line: parser.line, raw });
    stopped = true;
  };
  parser.on('doctype', (text) => stop('LIST_XML_DTD_REFUSED', text));
  parser.on('error', (error) => {
    if (!stopped && faults.length < FAULTS_MAX) {
      faults.push({ code: 'LIST_XML_MALFORMED', line: parser.line, raw: error.message });
    }
  });
  parser.on('opentag', ({ name }) => {
    depth += 1;
    if (depth > DEPTH_MAX) stop('LIST_XML_TOO_DEEP', name);
    if (stopped) return;
    // A record that begins within another means that the outer one lost its end: it is handed over as far as it goes.
    if (records.has(name) && open.length > 0) open.length = 0;
    if (open.length === 0 && !records.has(name)) return;
    if (open.length === 0) began = parser.line;
    const element: XmlElement = { name, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (current && !stopped) current.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    if (stopped || open.length === 0 || open.at(-1)?.name !== name) return;
    const element = open.pop()!;
    if (open.length === 0) take(element, began);
  });
  // In pieces, so that a refused document isn't read to its end.
  for (let at = 0; at < xml.length && !stopped; at += 65_536) parser.write(xml.slice(at, at + 65_536));
  if (!stopped) parser.close();
  return faults;
}

/**
 * The trimmed text of the first child so named, blanks and line breaks within it as single blanks; '' if none.
 *
 * @example
 * childText({ name: 'a', text: '', children: [{ name: 'b', text: ' x\ny ', children: [] }] }, 'b'); // 'x y'
 */
export function childText(element: XmlElement, name: string): string {
  return (element.children.find((child) => child.name === name)?.text ?? '').replace(/\s+/g, ' ').trim();
}

/**
 * All children so named.
 *
 * @example
 * childrenOf(record, 'NATIONALITY').length; // 1
 */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}
