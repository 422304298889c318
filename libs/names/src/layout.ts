/**
 * The index is one buffer: a header, a table of sections, and typed arrays at 8-byte boundaries. It is written to
 * a file as it is, and shared by threads without a copy.
 */
const magic = 0x4a4e5831; // "JNX1"
export const layoutVersion = 3;

const kinds = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
} as const;

interface Arrays {
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly u32: Uint32Array;
  readonly i32: Int32Array;
  readonly f32: Float32Array;
}
type TypedArray = Arrays[keyof Arrays];
type ArrayMaker = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => TypedArray;
const viewOf = (kind: keyof Arrays, buffer: ArrayBufferLike, offset: number, length: number): TypedArray =>
  new (kinds[kind] as ArrayMaker)(buffer, offset, length);

// Entries, then names, then vocabulary, then the ways in. The order is the file format: append only.
const sections = {
  entryKey: 'u32',
  entryKind: 'u8',
  entryGender: 'u8',
  entryFirstName: 'u32',
  keyOrder: 'u32',
  birthStart: 'u32',
  birthFrom: 'i32',
  birthTo: 'i32',
  nationStart: 'u32',
  nationCode: 'u16',
  nameEntry: 'u32',
  nameOrdinal: 'u16',
  nameQuality: 'u8',
  nameUnitStart: 'u32',
  units: 'u32',
  textStart: 'u32',
  textBytes: 'u8',
  partStart: 'u32',
  partSymbols: 'u8',
  partShare: 'f32',
  formTable: 'u32',
  postingStart: 'u32',
  postings: 'u32',
  skeletonKeys: 'u32',
  skeletonStart: 'u32',
  skeletonParts: 'u32',
  skeletonMasks: 'u32',
  removedKeys: 'u32',
  changeOf: 'u32',
} as const satisfies Record<string, keyof typeof kinds>;

type SectionName = keyof typeof sections;
/** All typed arrays of an index, by name. */
export type IndexData = { readonly [S in SectionName]: Arrays[(typeof sections)[S]] };

const names = Object.keys(sections) as SectionName[];
const headerWords = 4 + names.length * 2;

/** Copies all sections into one shared buffer. */
export const packIndex = (data: IndexData): SharedArrayBuffer => {
  let at = headerWords * 4;
  const places = names.map((name) => {
    at = Math.ceil(at / 8) * 8;
    const offset = at;
    at += data[name].byteLength;
    return offset;
  });
  const buffer = new SharedArrayBuffer(Math.ceil(at / 8) * 8);
  const header = new Uint32Array(buffer, 0, headerWords);
  header.set([magic, layoutVersion, names.length, buffer.byteLength]);
  names.forEach((name, i) => {
    const source = data[name];
    header[4 + i * 2] = places[i]!;
    header[5 + i * 2] = source.length;
    const target = viewOf(sections[name], buffer, places[i]!, source.length);
    target.set(source);
  });
  return buffer;
};

/**
 * Lays views over a buffer that {@link packIndex} wrote; copies nothing.
 * @throws RangeError where the buffer is no index, of another version, or cut short.
 */
export const viewIndex = (buffer: SharedArrayBuffer | ArrayBuffer): IndexData => {
  if (buffer.byteLength < headerWords * 4)
    throw new RangeError('NAMES_INDEX_INVALID: too short to be an index');
  const header = new Uint32Array(buffer, 0, headerWords);
  if (header[0] !== magic) throw new RangeError('NAMES_INDEX_INVALID: not an index of names');
  if (header[1] !== layoutVersion || header[2] !== names.length)
    throw new RangeError(`NAMES_INDEX_VERSION: version ${header[1]}, expected ${layoutVersion}`);
  if (header[3]! > buffer.byteLength) throw new RangeError('NAMES_INDEX_INVALID: cut short');
  const views = names.map((name, i) => [
    name,
    viewOf(sections[name], buffer, header[4 + i * 2]!, header[5 + i * 2]!),
  ]);
  return Object.fromEntries(views) as IndexData;
};

/** A typed array that grows: for building only. */
export const growing = <K extends keyof Arrays>(kind: K) => {
  let items = new kinds[kind](1024);
  let size = 0;
  return {
    push(value: number): void {
      if (size === items.length) {
        const larger = new kinds[kind](size * 2);
        larger.set(items);
        items = larger;
      }
      items[size++] = value;
    },
    /** Room for so many more items, to be written in place; `grown` says how many were. */
    room(count: number): Arrays[K] {
      if (size + count > items.length) {
        const larger = new kinds[kind](Math.max(size * 2, size + count));
        larger.set(items);
        items = larger;
      }
      return items.subarray(size) as Arrays[K];
    },
    grown(count: number): void {
      size += count;
    },
    at: (index: number): number => items[index]!,
    get size(): number {
      return size;
    },
    done: (): Arrays[K] => items.subarray(0, size) as Arrays[K],
    view: (): Arrays[K] => items as Arrays[K],
  };
};
