/** Country names by ISO 3166-1 alpha-3 and ICAO 9303-3 §5 codes, from the browser's own table of names. */
import type { Bilingual, Language } from '@jisr/contract';

/** Alpha-3 followed by alpha-2 (what Intl.DisplayNames asks for). */
const ALPHA =
  'ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE ' +
  'BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW ' +
  'CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY ' +
  'CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR ' +
  'FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU ' +
  'GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE ' +
  'JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT ' +
  'LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ ' +
  'MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ ' +
  'OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU ' +
  'RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK ' +
  'SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV ' +
  'TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS XKXXK RKSXK ' +
  'YEMYE ZAFZA ZMBZM ZWEZW GBDGB GBNGB GBOGB GBPGB GBSGB';

const alpha2 = new Map(ALPHA.split(' ').map((pair) => [pair.slice(0, 3), pair.slice(3)]));
alpha2.set('D', 'DE');

/** ICAO 9303-3 §5 parts B to D: not states, but what a travel document may say. */
const SPECIAL: Readonly<Record<string, Bilingual>> = {
  XXA: { en: 'Stateless person', ar: 'عديم الجنسية' },
  XXB: { en: 'Refugee (1951 Convention)', ar: 'لاجئ (اتفاقية 1951)' },
  XXC: { en: 'Refugee', ar: 'لاجئ' },
  XXX: { en: 'Nationality not stated', ar: 'جنسية غير محددة' },
  UNO: { en: 'United Nations', ar: 'الأمم المتحدة' },
  UNA: { en: 'United Nations agency', ar: 'وكالة تابعة للأمم المتحدة' },
  XPO: { en: 'Interpol', ar: 'الإنتربول' },
  XOM: { en: 'Order of Malta', ar: 'منظمة فرسان مالطة' },
  XCC: { en: 'Caribbean Community', ar: 'الجماعة الكاريبية' },
  XAU: { en: 'African Union', ar: 'الاتحاد الأفريقي' },
  EUE: { en: 'European Union', ar: 'الاتحاد الأوروبي' },
};

/**
 * The name of a country, or the code itself when nobody knows it.
 *
 * @example
 * countryName('SAU', 'ar') // 'المملكة العربية السعودية'
 */
export function countryName(code: string, language: Language): string {
  const special = SPECIAL[code];
  if (special !== undefined) return special[language];
  const region = alpha2.get(code);
  if (region === undefined) return code;
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(region) ?? code;
}
