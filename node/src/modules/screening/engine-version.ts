/**
 * The engine's version, kept with each hit (data-protection R8) and in the name of each saved index. Raise it with every
 * change of a score or of the index.
 */
export const ENGINE_VERSION = 'names-3';
