/** Five illustrative drafts: they show how an agreement is written for machines; no state has agreed to them. */
import { BORDERS } from './borders.data.ts';
import { CAPACITY } from './capacity.data.ts';
import { CYBER } from './cyber.data.ts';
import { GLOBAL_ENTRY } from './global-entry.data.ts';
import { GOODS } from './goods.data.ts';

export const DRAFTS = [BORDERS, GOODS, GLOBAL_ENTRY, CYBER, CAPACITY] as const;
