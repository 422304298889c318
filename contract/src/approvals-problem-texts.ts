/** Problems of approvals, second factors and break-glass: see `problem-texts.ts`. */
export const APPROVALS_PROBLEMS = {
  APPROVAL_UNKNOWN: {
    status: 404,
    en: 'There is nothing to approve under this number.',
    ar: 'لا يوجد ما يُعتمد بهذا الرقم.',
  },
  APPROVAL_CLOSED: {
    status: 409,
    en: 'This was closed meanwhile. Load the page again to see how it ended.',
    ar: 'أُغلق هذا الطلب في هذه الأثناء. أعد تحميل الصفحة لترى كيف انتهى.',
  },
  APPROVAL_EXPIRED: {
    status: 409,
    en: 'The time for approving this is over. Whoever needs it must put it forward again.',
    ar: 'انقضت مهلة اعتماد هذا الطلب. على من يحتاج إليه أن يقدّمه من جديد.',
  },
  APPROVAL_OWN: {
    status: 403,
    en: 'You put this forward yourself. Someone else must approve it.',
    ar: 'أنت من قدّم هذا الطلب، ويجب أن يعتمده شخص آخر.',
  },
  APPROVAL_ROLE: {
    status: 403,
    en: 'Your role does not approve this. It needs one of: {roles}.',
    ar: 'دورك لا يعتمد هذا الطلب. يلزم أحد الأدوار: {roles}.',
  },
  APPROVAL_ADMINISTRATOR: {
    status: 403,
    en: 'Whoever runs the node releases no data, whatever other role they hold.',
    ar: 'من يدير العقدة لا يعتمد تزويد بيانات أيًّا كان دوره الآخر.',
  },
  APPROVAL_DECIDED: {
    status: 409,
    en: 'You have decided on this already. It needs another person now.',
    ar: 'سبق أن بتتّ في هذا الطلب، ويلزم الآن شخص آخر.',
  },
  APPROVAL_DIGEST_DIFFERS: {
    status: 409,
    en: 'What you were shown is not what is stored. Nothing was signed. Load the page again and read it anew.',
    ar: 'ما عُرض عليك ليس هو المحفوظ. لم يُوقَّع شيء. أعد تحميل الصفحة واقرأه من جديد.',
  },
  APPROVAL_ALTERED: {
    status: 409,
    en: 'The document was altered after it was put forward. It cannot be approved. Tell your administrator.',
    ar: 'عُدّلت الوثيقة بعد تقديمها، فلا يجوز اعتمادها. أبلغ مدير النظام.',
  },
  PROOF_FAILED: {
    status: 401,
    en: 'The password or the code is not right, or the code was used before. Wait for the next code and try again.',
    ar: 'كلمة المرور أو الرمز غير صحيح، أو سبق استعمال الرمز. انتظر الرمز التالي ثم أعد المحاولة.',
  },
  PROOF_NEEDED: {
    status: 403,
    en: 'Prove first that it is you: your proof is older than {minutes} minutes.',
    ar: 'أثبت هويتك أولًا: مضى على إثباتك أكثر من {minutes} دقيقة.',
  },
  CODE_NEEDED: {
    status: 401,
    en: 'Enter the code of your authenticator app, or one of your recovery codes.',
    ar: 'أدخل الرمز من تطبيق المصادقة أو أحد رموز الاسترداد.',
  },
  TOTP_NOT_ENROLLED: {
    status: 409,
    en: 'You have no authenticator app set up. Set it up under “Security of your account”.',
    ar: 'لم تُعدّ تطبيق مصادقة. أعدّه في صفحة «أمان حسابك».',
  },
  TOTP_ENROLLED: {
    status: 409,
    en: 'An authenticator app is set up already. Remove it before you set up another.',
    ar: 'سبق إعداد تطبيق مصادقة. أزله قبل إعداد غيره.',
  },
  PASSKEY_FAILED: {
    status: 401,
    en: 'The passkey was not accepted: {detail}.',
    ar: 'لم يُقبل مفتاح المرور: {detail}.',
  },
  PASSKEY_KNOWN: {
    status: 409,
    en: 'This passkey is registered already.',
    ar: 'مفتاح المرور هذا مسجَّل من قبل.',
  },
  PASSKEY_ADDRESS: {
    status: 409,
    en: 'Passkeys work at {origin} only. An address made of numbers is no name that a passkey can be bound to. Open the console at {origin}.',
    ar: 'تعمل مفاتيح المرور على العنوان {origin} وحده، فالعنوان المكوّن من أرقام ليس اسمًا يمكن ربط مفتاح مرور به. افتح لوحة العمل على {origin}.',
  },
  CHALLENGE_ENDED: {
    status: 409,
    en: 'This took too long, or was used before. Start again.',
    ar: 'انقضت المهلة أو سبق استعمال هذه المحاولة. ابدأ من جديد.',
  },
  OIDC_OFF: {
    status: 404,
    en: 'Sign-in through the ministry is not set up on this node.',
    ar: 'تسجيل الدخول عبر الوزارة غير مُعدّ في هذه العقدة.',
  },
  OIDC_FAILED: {
    status: 401,
    en: 'The ministry’s sign-in was not accepted: {detail}. Start again, or use your password.',
    ar: 'لم يُقبل تسجيل الدخول عبر الوزارة: {detail}. ابدأ من جديد أو استعمل كلمة المرور.',
  },
  OIDC_NO_ACCOUNT: {
    status: 403,
    en: 'The ministry knows you, but you have no account here. Ask your administrator for one.',
    ar: 'أنت معروف لدى الوزارة لكن لا حساب لك هنا. اطلب حسابًا من مدير النظام.',
  },
  OIDC_SUBJECT_TAKEN: {
    status: 409,
    en: 'Another account is linked to this subject. Unlink it there first.',
    ar: 'هذا المعرّف مرتبط بحساب آخر. ألغِ ربطه هناك أولًا.',
  },
  OIDC_UNREACHABLE: {
    status: 502,
    en: 'The ministry’s sign-in service does not answer. Use your passkey or password meanwhile.',
    ar: 'خدمة تسجيل الدخول لدى الوزارة لا تستجيب. استعمل مفتاح المرور أو كلمة المرور إلى حين عودتها.',
  },
  BREAK_GLASS_LIVE: {
    status: 409,
    en: 'You have access to this already, until {until}.',
    ar: 'لديك وصول إلى هذا السجل حتى {until}.',
  },
} as const;
