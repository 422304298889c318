/** What officers of both sides read where only a code came over the wire. */
export const REFUSED_BY_PARTNER = {
  en: 'The partner’s node refused the question under its own law.',
  ar: 'رفضت العقدة النظيرة السؤال استنادًا إلى قانونها.',
};

export const FILTER_TITLE = {
  en: 'Publication of the filter for blind queries',
  ar: 'نشر مرشِّح الاستعلامات المحجوبة',
};
