import { familyTable } from './family-table.ts';
import type { IndexData } from './layout.ts';
import { readParts } from './parts.ts';
import { findForm } from './vocabulary.ts';

/** A form's key: its symbols as a string. */
const keyOf = (symbols: Uint8Array): string => String.fromCharCode(...symbols);

const formSymbols: Uint8Array[] = [];
const formsByFamily: Uint8Array[][] = [];
const familiesByForm = new Map<string, number[]>();
let familyTotal = 0;

/** A final ya is typed with and without its dots, by the habit of the country (names.md §3). */
const finalYa = /[يى]$/;

const readForm = (form: string, family: number): void => {
  readSpelling(form, family);
  if (finalYa.test(form)) for (const ya of 'يى') readSpelling(form.replace(finalYa, ya), family);
};

const readSpelling = (form: string, family: number): void => {
  const part = readParts(form.replaceAll('_', ' '))[0];
  if (part === undefined) return;
  const key = keyOf(part.symbols);
  const known = familiesByForm.get(key);
  if (known === undefined) formSymbols.push(part.symbols);
  if (known?.includes(family) === true) return;
  formsByFamily[family]!.push(part.symbols);
  familiesByForm.set(key, [...(known ?? []), family]);
};

for (const line of familyTable.split('\n')) {
  if (line === '') continue;
  // Latin forms are single words; the Arabic form may be two (نور الدين) and comes first.
  const arabic = /^[\u0600-\u06ff ]+/.exec(line)?.[0].trim() ?? '';
  const latin = line
    .slice(arabic.length)
    .trim()
    .split(' ')
    .filter((form) => form !== '' && form !== '_');
  formsByFamily.push([]);
  for (const form of arabic === '' ? latin : [arabic, ...latin]) readForm(form, familyTotal);
  familyTotal += 1;
}

/** How many families there are; a family is a number below it. */
export const familyCount = familyTotal;
/** Every form of every family, once. */
export const familyForms: readonly Uint8Array[] = formSymbols;

/** The forms of one family. */
export const formsOf = (family: number): readonly Uint8Array[] => formsByFamily[family]!;

const none: readonly number[] = [];
/** The families of a form: none where the form is unknown, two where its spelling is ambiguous. */
export const familiesOf = (symbols: Uint8Array): readonly number[] =>
  familiesByForm.get(keyOf(symbols)) ?? none;

/** The members of each family among an index's parts, and the families of a part. */
export interface FamilyIndex {
  readonly members: readonly (readonly number[])[];
  ofPart(part: number): readonly number[];
}

/** Which of an index's parts are known forms: made once when the index is opened. */
export const createFamilyIndex = (data: IndexData): FamilyIndex => {
  const members: number[][] = Array.from({ length: familyCount }, () => []);
  const byPart = new Map<number, readonly number[]>();
  const file = (part: number, symbols: Uint8Array): void => {
    const families = familiesOf(symbols);
    if (families.length > 0) byPart.set(part, families);
    for (const family of families) members[family]!.push(part);
  };
  const { formTable, partStart, partSymbols } = data;
  // From the smaller side: an index of one listing has a handful of parts, a large one most of the forms.
  if (data.partShare.length < familyForms.length)
    for (let part = 0; part < data.partShare.length; part++)
      file(part, partSymbols.slice(partStart[part]!, partStart[part + 1]!));
  else
    for (const symbols of familyForms) {
      const part = findForm(formTable, partStart, partSymbols, symbols, 0, symbols.length);
      if (part >= 0) file(part, symbols);
    }
  return {
    members,
    ofPart: (part) => byPart.get(part) ?? none,
  };
};
