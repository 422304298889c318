import type { BilingualText, Issue, Severity } from './types.ts';

/** One row of a table of issues: its gravity and its sentence in both languages, with `{name}` placeholders. */
export interface IssueText {
  readonly severity: Severity;
  readonly en: string;
  readonly ar: string;
}

/** Where an issue stands and what stood there; all parts are optional. */
export interface IssuePlace {
  readonly segment?: number | null;
  readonly tag?: string | null;
  readonly offset?: number | null;
  readonly path?: string | null;
  readonly raw?: string | null;
  /** Overrides the gravity of the table. */
  readonly severity?: Severity;
}

/** Values for the placeholders of a sentence. */
export type IssueParams = Readonly<Record<string, string | number>>;

function fill(template: string, params: IssueParams): string {
  if (!template.includes('{')) return template;
  return template.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
    params[name] === undefined ? whole : String(params[name]),
  );
}

/**
 * Fills a bilingual sentence.
 * @example fillText({ en: '{n} parts', ar: '{n} أجزاء' }, { n: 3 }).en // '3 parts'
 */
export function fillText(text: BilingualText, params: IssueParams = {}): BilingualText {
  return { en: fill(text.en, params), ar: fill(text.ar, params) };
}

/**
 * Makes the function that raises issues of one table; a code that is not in the table does not compile.
 * @example const raise = createIssueRaiser({ X: { severity: 'warn', en: 'x', ar: 'س' } }); raise('X').severity // 'warn'
 */
export function createIssueRaiser<Code extends string>(table: Readonly<Record<Code, IssueText>>) {
  return (code: Code, place: IssuePlace = {}, params: IssueParams = {}): Issue => {
    const row = table[code];
    return {
      code,
      severity: place.severity ?? row.severity,
      segment: place.segment ?? null,
      tag: place.tag ?? null,
      offset: place.offset ?? null,
      path: place.path ?? null,
      raw: place.raw ?? null,
      message: fillText(row, params),
    };
  };
}
