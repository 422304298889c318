/** Rows `IATA,ICAO,city,المدينة` by country (ISO 3166-1 alpha-3) and IANA time zone. */
export const AIRPORT_ROWS: Readonly<Record<string, string>> = {
  // The Gulf and the Middle East
  'BHR Asia/Bahrain': 'BAH,OBBI,Manama,المنامة',
  'KWT Asia/Kuwait': 'KWI,OKKK,Kuwait City,مدينة الكويت',
  'QAT Asia/Qatar': 'DOH,OTHH,Doha,الدوحة|DIA,OTBD,Doha,الدوحة',
  'ARE Asia/Dubai':
    'DXB,OMDB,Dubai,دبي|DWC,OMDW,Dubai,دبي|AUH,OMAA,Abu Dhabi,أبوظبي|SHJ,OMSJ,Sharjah,الشارقة|RKT,OMRK,Ras Al Khaimah,رأس الخيمة|FJR,OMFJ,Fujairah,الفجيرة|AAN,OMAL,Al Ain,العين',
  'OMN Asia/Muscat':
    'MCT,OOMS,Muscat,مسقط|SLL,OOSA,Salalah,صلالة|OHS,OOSH,Sohar,صحار|DQM,OODQ,Duqm,الدقم|KHS,OOKB,Khasab,خصب',
  'SAU Asia/Riyadh':
    'RUH,OERK,Riyadh,الرياض|JED,OEJN,Jeddah,جدة|DMM,OEDF,Dammam,الدمام|MED,OEMA,Medina,المدينة المنورة|AHB,OEAB,Abha,أبها|TUU,OETB,Tabuk,تبوك|TIF,OETF,Taif,الطائف|ELQ,OEGS,Buraidah,بريدة|HAS,OEHL,Hail,حائل|GIZ,OEGN,Jazan,جازان|EAM,OENG,Najran,نجران|YNB,OEYN,Yanbu,ينبع|AJF,OESK,Sakaka,سكاكا|HOF,OEAH,Hofuf,الهفوف|AQI,OEPA,Qaisumah,القيصومة|BHH,OEBH,Bisha,بيشة|ABT,OEBA,Al Baha,الباحة|ULH,OEAO,Al Ula,العلا|NUM,OENN,Neom,نيوم|RAE,OERR,Arar,عرعر|URY,OEGT,Gurayat,القريات|EJH,OEWJ,Al Wajh,الوجه',
  'YEM Asia/Aden':
    'SAH,OYSN,Sanaa,صنعاء|ADE,OYAA,Aden,عدن|RIY,OYRN,Mukalla,المكلا|GXF,OYSY,Seiyun,سيئون|HOD,OYHD,Hodeidah,الحديدة|SCT,OYSQ,Socotra,سقطرى',
  'IRQ Asia/Baghdad':
    'BGW,ORBI,Baghdad,بغداد|BSR,ORMM,Basra,البصرة|NJF,ORNI,Najaf,النجف|EBL,ORER,Erbil,أربيل|ISU,ORSU,Sulaymaniyah,السليمانية|KIK,ORKK,Kirkuk,كركوك|OSM,ORBM,Mosul,الموصل',
  'IRN Asia/Tehran':
    'IKA,OIIE,Tehran,طهران|THR,OIII,Tehran,طهران|MHD,OIMM,Mashhad,مشهد|SYZ,OISS,Shiraz,شيراز|IFN,OIFM,Isfahan,أصفهان|TBZ,OITT,Tabriz,تبريز|AWZ,OIAW,Ahvaz,الأهواز|BND,OIKB,Bandar Abbas,بندر عباس|KIH,OIBK,Kish,كيش|LRR,OISL,Lar,لار|BUZ,OIBB,Bushehr,بوشهر|ZAH,OIZH,Zahedan,زاهدان|ABD,OIAA,Abadan,عبادان|AZD,OIYY,Yazd,يزد|KER,OIKK,Kerman,كرمان',
  'JOR Asia/Amman': 'AMM,OJAI,Amman,عمّان|ADJ,OJAM,Amman,عمّان|AQJ,OJAQ,Aqaba,العقبة',
  'LBN Asia/Beirut': 'BEY,OLBA,Beirut,بيروت',
  'SYR Asia/Damascus':
    'DAM,OSDI,Damascus,دمشق|ALP,OSAP,Aleppo,حلب|LTK,OSLK,Latakia,اللاذقية|KAC,OSKL,Qamishli,القامشلي|DEZ,OSDZ,Deir ez-Zor,دير الزور',
  'ISR Asia/Jerusalem': 'TLV,LLBG,Tel Aviv,تل أبيب|ETM,LLER,Eilat,إيلات|HFA,LLHA,Haifa,حيفا',
  'EGY Africa/Cairo':
    'CAI,HECA,Cairo,القاهرة|SPX,HESX,Giza,الجيزة|HBE,HEBA,Alexandria,الإسكندرية|SSH,HESH,Sharm el-Sheikh,شرم الشيخ|HRG,HEGN,Hurghada,الغردقة|LXR,HELX,Luxor,الأقصر|ASW,HESN,Aswan,أسوان|HMB,HESG,Sohag,سوهاج|ATZ,HEAT,Assiut,أسيوط|RMF,HEMA,Marsa Alam,مرسى علم|TCP,HETB,Taba,طابا',
  'TUR Europe/Istanbul':
    'IST,LTFM,Istanbul,إسطنبول|SAW,LTFJ,Istanbul,إسطنبول|ESB,LTAC,Ankara,أنقرة|ADB,LTBJ,Izmir,إزمير|AYT,LTAI,Antalya,أنطاليا|DLM,LTBS,Dalaman,دالامان|BJV,LTFE,Bodrum,بودروم|TZX,LTCG,Trabzon,طرابزون|GZT,LTAJ,Gaziantep,غازي عنتاب|COV,LTDB,Adana,أضنة|ASR,LTAU,Kayseri,قيصري|DIY,LTCC,Diyarbakir,ديار بكر|HTY,LTDA,Hatay,هاتاي',
  'CYP Asia/Nicosia': 'LCA,LCLK,Larnaca,لارنكا|PFO,LCPH,Paphos,بافوس',
  // Africa
  'SDN Africa/Khartoum': 'KRT,HSSK,Khartoum,الخرطوم|PZU,HSPN,Port Sudan,بورتسودان',
  'SSD Africa/Juba': 'JUB,HJJJ,Juba,جوبا',
  'LBY Africa/Tripoli':
    'MJI,HLLM,Tripoli,طرابلس|TIP,HLLT,Tripoli,طرابلس|BEN,HLLB,Benghazi,بنغازي|MRA,HLMS,Misrata,مصراتة|SEB,HLLS,Sabha,سبها|LAQ,HLLQ,Al Bayda,البيضاء',
  'TUN Africa/Tunis':
    'TUN,DTTA,Tunis,تونس|NBE,DTNH,Enfidha,النفيضة|MIR,DTMB,Monastir,المنستير|DJE,DTTJ,Djerba,جربة|SFA,DTTX,Sfax,صفاقس',
  'DZA Africa/Algiers':
    'ALG,DAAG,Algiers,الجزائر العاصمة|ORN,DAOO,Oran,وهران|CZL,DABC,Constantine,قسنطينة|AAE,DABB,Annaba,عنابة|TMR,DAAT,Tamanrasset,تمنراست|BJA,DAAE,Béjaïa,بجاية',
  'MAR Africa/Casablanca':
    'CMN,GMMN,Casablanca,الدار البيضاء|RAK,GMMX,Marrakesh,مراكش|RBA,GMME,Rabat,الرباط|FEZ,GMFF,Fez,فاس|TNG,GMTT,Tangier,طنجة|AGA,GMAD,Agadir,أكادير|NDR,GMMW,Nador,الناظور|OUD,GMFO,Oujda,وجدة',
  'MRT Africa/Nouakchott': 'NKC,GQNO,Nouakchott,نواكشوط',
  'SOM Africa/Mogadishu': 'MGQ,HCMM,Mogadishu,مقديشو|HGA,HCMH,Hargeisa,هرجيسا|BSA,HCMF,Bosaso,بوصاصو',
  'DJI Africa/Djibouti': 'JIB,HDAM,Djibouti,جيبوتي',
  'COM Indian/Comoro': 'HAH,FMCH,Moroni,موروني',
  'ERI Africa/Asmara': 'ASM,HHAS,Asmara,أسمرة',
  'ETH Africa/Addis_Ababa': 'ADD,HAAB,Addis Ababa,أديس أبابا|DIR,HADR,Dire Dawa,دير داوا',
  'KEN Africa/Nairobi': 'NBO,HKJK,Nairobi,نيروبي|MBA,HKMO,Mombasa,مومباسا',
  'TZA Africa/Dar_es_Salaam':
    'DAR,HTDA,Dar es Salaam,دار السلام|ZNZ,HTZA,Zanzibar,زنجبار|JRO,HTKJ,Kilimanjaro,كليمنجارو',
  'UGA Africa/Kampala': 'EBB,HUEN,Entebbe,عنتيبي',
  'RWA Africa/Kigali': 'KGL,HRYR,Kigali,كيغالي',
  'BDI Africa/Bujumbura': 'BJM,HBBA,Bujumbura,بوجمبورا',
  'NGA Africa/Lagos':
    'LOS,DNMM,Lagos,لاغوس|ABV,DNAA,Abuja,أبوجا|KAN,DNKN,Kano,كانو|PHC,DNPO,Port Harcourt,بورت هاركورت',
  'GHA Africa/Accra': 'ACC,DGAA,Accra,أكرا',
  'SEN Africa/Dakar': 'DSS,GOBD,Dakar,داكار',
  'CIV Africa/Abidjan': 'ABJ,DIAP,Abidjan,أبيدجان',
  'MLI Africa/Bamako': 'BKO,GABS,Bamako,باماكو',
  'NER Africa/Niamey': 'NIM,DRRN,Niamey,نيامي',
  'TCD Africa/Ndjamena': "NDJ,FTTJ,N'Djamena,نجامينا",
  'BFA Africa/Ouagadougou': 'OUA,DFFD,Ouagadougou,واغادوغو',
  'CMR Africa/Douala': 'DLA,FKKD,Douala,دوالا|NSI,FKYS,Yaoundé,ياوندي',
  'COD Africa/Kinshasa': 'FIH,FZAA,Kinshasa,كينشاسا',
  'COG Africa/Brazzaville': 'BZV,FCBB,Brazzaville,برازافيل',
  'GAB Africa/Libreville': 'LBV,FOOL,Libreville,ليبرفيل',
  'AGO Africa/Luanda': 'LAD,FNLU,Luanda,لواندا|NBJ,FNBJ,Luanda,لواندا',
  'ZMB Africa/Lusaka': 'LUN,FLKK,Lusaka,لوساكا',
  'ZWE Africa/Harare': 'HRE,FVRG,Harare,هراري',
  'MOZ Africa/Maputo': 'MPM,FQMA,Maputo,مابوتو',
  'ZAF Africa/Johannesburg':
    'JNB,FAOR,Johannesburg,جوهانسبرغ|CPT,FACT,Cape Town,كيب تاون|DUR,FALE,Durban,ديربان',
  'NAM Africa/Windhoek': 'WDH,FYWH,Windhoek,ويندهوك',
  'MUS Indian/Mauritius': 'MRU,FIMP,Mauritius,موريشيوس',
  'SYC Indian/Mahe': 'SEZ,FSIA,Mahé,ماهي',
  'MDG Indian/Antananarivo': 'TNR,FMMI,Antananarivo,أنتاناناريفو',
  // South and central Asia
  'PAK Asia/Karachi':
    'KHI,OPKC,Karachi,كراتشي|ISB,OPIS,Islamabad,إسلام آباد|LHE,OPLA,Lahore,لاهور|PEW,OPPS,Peshawar,بيشاور|MUX,OPMT,Multan,ملتان|SKT,OPST,Sialkot,سيالكوت|UET,OPQT,Quetta,كويتا|LYP,OPFA,Faisalabad,فيصل آباد',
  'AFG Asia/Kabul':
    'KBL,OAKB,Kabul,كابل|KDH,OAKN,Kandahar,قندهار|MZR,OAMS,Mazar-i-Sharif,مزار شريف|HEA,OAHR,Herat,هرات',
  'IND Asia/Kolkata':
    'DEL,VIDP,Delhi,دلهي|BOM,VABB,Mumbai,مومباي|MAA,VOMM,Chennai,تشيناي|BLR,VOBL,Bengaluru,بنغالورو|HYD,VOHS,Hyderabad,حيدر آباد|CCU,VECC,Kolkata,كولكاتا|COK,VOCI,Kochi,كوتشي|TRV,VOTV,Thiruvananthapuram,تيروفانانتابورام|CCJ,VOCL,Kozhikode,كوزيكود|CNN,VOKN,Kannur,كنور|AMD,VAAH,Ahmedabad,أحمد آباد|LKO,VILK,Lucknow,لكناو|ATQ,VIAR,Amritsar,أمريتسار|IXE,VOML,Mangaluru,منغالورو|GOX,VOGA,Goa,غوا|GOI,VOGO,Goa,غوا|JAI,VIJP,Jaipur,جايبور|TRZ,VOTR,Tiruchirappalli,تيروتشيرابالي|PNQ,VAPO,Pune,بونه',
  'BGD Asia/Dhaka': 'DAC,VGHS,Dhaka,دكا|CGP,VGEG,Chattogram,شيتاغونغ|ZYL,VGSY,Sylhet,سيلهت',
  'LKA Asia/Colombo': 'CMB,VCBI,Colombo,كولومبو',
  'NPL Asia/Kathmandu': 'KTM,VNKT,Kathmandu,كاتماندو',
  'MDV Indian/Maldives': 'MLE,VRMM,Malé,ماليه',
  'UZB Asia/Tashkent': 'TAS,UZTT,Tashkent,طشقند',
  'UZB Asia/Samarkand': 'SKD,UZSS,Samarkand,سمرقند',
  'KAZ Asia/Almaty': 'ALA,UAAA,Almaty,ألماتي|NQZ,UACC,Astana,أستانا',
  'KGZ Asia/Bishkek': 'FRU,UCFM,Bishkek,بيشكيك',
  'TJK Asia/Dushanbe': 'DYU,UTDD,Dushanbe,دوشنبه',
  'TKM Asia/Ashgabat': 'ASB,UTAA,Ashgabat,عشق آباد',
  'AZE Asia/Baku': 'GYD,UBBB,Baku,باكو',
  'GEO Asia/Tbilisi': 'TBS,UGTB,Tbilisi,تبليسي|BUS,UGSB,Batumi,باتومي|KUT,UGKO,Kutaisi,كوتايسي',
  'ARM Asia/Yerevan': 'EVN,UDYZ,Yerevan,يريفان',
  // East and south-east Asia, Oceania
  'CHN Asia/Shanghai':
    'PEK,ZBAA,Beijing,بكين|PKX,ZBAD,Beijing,بكين|PVG,ZSPD,Shanghai,شنغهاي|SHA,ZSSS,Shanghai,شنغهاي|CAN,ZGGG,Guangzhou,قوانغتشو|SZX,ZGSZ,Shenzhen,شنتشن|CTU,ZUUU,Chengdu,تشنغدو|TFU,ZUTF,Chengdu,تشنغدو|HGH,ZSHC,Hangzhou,هانغتشو|XIY,ZLXY,Xi’an,شيآن|KMG,ZPPP,Kunming,كونمينغ|WUH,ZHHH,Wuhan,ووهان|CKG,ZUCK,Chongqing,تشونغتشينغ|XMN,ZSAM,Xiamen,شيامن',
  'CHN Asia/Urumqi': 'URC,ZWWW,Urumqi,أورومتشي',
  'HKG Asia/Hong_Kong': 'HKG,VHHH,Hong Kong,هونغ كونغ',
  'MAC Asia/Macau': 'MFM,VMMC,Macao,ماكاو',
  'TWN Asia/Taipei': 'TPE,RCTP,Taipei,تايبيه|TSA,RCSS,Taipei,تايبيه|KHH,RCKH,Kaohsiung,كاوهسيونغ',
  'JPN Asia/Tokyo':
    'NRT,RJAA,Tokyo,طوكيو|HND,RJTT,Tokyo,طوكيو|KIX,RJBB,Osaka,أوساكا|NGO,RJGG,Nagoya,ناغويا|FUK,RJFF,Fukuoka,فوكوكا|CTS,RJCC,Sapporo,سابورو|OKA,ROAH,Naha,ناها',
  'KOR Asia/Seoul': 'ICN,RKSI,Seoul,سول|GMP,RKSS,Seoul,سول|PUS,RKPK,Busan,بوسان|CJU,RKPC,Jeju,جيجو',
  'PRK Asia/Pyongyang': 'FNJ,ZKPY,Pyongyang,بيونغ يانغ',
  'MNG Asia/Ulaanbaatar': 'UBN,ZMCK,Ulaanbaatar,أولان باتور',
  'THA Asia/Bangkok':
    'BKK,VTBS,Bangkok,بانكوك|DMK,VTBD,Bangkok,بانكوك|HKT,VTSP,Phuket,بوكيت|CNX,VTCC,Chiang Mai,شيانغ ماي|USM,VTSM,Ko Samui,كو ساموي',
  'MYS Asia/Kuala_Lumpur':
    'KUL,WMKK,Kuala Lumpur,كوالالمبور|PEN,WMKP,Penang,بينانغ|JHB,WMKJ,Johor Bahru,جوهر بهرو',
  'MYS Asia/Kuching': 'BKI,WBKK,Kota Kinabalu,كوتا كينابالو|KCH,WBGG,Kuching,كوتشينغ',
  'SGP Asia/Singapore': 'SIN,WSSS,Singapore,سنغافورة',
  'BRN Asia/Brunei': 'BWN,WBSB,Bandar Seri Begawan,بندر سري بكاوان',
  'IDN Asia/Jakarta': 'CGK,WIII,Jakarta,جاكرتا|SUB,WARR,Surabaya,سورابايا|KNO,WIMM,Medan,ميدان',
  'IDN Asia/Makassar': 'DPS,WADD,Denpasar,دنباسار|UPG,WAAA,Makassar,ماكاسار',
  'PHL Asia/Manila': 'MNL,RPLL,Manila,مانيلا|CEB,RPVM,Cebu,سيبو|CRK,RPLC,Clark,كلارك|DVO,RPMD,Davao,دافاو',
  'VNM Asia/Ho_Chi_Minh':
    'SGN,VVTS,Ho Chi Minh City,مدينة هو تشي منه|HAN,VVNB,Hanoi,هانوي|DAD,VVDN,Da Nang,دا نانغ',
  'KHM Asia/Phnom_Penh': 'PNH,VDPP,Phnom Penh,بنوم بنه|KTI,VDTI,Phnom Penh,بنوم بنه',
  'LAO Asia/Vientiane': 'VTE,VLVT,Vientiane,فيينتيان',
  'MMR Asia/Yangon': 'RGN,VYYY,Yangon,يانغون|MDL,VYMD,Mandalay,ماندالاي',
  'AUS Australia/Sydney': 'SYD,YSSY,Sydney,سيدني|CBR,YSCB,Canberra,كانبرا',
  'AUS Australia/Melbourne': 'MEL,YMML,Melbourne,ملبورن',
  'AUS Australia/Brisbane': 'BNE,YBBN,Brisbane,بريزبن|OOL,YBCG,Gold Coast,غولد كوست|CNS,YBCS,Cairns,كيرنز',
  'AUS Australia/Perth': 'PER,YPPH,Perth,بيرث',
  'AUS Australia/Adelaide': 'ADL,YPAD,Adelaide,أديلايد',
  'AUS Australia/Darwin': 'DRW,YPDN,Darwin,داروين',
  'NZL Pacific/Auckland':
    'AKL,NZAA,Auckland,أوكلاند|CHC,NZCH,Christchurch,كرايستشيرش|WLG,NZWN,Wellington,ويلينغتون',
  'FJI Pacific/Fiji': 'NAN,NFFN,Nadi,نادي',
  // Europe
  'GBR Europe/London':
    'LHR,EGLL,London,لندن|LGW,EGKK,London,لندن|STN,EGSS,London,لندن|LTN,EGGW,London,لندن|LCY,EGLC,London,لندن|MAN,EGCC,Manchester,مانشستر|BHX,EGBB,Birmingham,برمنغهام|EDI,EGPH,Edinburgh,إدنبرة|GLA,EGPF,Glasgow,غلاسكو|BRS,EGGD,Bristol,بريستول|NCL,EGNT,Newcastle,نيوكاسل|LPL,EGGP,Liverpool,ليفربول|BFS,EGAA,Belfast,بلفاست|LBA,EGNM,Leeds,ليدز|EMA,EGNX,East Midlands,إيست ميدلاندز',
  'IRL Europe/Dublin': 'DUB,EIDW,Dublin,دبلن|SNN,EINN,Shannon,شانون|ORK,EICK,Cork,كورك',
  'FRA Europe/Paris':
    'CDG,LFPG,Paris,باريس|ORY,LFPO,Paris,باريس|NCE,LFMN,Nice,نيس|LYS,LFLL,Lyon,ليون|MRS,LFML,Marseille,مرسيليا|TLS,LFBO,Toulouse,تولوز|BOD,LFBD,Bordeaux,بوردو|NTE,LFRS,Nantes,نانت',
  'DEU Europe/Berlin':
    'FRA,EDDF,Frankfurt,فرانكفورت|MUC,EDDM,Munich,ميونخ|BER,EDDB,Berlin,برلين|DUS,EDDL,Düsseldorf,دوسلدورف|HAM,EDDH,Hamburg,هامبورغ|CGN,EDDK,Cologne,كولونيا|STR,EDDS,Stuttgart,شتوتغارت|HAJ,EDDV,Hanover,هانوفر|NUE,EDDN,Nuremberg,نورنبرغ|LEJ,EDDP,Leipzig,لايبزيغ|HHN,EDFH,Hahn,هان',
  'NLD Europe/Amsterdam':
    'AMS,EHAM,Amsterdam,أمستردام|RTM,EHRD,Rotterdam,روتردام|EIN,EHEH,Eindhoven,آيندهوفن',
  'BEL Europe/Brussels': 'BRU,EBBR,Brussels,بروكسل|CRL,EBCI,Charleroi,شارلروا|LGG,EBLG,Liège,لييج',
  'LUX Europe/Luxembourg': 'LUX,ELLX,Luxembourg,لوكسمبورغ',
  'CHE Europe/Zurich': 'ZRH,LSZH,Zurich,زيورخ|GVA,LSGG,Geneva,جنيف|BSL,LFSB,Basel,بازل',
  'AUT Europe/Vienna': 'VIE,LOWW,Vienna,فيينا|SZG,LOWS,Salzburg,زالتسبورغ',
  'ITA Europe/Rome':
    'FCO,LIRF,Rome,روما|CIA,LIRA,Rome,روما|MXP,LIMC,Milan,ميلانو|LIN,LIML,Milan,ميلانو|BGY,LIME,Bergamo,بيرغامو|VCE,LIPZ,Venice,البندقية|BLQ,LIPE,Bologna,بولونيا|NAP,LIRN,Naples,نابولي|CTA,LICC,Catania,كاتانيا|PMO,LICJ,Palermo,باليرمو|PSA,LIRP,Pisa,بيزا',
  'MLT Europe/Malta': 'MLA,LMML,Malta,مالطا',
  'ESP Europe/Madrid':
    'MAD,LEMD,Madrid,مدريد|BCN,LEBL,Barcelona,برشلونة|AGP,LEMG,Málaga,مالقة|PMI,LEPA,Palma,بالما|ALC,LEAL,Alicante,أليكانتي|VLC,LEVC,Valencia,بلنسية|SVQ,LEZL,Seville,إشبيلية',
  'ESP Atlantic/Canary': 'LPA,GCLP,Las Palmas,لاس بالماس|TFS,GCTS,Tenerife,تينيريفي',
  'PRT Europe/Lisbon': 'LIS,LPPT,Lisbon,لشبونة|OPO,LPPR,Porto,بورتو|FAO,LPFR,Faro,فارو',
  'GRC Europe/Athens':
    'ATH,LGAV,Athens,أثينا|SKG,LGTS,Thessaloniki,سالونيك|HER,LGIR,Heraklion,هيراكليون|RHO,LGRP,Rhodes,رودس',
  'DNK Europe/Copenhagen': 'CPH,EKCH,Copenhagen,كوبنهاغن|BLL,EKBI,Billund,بيلوند',
  'NOR Europe/Oslo': 'OSL,ENGM,Oslo,أوسلو|BGO,ENBR,Bergen,برغن',
  'SWE Europe/Stockholm': 'ARN,ESSA,Stockholm,ستوكهولم|GOT,ESGG,Gothenburg,غوتنبرغ|MMX,ESMS,Malmö,مالمو',
  'FIN Europe/Helsinki': 'HEL,EFHK,Helsinki,هلسنكي',
  'ISL Atlantic/Reykjavik': 'KEF,BIKF,Reykjavik,ريكيافيك',
  'POL Europe/Warsaw':
    'WAW,EPWA,Warsaw,وارسو|KRK,EPKK,Kraków,كراكوف|GDN,EPGD,Gdańsk,غدانسك|KTW,EPKT,Katowice,كاتوفيتسه',
  'CZE Europe/Prague': 'PRG,LKPR,Prague,براغ',
  'SVK Europe/Bratislava': 'BTS,LZIB,Bratislava,براتيسلافا',
  'HUN Europe/Budapest': 'BUD,LHBP,Budapest,بودابست',
  'ROU Europe/Bucharest': 'OTP,LROP,Bucharest,بوخارست|CLJ,LRCL,Cluj-Napoca,كلوج نابوكا',
  'BGR Europe/Sofia': 'SOF,LBSF,Sofia,صوفيا|VAR,LBWN,Varna,فارنا',
  'SRB Europe/Belgrade': 'BEG,LYBE,Belgrade,بلغراد',
  'BIH Europe/Sarajevo': 'SJJ,LQSA,Sarajevo,سراييفو',
  'HRV Europe/Zagreb': 'ZAG,LDZA,Zagreb,زغرب|SPU,LDSP,Split,سبليت|DBV,LDDU,Dubrovnik,دوبروفنيك',
  'SVN Europe/Ljubljana': 'LJU,LJLJ,Ljubljana,ليوبليانا',
  'MNE Europe/Podgorica': 'TGD,LYPG,Podgorica,بودغوريتسا|TIV,LYTV,Tivat,تيفات',
  'MKD Europe/Skopje': 'SKP,LWSK,Skopje,سكوبيه',
  'ALB Europe/Tirane': 'TIA,LATI,Tirana,تيرانا',
  'XKX Europe/Belgrade': 'PRN,BKPR,Pristina,بريشتينا',
  'EST Europe/Tallinn': 'TLL,EETN,Tallinn,تالين',
  'LVA Europe/Riga': 'RIX,EVRA,Riga,ريغا',
  'LTU Europe/Vilnius': 'VNO,EYVI,Vilnius,فيلنيوس',
  'UKR Europe/Kyiv': 'KBP,UKBB,Kyiv,كييف|ODS,UKOO,Odesa,أوديسا|LWO,UKLL,Lviv,لفيف',
  'MDA Europe/Chisinau': 'RMO,LUKK,Chișinău,كيشيناو',
  'BLR Europe/Minsk': 'MSQ,UMMS,Minsk,مينسك',
  'RUS Europe/Moscow':
    'SVO,UUEE,Moscow,موسكو|DME,UUDD,Moscow,موسكو|VKO,UUWW,Moscow,موسكو|LED,ULLI,Saint Petersburg,سانت بطرسبرغ|AER,URSS,Sochi,سوتشي|KZN,UWKD,Kazan,قازان|MCX,URML,Makhachkala,محج قلعة|GRV,URMG,Grozny,غروزني|MRV,URMM,Mineralnye Vody,مينرالني فودي',
  'RUS Asia/Yekaterinburg': 'SVX,USSS,Yekaterinburg,يكاترينبورغ|UFA,UWUU,Ufa,أوفا',
  'RUS Asia/Novosibirsk': 'OVB,UNNT,Novosibirsk,نوفوسيبيرسك',
  'RUS Asia/Vladivostok': 'VVO,UHWW,Vladivostok,فلاديفوستوك',
  // The Americas
  'USA America/New_York':
    'ATL,KATL,Atlanta,أتلانتا|JFK,KJFK,New York,نيويورك|LGA,KLGA,New York,نيويورك|EWR,KEWR,Newark,نيوآرك|BOS,KBOS,Boston,بوسطن|IAD,KIAD,Washington,واشنطن|DCA,KDCA,Washington,واشنطن|BWI,KBWI,Baltimore,بالتيمور|PHL,KPHL,Philadelphia,فيلادلفيا|CLT,KCLT,Charlotte,شارلوت|MIA,KMIA,Miami,ميامي|FLL,KFLL,Fort Lauderdale,فورت لودرديل|MCO,KMCO,Orlando,أورلاندو|TPA,KTPA,Tampa,تامبا|PBI,KPBI,West Palm Beach,وست بالم بيتش|RSW,KRSW,Fort Myers,فورت مايرز|JAX,KJAX,Jacksonville,جاكسونفيل|RDU,KRDU,Raleigh,رالي|PIT,KPIT,Pittsburgh,بيتسبرغ|CLE,KCLE,Cleveland,كليفلاند|CMH,KCMH,Columbus,كولومبوس|CVG,KCVG,Cincinnati,سينسيناتي|BDL,KBDL,Hartford,هارتفورد|BUF,KBUF,Buffalo,بوفالو|CHS,KCHS,Charleston,تشارلستون|RIC,KRIC,Richmond,ريتشموند|ORF,KORF,Norfolk,نورفوك|PVD,KPVD,Providence,بروفيدنس|ALB,KALB,Albany,ألباني',
  'USA America/Detroit': 'DTW,KDTW,Detroit,ديترويت|GRR,KGRR,Grand Rapids,غراند رابيدز',
  'USA America/Indiana/Indianapolis': 'IND,KIND,Indianapolis,إنديانابوليس',
  'USA America/Kentucky/Louisville': 'SDF,KSDF,Louisville,لويفيل',
  'USA America/Chicago':
    'ORD,KORD,Chicago,شيكاغو|MDW,KMDW,Chicago,شيكاغو|DFW,KDFW,Dallas,دالاس|DAL,KDAL,Dallas,دالاس|IAH,KIAH,Houston,هيوستن|HOU,KHOU,Houston,هيوستن|AUS,KAUS,Austin,أوستن|SAT,KSAT,San Antonio,سان أنطونيو|MSP,KMSP,Minneapolis,مينيابوليس|MCI,KMCI,Kansas City,كانساس سيتي|STL,KSTL,Saint Louis,سانت لويس|BNA,KBNA,Nashville,ناشفيل|MEM,KMEM,Memphis,ممفيس|MSY,KMSY,New Orleans,نيو أورليانز|MKE,KMKE,Milwaukee,ميلووكي|OMA,KOMA,Omaha,أوماها|OKC,KOKC,Oklahoma City,أوكلاهوما سيتي|TUL,KTUL,Tulsa,تولسا|BHM,KBHM,Birmingham,برمنغهام',
  'USA America/Denver':
    'DEN,KDEN,Denver,دنفر|SLC,KSLC,Salt Lake City,سولت ليك سيتي|ABQ,KABQ,Albuquerque,ألباكركي|ELP,KELP,El Paso,إل باسو',
  'USA America/Boise': 'BOI,KBOI,Boise,بويسي',
  'USA America/Phoenix': 'PHX,KPHX,Phoenix,فينيكس|TUS,KTUS,Tucson,توسان',
  'USA America/Los_Angeles':
    'LAX,KLAX,Los Angeles,لوس أنجلوس|SFO,KSFO,San Francisco,سان فرانسيسكو|SEA,KSEA,Seattle,سياتل|SAN,KSAN,San Diego,سان دييغو|LAS,KLAS,Las Vegas,لاس فيغاس|PDX,KPDX,Portland,بورتلاند|SJC,KSJC,San Jose,سان خوسيه|OAK,KOAK,Oakland,أوكلاند|SMF,KSMF,Sacramento,ساكرامنتو|SNA,KSNA,Santa Ana,سانتا آنا|ONT,KONT,Ontario,أونتاريو|BUR,KBUR,Burbank,بربانك|RNO,KRNO,Reno,رينو|LGB,KLGB,Long Beach,لونغ بيتش',
  'USA America/Anchorage': 'ANC,PANC,Anchorage,أنكوريج',
  'USA Pacific/Honolulu':
    'HNL,PHNL,Honolulu,هونولولو|OGG,PHOG,Kahului,كاهولوي|KOA,PHKO,Kona,كونا|LIH,PHLI,Lihue,ليهوي',
  'PRI America/Puerto_Rico': 'SJU,TJSJ,San Juan,سان خوان',
  'GUM Pacific/Guam': 'GUM,PGUM,Guam,غوام',
  'CAN America/Toronto': 'YYZ,CYYZ,Toronto,تورونتو|YUL,CYUL,Montreal,مونتريال|YOW,CYOW,Ottawa,أوتاوا',
  'CAN America/Vancouver': 'YVR,CYVR,Vancouver,فانكوفر',
  'CAN America/Edmonton': 'YYC,CYYC,Calgary,كالغاري|YEG,CYEG,Edmonton,إدمونتون',
  'CAN America/Winnipeg': 'YWG,CYWG,Winnipeg,وينيبيغ',
  'CAN America/Halifax': 'YHZ,CYHZ,Halifax,هاليفاكس',
  'MEX America/Mexico_City':
    'MEX,MMMX,Mexico City,مكسيكو سيتي|NLU,MMSM,Mexico City,مكسيكو سيتي|GDL,MMGL,Guadalajara,غوادالاخارا',
  'MEX America/Monterrey': 'MTY,MMMY,Monterrey,مونتيري',
  'MEX America/Cancun': 'CUN,MMUN,Cancún,كانكون',
  'MEX America/Tijuana': 'TIJ,MMTJ,Tijuana,تيخوانا',
  'CUB America/Havana': 'HAV,MUHA,Havana,هافانا',
  'DOM America/Santo_Domingo': 'SDQ,MDSD,Santo Domingo,سانتو دومينغو|PUJ,MDPC,Punta Cana,بونتا كانا',
  'JAM America/Jamaica': 'KIN,MKJP,Kingston,كينغستون|MBJ,MKJS,Montego Bay,مونتيغو باي',
  'BHS America/Nassau': 'NAS,MYNN,Nassau,ناساو',
  'TTO America/Port_of_Spain': 'POS,TTPP,Port of Spain,بورت أوف سبين',
  'HTI America/Port-au-Prince': 'PAP,MTPP,Port-au-Prince,بورت أو برنس',
  'GTM America/Guatemala': 'GUA,MGGT,Guatemala City,مدينة غواتيمالا',
  'SLV America/El_Salvador': 'SAL,MSLP,San Salvador,سان سلفادور',
  'CRI America/Costa_Rica': 'SJO,MROC,San José,سان خوسيه',
  'PAN America/Panama': 'PTY,MPTO,Panama City,مدينة بنما',
  'COL America/Bogota': 'BOG,SKBO,Bogotá,بوغوتا|MDE,SKRG,Medellín,ميديين',
  'VEN America/Caracas': 'CCS,SVMI,Caracas,كاراكاس',
  'ECU America/Guayaquil': 'UIO,SEQM,Quito,كيتو|GYE,SEGU,Guayaquil,غواياكيل',
  'PER America/Lima': 'LIM,SPJC,Lima,ليما',
  'BOL America/La_Paz': 'VVI,SLVR,Santa Cruz,سانتا كروز',
  'CHL America/Santiago': 'SCL,SCEL,Santiago,سانتياغو',
  'ARG America/Argentina/Buenos_Aires': 'EZE,SAEZ,Buenos Aires,بوينس آيرس|AEP,SABE,Buenos Aires,بوينس آيرس',
  'URY America/Montevideo': 'MVD,SUMU,Montevideo,مونتيفيديو',
  'PRY America/Asuncion': 'ASU,SGAS,Asunción,أسونسيون',
  'BRA America/Sao_Paulo':
    'GRU,SBGR,São Paulo,ساو باولو|GIG,SBGL,Rio de Janeiro,ريو دي جانيرو|BSB,SBBR,Brasília,برازيليا',
};
