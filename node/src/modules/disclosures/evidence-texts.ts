/** What stands beside the evidence for whoever opens it. */
export const evidenceReadme = `EVIDENCE OF A DISCLOSURE

This folder proves what one node of a security partnership sent to the other, under which article of which signed
memorandum, and that the other side received it. It is checked without the software that made it:

    node verify.mjs

Node.js 20 or later is all that is needed. Each line of the answer names a file and what was found; "GOOD" at the end means
that every part holds, "BAD" names the file that does not. Compare the root keys that are printed with those that the two
parties published: the proof rests on them.

    disclosures/<id>/disclosure.jws      the signed document (head, articles, purpose, digest of the content)
    disclosures/<id>/receipt-*.jws       what the receiver signed
    disclosures/<id>/memorandum.json     the text of the memorandum as both parties signed it, and signatures.json
    disclosures/<id>/*-entry.json        the entry in the ledger of sender and receiver, with its .tlog-proof (C2SP)
    disclosures/<id>/content.json        the content with its salt, where it was handed out
    cards/                               the keys of both nodes, signed by their root keys


دليل إثبات لإفصاح

يثبت هذا المجلد ما أرسلته عقدة من عقدتي شراكة أمنية إلى الأخرى، والمادة التي أجازته والمذكرة الموقّعة التي تضمها، وأن
الطرف الآخر استلمه. ويمكن التحقق منه دون البرنامج الذي أعدّه:

    node verify.mjs

لا يلزم سوى Node.js من الإصدار 20 فما بعده. يذكر كل سطر من الجواب ملفًا وما وُجد فيه. فإن انتهى بكلمة GOOD فكل جزء سليم،
وإن انتهى بكلمة BAD ذكر الملف المختل. وقارن المفاتيح الجذرية المعروضة بما نشره الطرفان، فعليها يقوم الإثبات.
`;
