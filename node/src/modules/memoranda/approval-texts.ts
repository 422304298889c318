/** What stands above an approval about a memorandum; it is signed with it. */
import type { Bilingual } from '@jisr/contract';
import type { ActKind } from './act-store.ts';

interface Params {
  readonly code: string;
  readonly version: string;
}

export const APPROVAL_TITLES: Readonly<
  Record<
    ActKind,
    {
      readonly approval: 'memorandum' | 'suspension' | 'directive';
      readonly title: (params: Params) => Bilingual;
    }
  >
> = {
  proposal: {
    approval: 'memorandum',
    title: ({ code, version }) => ({
      en: `Propose ${code}, version ${version}, to the partner`,
      ar: `اقتراح ${code}، النسخة ${version}، على الشريك`,
    }),
  },
  signature: {
    approval: 'memorandum',
    title: ({ code, version }) => ({
      en: `Sign ${code}, version ${version}`,
      ar: `توقيع ${code}، النسخة ${version}`,
    }),
  },
  suspension: {
    approval: 'suspension',
    title: ({ code }) => ({ en: `Suspend ${code} at once`, ar: `تعليق ${code} فورًا` }),
  },
  lift: {
    approval: 'suspension',
    title: ({ code }) => ({ en: `Lift the suspension of ${code}`, ar: `رفع تعليق ${code}` }),
  },
  directive: {
    approval: 'directive',
    title: ({ code }) => ({ en: `Issue the directive ${code}`, ar: `إصدار التوجيه ${code}` }),
  },
  'directive-end': {
    approval: 'directive',
    title: ({ code }) => ({ en: `End the directive ${code}`, ar: `إنهاء التوجيه ${code}` }),
  },
};
