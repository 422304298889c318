import { buildChange, type ListDifference, openIndex } from '@jisr/names';

/** Brings a change of the list into force beside its index; what is returned answers from now on. */
export const changeList = (
  index: SharedArrayBuffer,
  difference: ListDifference,
): ReturnType<typeof openIndex> => openIndex(index, buildChange(index, difference));
