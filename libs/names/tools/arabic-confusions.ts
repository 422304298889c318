/**
 * Letters of the Arabic script that are confused in writing one name (names.md §3), priced by hand in bits:
 * the evaluation kit holds no pairs of Arabic spellings of the same person.
 */
export const arabicCosts: readonly string[] = [
  'ا _=3.0 ء=2.0 ع=6.0 ه=5.0 ة=4.0 ي=4.0 و=5.0',
  'ى ي=0.5 ا=1.0 _=3.0 ه=3.0',
  'ة _=2.5 ه=1.0 ت=2.5',
  'ه _=4.5 ح=5.5',
  'ء _=1.5 ي=2.5 و=2.5',
  'ي _=3.0 و=5.5',
  'و _=3.0',
  'ع _=5.0',
  'ج گ=2.0 چ=2.0 ژ=2.5 ق=4.5 غ=4.5',
  'گ ك=1.5 غ=3.0 ق=3.5',
  'غ ق=3.5 ج=4.5',
  'ق ك=3.5',
  'پ ب=1.5',
  'چ ش=3.5 ك=4.0',
  'ڤ ف=1.5 و=2.5',
  'ژ ز=2.0 ج=2.5',
  'ض ظ=2.0 د=4.5 ز=5.0',
  'ظ ز=3.5 ذ=4.0',
  'ذ د=3.5 ز=3.0',
  'ث س=4.0 ت=3.0',
  'س ص=3.5 ز=5.0 ش=6.0',
  'ط ت=3.5',
  'خ ح=5.0 ك=5.5',
  'ن م=7.0',
];
