/**
 * What is removed from traveller messages before anything is stored, indexed, logged or shown (travellers.md §4.6).
 * This file is data: the data-protection officer answers for its contents.
 */
export const sensitiveTermsVersion = '1';

/** Service codes. Every meal request goes, whatever it is: keeping the harmless ones would make the gaps tell. */
export const sensitiveCodes: ReadonlySet<string> = new Set(
  (
    'AVML BBML BLML CHML DBML FPML GFML HFML HNML JPML KSML LCML LFML LPML LSML MOML NFML NLML NSML ORML PRML RVML ' +
    'SFML SPML VGML VJML VLML VOML WCHR WCHS WCHC WCBD WCBW WCLB WCMP WCOB BLND DEAF DPNA MEDA MEDIF STCR OXYG POXY ' +
    'PPOC MAAS LEGB LEGL LEGR ESAN SVAN NUTS'
  ).split(' '),
);

/** Any other code of this form is a meal too. */
export const mealCode = /^[A-Z]{2}ML$/;

/** Beginnings of words, lower case: religion, ethnic origin, politics, union, health, sex life, disability. */
export const sensitiveWords: readonly string[] = [
  // English
  'relig muslim islam christian catholic protestant orthodox jew hindu buddh sikh halal kosher shia sunni baha druze yazid',
  'pray mosque church synagogue temple hajj umrah pilgrim ramadan ethnic race racial tribe tribal kurd',
  'politic party-member activist dissident union syndicate strike medic health ill illness sick disease diabet cancer hiv aids',
  'pregnan disab handicap wheelchair oxygen blind deaf mute allerg epilep surgery hospital patient asthma dialysis insulin',
  'psychiatr depress dementia autis gay lesbian homosexual bisexual transgender lgbt sexual',
  // French
  'religieu musulman chretien chrétien catholique juif juive hindou bouddhist casher cacher priere prière mosquee mosquée église',
  'ethni racial tribu politique militant syndicat greve grève sante santé malad medical médical enceinte handicap fauteuil',
  'oxygene oxygène aveugle sourd allergi chirurgie hopital hôpital grossesse homosexuel transgenre cecite cécité',
  // Arabic
  'دين ديني مذهب مسلم مسيحي كاثوليك يهودي هندوس بوذي سيخ شيعي سني درزي حلال كوشر صلاة مسجد كنيسة معبد حج عمرة رمضان',
  'عرق عرقي قبيلة قبلي كردي سياسي حزب معارض نقابة نقابي إضراب صحي صحة مرض مريض طبي علاج سكري سرطان إيدز حامل حمل',
  'معاق إعاقة كرسي متحرك أكسجين كفيف أعمى أصم أبكم حساسية صرع جراحة مستشفى اكتئاب توحد مثلي شاذ جنسي متحول',
]
  .join(' ')
  .split(' ');
