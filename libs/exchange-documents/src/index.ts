/** What two nodes send each other: node cards, disclosures, receipts, sealed payloads, signed HTTP messages. */
export * from './bundle.ts';
export {
  CARD_BYTES,
  keysOf,
  type NodeCard,
  NodeCardSchema,
  rootOf,
  signCard,
  type TrustedCard,
  verifyCard,
} from './card.ts';
export { InstantSchema } from './claims.ts';
export {
  DISCLOSURE_BYTES,
  type Disclosure,
  type DisclosureHead,
  DisclosureHeadSchema,
  DisclosureSchema,
  type Expected,
  openDisclosure,
  type PayloadClaim,
  PayloadClaimSchema,
  signDisclosure,
} from './disclosure.ts';
export { type Checked, type Fault, type FaultCode, faultText } from './fault.ts';
export { FAULTS } from './fault-texts.ts';
export { type Fingerprint, fingerprint, type Scrypt } from './fingerprint.ts';
export { FINGERPRINT_WORDS } from './fingerprint-words.ts';
export * from './http-signature.ts';
export type { Opened } from './jws.ts';
export {
  type CardKey,
  CardKeySchema,
  currentKey,
  type JwkCardKey,
  type KeyRing,
  keyFor,
  kidOf,
  type VkeyCardKey,
} from './keys.ts';
export { checkLane, type LaneEnd, type LaneStep } from './lane.ts';
export { createNonces, NONCE_SECONDS, type Nonces } from './nonces.ts';
export * from './payload.ts';
export {
  openReceipt,
  RECEIPT_BYTES,
  type Reason,
  type Receipt,
  ReceiptSchema,
  receiptStage,
  signReceipt,
} from './receipt.ts';
export { readStrictJson } from './strict-json.ts';
export {
  algOf,
  canonicalBytes,
  digestOf,
  type PublicJwk,
  PublicJwkSchema,
  type SignatureAlg,
  type Signer,
  type Suite,
  thumbprint,
} from './suite.ts';
