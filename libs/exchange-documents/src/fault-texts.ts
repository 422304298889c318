/**
 * Every way in which something that a peer sent can be wrong: a stable code that names the exact place, and what is wrong
 * there in both languages. Codes are never reused. `docs/protocol/exchange.md` lists the same table and a test holds the two together.
 */
export const FAULTS = {
  // — JSON —
  JSON_TOO_LARGE: { en: 'The JSON text is larger than allowed.', ar: 'نص JSON أكبر من المسموح.' },
  JSON_NOT_UTF8: { en: 'The bytes are not UTF-8.', ar: 'البايتات ليست بترميز UTF-8.' },
  JSON_INVALID: { en: 'The text is not JSON.', ar: 'النص ليس JSON.' },
  JSON_TOO_DEEP: { en: 'The JSON text is nested too deeply.', ar: 'تداخل نص JSON أعمق من المسموح.' },
  JSON_DUPLICATE_MEMBER: { en: 'A JSON member occurs twice.', ar: 'عضو JSON مكرر.' },
  JSON_FORBIDDEN_TEXT: {
    en: 'The JSON text holds U+0000, half a surrogate pair, or a member named __proto__.',
    ar: 'يحتوي نص JSON على U+0000 أو نصف زوج بديل أو عضو باسم __proto__.',
  },
  // — signed documents (JWS) —
  JWS_TOO_LARGE: {
    en: 'The signed document is larger than allowed.',
    ar: 'الوثيقة الموقعة أكبر من المسموح.',
  },
  JWS_FORM: {
    en: 'The signed document is not three parts of canonical base64url.',
    ar: 'الوثيقة الموقعة ليست ثلاثة أجزاء بترميز base64url القياسي.',
  },
  JWS_HEADER: { en: 'The header of the signature is not readable.', ar: 'ترويسة التوقيع غير مقروءة.' },
  JWS_ALG_NONE: { en: 'The document says that it is not signed.', ar: 'تصرّح الوثيقة بأنها غير موقعة.' },
  JWS_ALG: {
    en: 'The signature’s algorithm is not the one registered for its key.',
    ar: 'خوارزمية التوقيع ليست المسجلة لمفتاحه.',
  },
  JWS_CRIT: {
    en: 'The header demands an extension that is not known.',
    ar: 'تشترط الترويسة امتدادًا غير معروف.',
  },
  JWS_KEY_IN_HEADER: {
    en: 'The header brings or points to a key of its own.',
    ar: 'تحمل الترويسة مفتاحًا خاصًا بها أو تشير إليه.',
  },
  JWS_HEADER_MEMBER: {
    en: 'The header has a member that is not alg, kid or typ.',
    ar: 'في الترويسة عضو غير alg وkid وtyp.',
  },
  JWS_TYP: { en: 'The document is of another type.', ar: 'الوثيقة من نوع آخر.' },
  JWS_SIGNATURE: { en: 'The signature does not verify.', ar: 'التوقيع غير صحيح.' },
  CLAIMS_SHAPE: {
    en: 'The document lacks a claim, has one too many, or one of another form.',
    ar: 'في الوثيقة بيان ناقص أو زائد أو بصيغة أخرى.',
  },
  // — keys —
  KEY_UNKNOWN: {
    en: 'No card of the peer names this key.',
    ar: 'لا تذكر أي بطاقة للعقدة النظيرة هذا المفتاح.',
  },
  KEY_USE: { en: 'The key is meant for another use.', ar: 'المفتاح مخصص لاستعمال آخر.' },
  KEY_REVOKED: { en: 'The key was revoked.', ar: 'المفتاح ملغى.' },
  KEY_NOT_YET_VALID: { en: 'The key was not yet valid then.', ar: 'لم يكن المفتاح ساريًا بعد حينها.' },
  KEY_EXPIRED: { en: 'The key had expired by then.', ar: 'كانت صلاحية المفتاح قد انتهت حينها.' },
  KEY_ID: {
    en: 'The key’s identifier is not its thumbprint (RFC 7638).',
    ar: 'معرّف المفتاح ليس بصمته وفق RFC 7638.',
  },
  // — disclosures, receipts, bundles —
  DOCUMENT_ISSUER: { en: 'Another party signed than the one named.', ar: 'الموقّع طرف غير المذكور.' },
  DOCUMENT_AUDIENCE: { en: 'The document is addressed to another party.', ar: 'الوثيقة موجهة إلى طرف آخر.' },
  DOCUMENT_FROM_THE_FUTURE: {
    en: 'The document was signed in the future.',
    ar: 'تاريخ توقيع الوثيقة في المستقبل.',
  },
  DOCUMENT_EXPIRED: { en: 'The document has expired.', ar: 'انتهت صلاحية الوثيقة.' },
  RECEIPT_OTHER_DOCUMENT: {
    en: 'The receipt is for another document.',
    ar: 'الإيصال يخص وثيقة أخرى.',
  },
  RECEIPT_OTHER_DIGEST: {
    en: 'The receipt is for other bytes than those sent.',
    ar: 'الإيصال يخص بايتات غير المرسلة.',
  },
  BUNDLE_SHAPE: {
    en: 'The batch is not a list of signed documents with their payloads.',
    ar: 'الدفعة ليست قائمة وثائق موقعة مع محتوياتها.',
  },
  BUNDLE_PAYLOAD_MISSING: {
    en: 'The payload that the document names is not in the bundle.',
    ar: 'المحتوى الذي تذكره الوثيقة غير موجود في الحزمة.',
  },
  BUNDLE_PAYLOAD_EXTRA: {
    en: 'The bundle holds a payload although the document’s payload comes in chunks.',
    ar: 'في الحزمة محتوى مع أن محتوى الوثيقة يصل على أجزاء.',
  },
  // — payloads (JWE) —
  PAYLOAD_TOO_LARGE: { en: 'The payload is larger than allowed.', ar: 'المحتوى أكبر من المسموح.' },
  PAYLOAD_FORM: {
    en: 'The payload is not a JWE of five parts with the agreed header.',
    ar: 'المحتوى ليس JWE من خمسة أجزاء بالترويسة المتفق عليها.',
  },
  PAYLOAD_PART_MISSING: { en: 'A part of the payload is missing.', ar: 'جزء من المحتوى ناقص.' },
  PAYLOAD_ALTERED: {
    en: 'The sealed payload is not the one whose digest was signed.',
    ar: 'المحتوى المختوم ليس الذي وُقّعت بصمته.',
  },
  PAYLOAD_KEY_UNKNOWN: {
    en: 'The payload is sealed for a key that this node does not have.',
    ar: 'المحتوى مختوم لمفتاح لا تملكه هذه العقدة.',
  },
  PAYLOAD_UNOPENABLE: {
    en: 'The payload arrived whole, but does not open with the key that it names.',
    ar: 'وصل المحتوى سليمًا لكنه لا يُفتح بالمفتاح الذي يذكره.',
  },
  PAYLOAD_DIGEST: {
    en: 'The opened payload is not the one whose digest was signed.',
    ar: 'المحتوى بعد فتحه ليس الذي وُقّعت بصمته.',
  },
  PAYLOAD_LENGTH: {
    en: 'The opened payload is longer or shorter than signed.',
    ar: 'طول المحتوى بعد فتحه غير الموقّع عليه.',
  },
  // — node cards —
  CARD_FORM: {
    en: 'The card is not one signed document, or two over the same text.',
    ar: 'البطاقة ليست وثيقة موقعة واحدة ولا وثيقتين للنص نفسه.',
  },
  CARD_ROOT: {
    en: 'The card is not signed by the root key that is trusted.',
    ar: 'البطاقة غير موقعة بالمفتاح الجذر الموثوق.',
  },
  CARD_NEW_ROOT_UNPROVEN: {
    en: 'The card names a new root key that did not sign it too.',
    ar: 'تذكر البطاقة مفتاحًا جذرًا جديدًا لم يوقعها أيضًا.',
  },
  CARD_PARTY: { en: 'The card is another party’s.', ar: 'البطاقة تخص طرفًا آخر.' },
  CARD_SERIAL: {
    en: 'The card’s number does not follow the one before.',
    ar: 'رقم البطاقة لا يلي رقم سابقتها.',
  },
  CARD_PREVIOUS: {
    en: 'The card does not follow the card that is trusted.',
    ar: 'البطاقة لا تتبع البطاقة الموثوقة.',
  },
  CARD_OLDER: { en: 'The card is older than the one before.', ar: 'البطاقة أقدم من سابقتها.' },
  CARD_KEY_TWICE: { en: 'The card names a key twice.', ar: 'تذكر البطاقة مفتاحًا مرتين.' },
  CARD_KEY_MISSING: {
    en: 'The card lacks a key for signing or for sealing.',
    ar: 'ينقص البطاقة مفتاح للتوقيع أو للختم.',
  },
  CARD_KEY_CHANGED: {
    en: 'The card gives a known key another use or revives a revoked one.',
    ar: 'تغيّر البطاقة استعمال مفتاح معروف أو تعيد مفتاحًا ملغى.',
  },
  // — HTTP messages (RFC 9421, RFC 9530) —
  DIGEST_MISSING: { en: 'The body has no Content-Digest.', ar: 'المحتوى بلا ترويسة Content-Digest.' },
  DIGEST_FORM: {
    en: 'Content-Digest is not one SHA-256 value.',
    ar: 'ترويسة Content-Digest ليست قيمة SHA-256 واحدة.',
  },
  DIGEST_MISMATCH: {
    en: 'The body is not the one whose digest was signed.',
    ar: 'المحتوى ليس الذي وُقّعت بصمته.',
  },
  SIGNATURE_MISSING: { en: 'The message is not signed.', ar: 'الرسالة غير موقعة.' },
  SIGNATURE_FORM: {
    en: 'Signature-Input or Signature cannot be read.',
    ar: 'تعذّرت قراءة Signature-Input أو Signature.',
  },
  SIGNATURE_LABEL: {
    en: 'The signature does not have the label jisr, or is not alone.',
    ar: 'التوقيع ليس بالوسم jisr أو ليس وحيدًا.',
  },
  SIGNATURE_PARAMETERS: {
    en: 'A parameter of the signature is missing, unknown, or of another form.',
    ar: 'معامل من معاملات التوقيع ناقص أو غير معروف أو بصيغة أخرى.',
  },
  SIGNATURE_TAG: { en: 'The signature is of another profile.', ar: 'التوقيع لملف تعريف آخر.' },
  SIGNATURE_ALG: {
    en: 'The signature’s algorithm is not the one registered for its key.',
    ar: 'خوارزمية التوقيع ليست المسجلة لمفتاحه.',
  },
  SIGNATURE_COMPONENTS: {
    en: 'The signature does not cover exactly what it must.',
    ar: 'لا يغطي التوقيع ما يجب أن يغطيه بالضبط.',
  },
  SIGNATURE_HEADER_MISSING: {
    en: 'A header that the signature covers is missing.',
    ar: 'ترويسة يغطيها التوقيع غير موجودة.',
  },
  SIGNATURE_LIFETIME: {
    en: 'The signature is valid for longer than allowed.',
    ar: 'مدة صلاحية التوقيع أطول من المسموح.',
  },
  SIGNATURE_STALE: {
    en: 'The signature is too old, or the clocks of the two nodes differ.',
    ar: 'التوقيع قديم أو أن ساعتي العقدتين مختلفتان.',
  },
  SIGNATURE_FROM_THE_FUTURE: {
    en: 'The signature was made in the future: the clocks of the two nodes differ.',
    ar: 'التوقيع من المستقبل: ساعتا العقدتين مختلفتان.',
  },
  SIGNATURE_REPLAYED: {
    en: 'The message was seen before: its nonce is used.',
    ar: 'سبق وصول الرسالة: الرقم الوحيد مستعمل.',
  },
  SIGNATURE_INVALID: { en: 'The signature of the message does not verify.', ar: 'توقيع الرسالة غير صحيح.' },
} as const;
