/** An append-only Merkle log with signed, witnessed checkpoints and proofs that are checked offline. See README.md. */
export * from './bytes.ts';
export * from './checkpoint.ts';
export * from './cosignature.ts';
export * from './crypto.ts';
export * from './keys.ts';
export * from './notes.ts';
export * from './packed-proof.ts';
export * from './proof-file.ts';
export * from './result.ts';
export * from './tiles.ts';
export * from './tree.ts';
export * from './verifying.ts';
export * from './witness.ts';
