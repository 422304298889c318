/** Problems of approvals: see `problem-texts.ts`. */
export const APPROVALS_PROBLEMS = {
  APPROVAL_UNKNOWN: {
    status: 404,
    en: 'There is nothing to approve under this number.',
    ar: 'لا يوجد ما يُعتمد بهذا الرقم.',
  },
} as const;
