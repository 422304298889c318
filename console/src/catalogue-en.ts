/** The English texts of every folder, in a file of their own: loaded only by who reads them. */
import { type Catalogue, mergeCatalogues } from './text.ts';

const files = import.meta.glob<Catalogue>('./**/messages/en.json', { eager: true, import: 'default' });

export const catalogue = mergeCatalogues(files, 'en');
