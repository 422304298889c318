// Names of countries in lists that are not the English display names of the Unicode CLDR.
const countryAliases: Readonly<Record<string, string>> = {
  burma: 'MMR',
  myanmar: 'MMR',
  russia: 'RUS',
  'russian federation': 'RUS',
  'korea, north': 'PRK',
  "democratic people's republic of korea": 'PRK',
  'north korea': 'PRK',
  'korea, south': 'KOR',
  'south korea': 'KOR',
  'republic of korea': 'KOR',
  'congo, democratic republic of the': 'COD',
  'democratic republic of the congo': 'COD',
  'congo, republic of the': 'COG',
  'united kingdom of great britain and northern ireland': 'GBR',
  'united states of america': 'USA',
  'syrian arab republic': 'SYR',
  'iran (islamic republic of)': 'IRN',
  'united republic of tanzania': 'TZA',
  palestinian: 'PSE',
  palestine: 'PSE',
  'state of palestine': 'PSE',
  'west bank': 'PSE',
  turkey: 'TUR',
  'bosnia and herzegovina': 'BIH',
  'trinidad and tobago': 'TTO',
  'hong kong': 'HKG',
  macau: 'MAC',
  'cape verde': 'CPV',
  'ivory coast': 'CIV',
  "cote d'ivoire": 'CIV',
  swaziland: 'SWZ',
  macedonia: 'MKD',
  'east timor': 'TLS',
  'czech republic': 'CZE',
  'republic of moldova': 'MDA',
  'viet nam': 'VNM',
  "lao people's democratic republic": 'LAO',
  'brunei darussalam': 'BRN',
  'venezuela (bolivarian republic of)': 'VEN',
  'bolivia (plurinational state of)': 'BOL',
  'micronesia (federated states of)': 'FSM',
  'the gambia': 'GMB',
  'the bahamas': 'BHS',
  vatican: 'VAT',
  congo: 'COG',
  'cabo verde': 'CPV',
  'puerto rico': 'PRI',
  'saint kitts and nevis': 'KNA',
  'saint lucia': 'LCA',
  'saint vincent and the grenadines': 'VCT',
  'macedonia, the former yugoslav republic of': 'MKD',
};

// ISO 3166-1 alpha-2 and alpha-3 together: Intl names the countries by alpha-2 only.
const alpha =
  'AFAFG ALALB DZDZA ADAND AOAGO AGATG ARARG AMARM AUAUS ATAUT AZAZE BSBHS BHBHR BDBGD BBBRB BYBLR BEBEL BZBLZ BJBEN BTBTN BOBOL BABIH BWBWA BRBRA BNBRN BGBGR BFBFA BIBDI KHKHM CMCMR CACAN CVCPV CFCAF TDTCD CLCHL CNCHN COCOL KMCOM CGCOG CDCOD CRCRI CICIV HRHRV CUCUB CYCYP CZCZE DKDNK DJDJI DMDMA DODOM ECECU EGEGY SVSLV GQGNQ ERERI EEEST SZSWZ ETETH FJFJI FIFIN FRFRA GAGAB GMGMB GEGEO DEDEU GHGHA GRGRC GDGRD GTGTM GNGIN GWGNB GYGUY HTHTI HNHND HKHKG HUHUN ISISL ININD IDIDN IRIRN IQIRQ IEIRL ILISR ITITA JMJAM JPJPN JOJOR KZKAZ KEKEN KIKIR KPPRK KRKOR KWKWT KGKGZ LALAO LVLVA LBLBN LSLSO LRLBR LYLBY LILIE LTLTU LULUX MOMAC MGMDG MWMWI MYMYS MVMDV MLMLI MTMLT MHMHL MRMRT MUMUS MXMEX FMFSM MDMDA MCMCO MNMNG MEMNE MAMAR MZMOZ MMMMR NANAM NRNRU NPNPL NLNLD NZNZL NINIC NENER NGNGA MKMKD NONOR OMOMN PKPAK PWPLW PAPAN PGPNG PYPRY PEPER PHPHL PLPOL PTPRT PSPSE QAQAT ROROU RURUS RWRWA KNKNA LCLCA VCVCT WSWSM SMSMR STSTP SASAU SNSEN RSSRB SCSYC SLSLE SGSGP SKSVK SISVN SBSLB SOSOM ZAZAF SSSSD ESESP LKLKA SDSDN SRSUR SESWE CHCHE SYSYR TWTWN TJTJK TZTZA THTHA TLTLS TGTGO TOTON TTTTO TNTUN TRTUR TMTKM TVTUV UGUGA UAUKR AEARE GBGBR USUSA UYURY UZUZB VUVUT VAVAT VEVEN VNVNM YEYEM ZMZMB ZWZWE XKXKX';

/** The alpha-3 codes of countries by their English names in small letters. */
export const countryNames = (): ReadonlyMap<string, string> => {
  const display = new Intl.DisplayNames(['en'], { type: 'region' });
  const named = alpha.split(' ').flatMap((pair) => {
    const name = display.of(pair.slice(0, 2));
    return name === undefined
      ? []
      : [[name.toLowerCase().replaceAll('’', "'").replaceAll('&', 'and'), pair.slice(2)] as const];
  });
  return new Map([...named, ...Object.entries(countryAliases)]);
};
