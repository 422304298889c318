/** A part of the table: figures by row and column. */
export interface Section {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}
export interface TableRow {
  readonly label: string;
  readonly cells: readonly string[];
}

/** The width of a text on a terminal: Arabic and Latin letters take one place each, marks above them none. */
const widthOf = (text: string): number => text.replace(/\p{Mn}/gu, '').length;
const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text))) + text;
const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/**
 * Sections as one table of plain text: labels to the left in one column, figures to the right under their heads.
 * @example formatTable([{ title: 'Speed', columns: ['Jisr'], rows: [{ label: 'a second', cells: ['9,000'] }] }]);
 */
export function formatTable(sections: readonly Section[]): string {
  const labels = sections.flatMap(({ title, rows }) => [title, ...rows.map(({ label }) => label)]);
  const label = Math.max(0, ...labels.map(widthOf));
  const cells = sections.flatMap(({ columns, rows }) => [columns, ...rows.map((row) => row.cells)]).flat();
  const cell = Math.max(0, ...cells.map(widthOf));
  const lineOf = (head: string, texts: readonly string[]) =>
    [padEnd(head, label), ...texts.map((text) => padStart(text, cell))].join('  ').trimEnd();
  return sections
    .map(({ title, columns, rows }) => {
      const head = lineOf(title, columns);
      return [head, '─'.repeat(widthOf(head)), ...rows.map((row) => lineOf(row.label, row.cells))].join('\n');
    })
    .join('\n\n');
}

/** No figure. */
export const none = '–';

/** A share of 0 to 1 in percent with one decimal. */
export const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? none : (100 * share).toFixed(1);

/** A number of things, to the last of them. */
export const count = (value: number): string => value.toLocaleString('en');

/** A figure with three digits and thousands. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  const rounded = Number(value.toPrecision(3));
  return Math.abs(rounded) >= 100
    ? Math.round(value >= 1000 ? rounded : value).toLocaleString('en')
    : String(rounded);
}
