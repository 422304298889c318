/**
 * The ordinary words of organisations' names: what they are and do, in the languages that lists and papers show. A line is
 * one meaning, how many of a thousand organisation names have it, and its words; `_` joins the words of a
 * phrase. `?` marks a word that people are called too: it makes an organisation at the end of a name only; `~`: it makes none.
 * Words of one line are one word to the comparison: bank, banco and مصرف. Arabic stands without its article and with ه
 * for ة.
 */
export const genericWords = `
trading 120: trading trade trades traders trader commerce commercial commerciale comercial comercio commercio comercializadora comercializacion commercialisation negoce? handel~ handels? handelsgesellschaft torgovy torgovaya torgovyi torgovlya ticaret ticari tejarat tejari tijara tijarah tijariya tijaria mercantile merchandise تجاره تجاريه تجاري تجار بازرگاني بازركاني maoyi 贸易 貿易 mooyeok 무역 trdg trd
bank 45: bank? banking banque banco banca bankasi bankas bankası banka banki bonk bancorp bankovskaya bankovskiy bankerna مصرف مصارف مصرفيه مصرفي بنك بنوك بانك yinhang 银行 銀行 은행 eunhaeng ginko
exchange 30: exchange exchanges exchangers sarafi sarrafi? sirafa cambio cambios change_bureau bureau_de_change doviz money_changers money_exchange money_exchangers currency_exchange foreign_exchange forex hawala hawalah hawalas hundi remittance remittances money_transfer money_service money_services money_service_business صرافه صرافين صرافي? حواله حوالات تحويل_اموال تحويلات
finance 35: finance finances financial financing financiera financiere finanziaria finansovaya finansovy finansoviy finans finanz finanzas maliya credit? kredit kreditnyi creditos capital? kapital leasing lizing تمويل ماليه مالي? مالىه اعتباري اعتبار راس_مال financeira 金融 fin~
investment 55: investment investments invest investing investors inversion inversiones inversora investissement investissements investimenti investimentos investitsii investitsionnaya investitsionny investitionen yatirim yatirimlari sarmayeh_gozari sarmayegozari istithmar istismar istithmarat estesmar استثمار استثمارات استثماريه استثماري سرمايه_گذاري 投资 投資 invt
foundation 30: foundation foundations fondation fundacion fundacao fondazione stiftung stichting fond? fonds vakfi vakif vaqf waqf bonyad bonyade bonyad_e blagotvoritelnyi_fond yayasan مؤسسه_خيريه وقف? اوقاف بنياد jijinhui 基金会 재단 fdn
association 35: association associations associates asociacion associacao associazione assotsiatsiya asociacija vereniging verein federation federacion federatsiya federasyon union? soyuz syndicate sindicato sindikat dernegi dernek birligi birlik league liga society societies jamiyat jamiyya jamiyyah djamiyat jamiat jamiyati anjoman anjuman rabita? rabitat ittihad? اتحاد جمعيه جمعيات رابطه انجمن انجمن_ها اتحاديه نقابه 协会 協會 협회 assn assoc
charity 25: charity charities charitable charitativni benevolent benevolence benevolente humanitarian humanitaire humanitario humanitaria humanitarna humanitar blagotvoritelny blagotvoritelnyi blagotvoritelnaya caritative beneficencia welfare khairia khairiya khairiyya khayria khayriya khayriyya khairiyah relief hilfe hilfswerk aid? aide~ secours ighatha igatha ighata igasa خيريه خيرات اغاثه اغاثيه انسانيه انساني 慈善
council 20: council councils conseil consejo conselho consiglio sovet rada rat~ shura shoura choura shoora komite comite committee comitato komitet commission comision komissiya lajna lajnat مجلس مجالس شوري شورا لجنه هيئه كميته
ministry 20: ministry ministere ministerio ministerium ministerstvo ministero bakanligi vezarat wizara wizarat وزاره وزارت
department 25: department departement departamento departament directorate direction direccion direktsiya directorat upravlenie upravleniye glavnoye_upravlenie glavnoe_upravlenie administration administracion administratsiya authority authorities agency agence agencia agenzia agentur agentstvo agentlik ajans bureau office oficina buro bjuro byuro otdel edare mektep sucursal filial division divisions دائره اداره مديريه هيئه_عامه وكاله مكتب فرع قسم dept agcy
institute 25: institute institutes institut instituto istituto institution_de_recherche maahad enstitu enstitusu pajoheshgah pazhuheshgah معهد معاهد پژوهشگاه پژوهشكده 研究所 研究院 연구소
university 15: university universite universidad universidade universita universitat universitaet universitet universitesi universiteti daneshgah danishgah jamia? jamiat_university college academy academie academia akademiya akademie akademi akademisi school schule ecole escuela madrassa madrasa madrassah madrasah madaris kolleg كليه اكاديميه جامعه مدرسه مدارس دانشگاه 大学 大學 대학 univ
research 25: research researches recherche investigacion forschung forschungs issledovatelskiy issledovatelsky nauchno nauchny nauchnyi scientific scientifique cientifico tahghighat tahqiqat laboratory laboratories laboratoire laboratorio laboratoriya بحوث ابحاث بحث علمي علميه? تحقيقات مختبر مختبرات
development 35: development developments developing developers developer developpement desarrollo desarrollos desenvolvimento entwicklung razvitie razvitiya rozvytku gelistirme tosee toseeh tose'e towse'eh tanmiya? tanmiyya tanmiyah tatweer tatwir تنميه تطوير تطويرات انماء توسعه عمراني 发展 開発 개발 dev~
construction 45: construction constructions constructora constructores construcciones construcao costruzioni contracting contractors contractor~ contracts building? builders bau~ stroitelnaya stroitelny stroitelstvo stroy insaat inshaat muqawalat moqawalat sakhteman sakhtemani civil_works works? engineering? مقاولات مقاولون تعهدات انشاءات انشائيه بناء? تشييد ساختماني ساختمان 建设 建築 건설 engg engrg constr bldg
engineering 30: engineering engineers engineer? ingenieria ingenierie ingegneria ingenieurburo ingenieur inzhiniring muhendislik muhandisi mohandesi handasa handasiya technical technique techniques tecnica tecnico tekhnicheskiy teknik fanni? هندسه هندسيه مهندسي مهندسين مهندسون فنيه فني? تقنيه 工程
technology 40: technology technologies technologie technologia tecnologia tecnologias tekhnologii tekhnologiya teknoloji teknologi tech technik tekhnika tek~ fanavari fannavari system systems systeme sistemas sistemi sistemleri sistem solutions solution soluciones cozumleri software? informatika it? informatics information informacion telecom telecommunication telecommunications telekom communications communication comunicaciones تكنولوجيا تكنولوجى انظمه نظم حلول معلومات معلوماتيه اتصالات برمجيات فناوري 科技 技术 기술 tech
electronics 20: electronics electronic elektronik elektronika electronica electrique electric electrical electro elektro elektrik electricity power? barq? bargh? كهرباء كهربائيه كهربائي الكترونيات الكترونيه برق? قدره? 电子 電子 전자 elec
industry 60: industry industries industrial industrie industrias industria industriel industrielle industrielles industriales industrii industriya promyshlennyi promyshlennaya promyshlennost sanayi sanayii sanaye sanaat sanat san'ati sanayeh sina'a sinaiya sanaat_e complex komplex kompleks mojtama مجمع manufacturing manufacture manufacturer manufacturers manufactures production productions producing products product productos produits produkty proizvodstvo proizvodstvenny proizvodstvennaya proizvodstvenno uretim toolidi tolidi factory factories fabrica fabrique fabrik fabrika fabrikasi zavod plant plants karkhane صناعه صناعات صناعيه صناعي انتاج انتاجيه مصنع مصانع معمل معامل صنايع صنعت صنعتي توليد توليدي توليدى كارخانه 工业 工業 산업 공업 mfg mfrs ind~ inds
shipping 50: shipping shipment ship ships shipowners shiplines schiffahrt schiffahrtsgesellschaft schifffahrt sudokhodnaya sudokhodstvo parokhodstvo naviera navegacion navegacao navigation navigazione denizcilik keshtirani kashtirani milaha lines? vessel vessels gemi ملاحه ملاحي شحن سفن بواخر كشتيراني haeun 해운 航运 海运 shpg shipg
maritime 20: maritime maritima maritimo maritimes marine? sea_lines darya_i daryaei morskoy morskaya morskoe bahriya bahri? بحريه بحري? دريايي 海洋 해양
logistics 45: logistics logistic logistique logistica logistika lojistik transport transports transporte transportes transporter transporters transportation transportation_services trasporti transportnaya transportny tasimacilik nakliyat nakliye haml_o_naghl naql naqliyat cargo kargo freight fracht frakht forwarding forwarders forwarder spedition haulage courier couriers delivery نقل نقليات مواصلات لوجستيه لوجستيك لوجستيات تخليص باربري حمل_و_نقل 物流 운수 물류 transp trans? trucking
airline 20: airline airlines airways airway air? avia? aviation aviatsiya aviacompany aviakompaniya aviacion aviacao aviones aeronautica aeronautics aeronautical aerospace aerolineas aereo aerea linea_aerea lineas_aereas compagnie_aerienne havayolu havayollari havacilik havapeymai hava_yollari flight طيران جويه خطوط_جويه هواپيمايي هوايي? 航空 항공
import 35: import imports importing importers importer importacion importaciones importadora importateur importation ithalat varedat istirad استيراد واردات imp~
export 35: export exports exporting exporters exportacion exportaciones exportadora exportation ihracat saderat tasdir تصدير صادرات importexport exp~
oil 30: oil oils petroleum petrole petroleo petroli neft neftyanaya neftegaz nefte naft nafti naphtha petrol fuel fuels gasoil crude lubricants lubricant زيت زيوت نفط نفطيه نفطي بترول بتروليه محروقات وقود 石油 석유
petrochemical 8: petrochemical petrochemicals petrochimie petroquimica petroquimicos petrokimya petroshimi neftekhim neftekhimiya petrokimia بتروكيماويات بتروكيماويه پتروشيمي 석유화학
gas 20: gas gaz gazovaya gasco lpg lng natural_gas غاز گاز غازات
energy 25: energy energies energie energia energiya energetika energeticheskaya enerji nirou niroo niru? طاقه انرژي 能源 에너지
mining 15: mining mines? mine? minera mineral minerals mineria minerais gornaya maadin ma'aden madencilik معادن معدن تعدين مناجم معدني 矿业 광업
metal 20: metal metals metallurgy metallurgical metalurgia metallurgicheskiy metallurgiya metalworks metall steel~ stahl~ stal acier acero~ aciers aceros celik foolad fulad iron_and_steel iron~ fer~ ahan? aluminum aluminium copper~ zinc حديد? صلب معادن_ثمينه فولاد المنيوم الومنيوم آهن 钢铁 철강
chemical 20: chemical chemicals chimie chimique quimica quimicos chemie khimicheskaya khimiya kimya kimyevi shimi shimiyai shimiai pharma pharmaceutical pharmaceuticals pharmacy pharmacie farmacia drogueria farmatsevticheskaya ilac daroui darou drugs medicine medicines كيماويات كيميائيه كيماويه صيدليه ادويه دوائيه داروسازي شيميايي 化学 化工 화학 제약 chem~
medical 25: medical medicals medico medicina medicale medecine hospital hospitals hopital clinic clinics clinica clinique klinik klinika krankenhaus bolnitsa hastane hastanesi bimarestan health healthcare salud sante gesundheit saglik surgical dental طبيه طبي مستشفي مستشفيات عياده عيادات صحه صحيه بيمارستان 医院 医疗 병원 med~
food 30: food foods foodstuff foodstuffs alimentos alimentaire alimentaires alimenticia alimentari lebensmittel gida ghaza ghazai pishchevaya restaurant restaurants restaurante bakery bakeries cafe cafeteria catering meat fish~ fishery fisheries seafood poultry dairy grain sugar? tea~ اغذيه غذائيه غذائي مواد_غذائيه مطعم مطاعم مخابز اسماك لحوم البان غذايي 食品 식품
agriculture 20: agriculture agricultural agricola agricole agrario agraria agro agropecuaria agroindustrial agroholding farm? farms farming ganadera ganaderia ganado seeds tarim keshavarzi zira'a ziraa selskokhozyaystvennaya selkhoz livestock زراعه زراعيه زراعي مزارع مزرعه كشاورزي 农业 농업 agri
textile 12: textile textiles textil tekstil tekstilnaya fabric fabrics garment garments clothing fashion? moda~ confecciones ropa~ apparel spinning weaving cotton~ nassaji? nasaji? نسيج منسوجات ملابس ازياء اقمشه نساجي 纺织 섬유
machinery 20: machinery machine machines machinebuilding machine_building maschinen maschinenbau mashinostroenie mashinostroeniya mashinostroitelnyy mashinostroitelny mashinostroitelnyi mashinostroyeniya makina makine mashinsazi mashin_sazi equipment equipments equipos equipement equipements oborudovanie ausrustung spare_parts auto_parts autopartes auto_partes tools pumps اليات معدات قطع_غيار تجهيزات ماشين_سازي ماشين_الات 机械 기계
automotive 15: automotive automobile automobiles automobil auto autos automovil automoviles avtomobilnyi avto motor motors motores moteurs otomotiv cars vehicle vehicles khodro tractor tractors سيارات مركبات خودرو 汽车 자동차
realestate 25: real_estate realestate realty property properties propiedades immobilier immobiliere immobilien inmobiliaria inmobiliarias imobiliaria immobiliare nedvizhimost gayrimenkul emlak emlakcilik housing land? lands estate? estates maskan melki عقار عقارات عقاريه عقاري املاك اسكان سكن? مسكن 房地产 地产 부동산
insurance 12: insurance assurance assurances seguros versicherung versicherungen strakhovaya strakhovanie sigorta bimeh takaful reinsurance تامين تامينات تكافل بيمه 保险 보험 ins~
tourism 20: tourism tourist tourisme turismo turizm touristic travel travels viajes voyages reise reisen reiseburo seyahat siyahat siyaha agencia_de_viajes hotel hotels hotell hoteles otel hotelera resort resorts tours? tour? gardeshgari jahangardi inn? سياحه سياحيه سياحي سفر? سفريات فندق فنادق گردشگري هتل 旅行 旅游 酒店 여행 호텔
media 20: media medien medios press? presse prensa news newspaper broadcasting broadcast broadcaster television televizyon televisao televisora teleradio tv? radio? publishing publications publisher publishers editorial? editora verlag izdatelstvo yayin yayincilik film? films? studio studios satellite channel اعلام اعلاميه تلفزيون اذاعه صحافه نشر? قناه شبكه_اعلاميه رسانه 传媒 媒体 방송
network 15: network networks reseau red? netz netzwerk shabaka shabakah shabakat شبكه شبكات شبکه 网络
supply 20: supply supplies suppliers supplier procurement purchasing sourcing suministros provision provisions snabzhenie sbyt tedarik tadarokat distribution distributors distributor distribuidora distribuciones distribuidor distribucion distribuzione dagitim pakhsh vertrieb warehouse warehouses storage store stores shop shops shopping market markets marketing marketplace mercado~ supermarket hypermarket mall? bazaar? almacen almacenes magaza توريد توريدات تموين توزيع مخازن مستودعات اسواق سوق متجر متاجر تسويق پخش 销售
security 15: security seguridad securite sicherheit guvenlik ohrana bezopasnost bezopasnosti amniyat hifazat safety حراسه حراسات امن? امنيه امنيت? 安全 보안
national 40: national nationale nacional nazionale natsionalny natsionalnyi natsionalnaya milli? melli? wataniya wataniyya watani وطنيه وطني ملي قوميه قومي 国家 국가 natl
state_owned 15: state? public publique publica pubblico governmental government gouvernement gobierno gosudarstvennaya gosudarstvenny gosudarstvennyy gosudarstvennoe devlet dowlat hukuma hukumat federal? federalnoye central? centrale tsentralnyi حكومه? حكوميه دوله? مركزي مركزيه حكومت دولت 中央
islamic 30: islamic islamique islamica islamico islamicheskiy islamiyya islamiyyah اسلاميه اسلامي اسلام~ مسلمين? 伊斯兰
army 20: army armies armee ejercito armija ordu ordusu artesh jaish jaysh jeish djeich forces force fuerzas troops brigade brigades brigada brigata liwa? katiba katibat kataib katibah battalion battalions bataillon batallon regiment militia militias milis guard? guards corps armed fedayeen mujahideen? mujahidin? mujahedin? mojahedin? mujahedeen moudjahidine mudjahidin fighters fighting combatants combatant جيش قوات كتيبه كتائب لواء? الويه سرايا سريه مليشيا ميليشيا مجاهدين? مجاهدون مقاتله ارتش لشكر
front 15: front? fronte frente jabhat jabha jabhah jebhat jebha djabhat djebha cephesi جبهه جبهات جبهت
movement 20: movement mouvement movimiento movimento dvizhenie bewegung hareketi harekat harakat haraka harakah harakat_ul tehrik tehreek tahrik tahreek jamaat jamaa jamaah jama'a jama'at jamaat_ul jemaah jemaat gama'a gamaa gama'at djamaat djemaa حركه جماعه حركت تحريك جمعیت جنبش
party 20: party parti partei partido partiya partito hizb~ hezb~ hizbi partisi حزب احزاب
liberation 12: liberation liberacion liberazione befreiung osvobozhdenie kurtulus tahrir? تحرير? ازادي
jihad 10: jihad~ djihad~ gihad~ cihad~ jehad جهاد~
family 8: brothers bros brother hermanos freres fratelli bruder kardesler kardesleri ikhwan? ikhwa sons? hijos fils figli sohne ogullari awlad abna? abnaa family اخوان? اخوه? ابناء? عائله برادران
jewellery 12: jewellery jewelry jewellers jewelers jeweller joyeria bijouterie gold~ golds gems gem? diamonds diamond~ kuyumculuk مجوهرات ذهب? الماس 珠宝 보석
defence 12: defence defense defensa defesa difesa verteidigung oborona oborony oboronny savunma difa difaa defa? دفاع دفاعيه 国防 국방
military 15: military militaire militar militare voenny voennyi voennaya voennoe askeri عسكريه حربيه نظامي 军事 군사
people 15: people peoples people's popular populaire pueblo popolare volks? narodny narodnyi narodnaya narodnoe halk~ khalq~ شعب شعبيه شعبي 人民 인민
martyr 8: martyr? martyrs martires shahid~ shaheed~ shuhada~ shohada? sehitler شهيد~ شهداء
science 10: science sciences ciencia ciencias sciences_appliquees wissenschaft wissenschaften nauka nauki bilim bilimler ulum? oloum? علوم 科学 과학
police 6: police policia polizia polizei politsiya polis~ shorta شرطه 警察
court 4: court courts tribunal mahkama محكمه محاكم
prison 5: prison prisons detention penitentiary zendan سجن سجون زندان
republic 15: republic_of republic republique republica repubblica republik respublika respubliki cumhuriyeti cumhuriyet jomhuri jomhouri jumhuriya jumhuriyya جمهوريه جمهوري 共和国 공화국
democratic 10: democratic democratique democratico democratica demokratik demokraticheskaya demokraticheskiy dimuqratiya ديمقراطيه ديموقراطيه ديمقراطي
team 8: team? club kulubu klub sport? sports sporting athletic gaming casino casinos نادي رياضي رياضيه باشگاه
`;

/**
 * Countries in the names of organisations, and who and what is of them, in the same form. They are the names of people
 * too (المصري), and make no organisation.
 */
export const placeWords = `
afghanistan 6: afghanistan afghan afghani afghane afganistan افغانستان افغاني افغانيه
algeria 5: algeria algerian algerie algerien algerienne الجزائر جزائر جزائري جزائريه
angola 2: angola angolan
arabia 8: arabia arabian arab arabe arabiya arabiyya عرب عربي عربيه
argentina 3: argentina argentine argentino
armenia 2: armenia armenian ارمينيا
azerbaijan 3: azerbaijan azerbaijani azerbaycan اذربيجان
bahrain 5: bahrain bahraini bahrein البحرين بحرين بحريني بحرينيه
bangladesh 3: bangladesh bangladeshi بنغلادش بنجلاديش
belarus 5: belarus belarusian belarussian belorussian belarusskaya belorusskiy بيلاروسيا روسيا_البيضاء
bosnia 2: bosnia bosnian bosna bosanska البوسنه بوسنه
brazil 4: brazil brasil brazilian brasileira brasileiro
bulgaria 2: bulgaria bulgarian bulgarska
canada 3: canada canadian
china 12: china chinese chine sino zhongguo صين صيني صينيه 中国 中國
colombia 6: colombia colombian colombiana colombiano
congo 3: congo congolese congolaise
crimea 5: crimea crimean krym krymskiy krymskaya krymsky kryma القرم قرم
cuba 4: cuba cuban cubana cubano
cyprus 2: cyprus cypriot قبرص
egypt 8: egypt egyptian egypte egyptienne misr masr مصر مصري مصريه مصريين
emirates 6: emirates emirati uae امارات اماراتي اماراتيه
ethiopia 2: ethiopia ethiopian اثيوبيا حبشه
europe 8: europe european euro europa europeenne europaische اوروبا اوروبي اوروبيه اوربيه
france 5: france french francaise francais فرنسا فرنسي فرنسيه
georgia 2: georgia georgian جورجيا
germany 5: germany german deutsche deutschland allemande المانيا الماني المانيه
greece 2: greece greek hellenic يونان
india 8: india indian hind hindustan هند هندي هنديه
indonesia 3: indonesia indonesian اندونيسيا
iran 15: iran irani iranian irano iranienne ايران ايراني ايرانيه ايرانيان
iraq 8: iraq iraqi irak iraqiya iraqiyya عراق عراقي عراقيه
italy 4: italy italian italia italiana italiano ايطاليا ايطاليه
japan 4: japan japanese nippon nihon يابان 日本
jordan 6: jordan jordanian اردن اردني اردنيه
kazakhstan 2: kazakhstan kazakh qazaqstan كازاخستان
kenya 2: kenya kenyan كينيا
korea 10: korea korean choson chosun joson coree كوريا كوريه 조선 한국 朝鲜
kuwait 6: kuwait kuwaiti koweit كويت كويتي كويتيه
lebanon 8: lebanon lebanese liban libanaise libanais lubnan لبنان لبناني لبنانيه
levant 4: levant sham cham shaam الشام شام
libya 6: libya libyan libye libyenne libia ليبيا ليبي ليبيه
maghreb 3: maghreb maghrib المغرب_العربي مغاربيه
malaysia 3: malaysia malaysian ماليزيا
mali 2: malian
mauritania 1: mauritania mauritanian mauritanie موريتانيا
mexico 5: mexico mexican mexicana mexicano المكسيك
morocco 5: morocco moroccan maroc marocaine marocain مغرب مغربي مغربيه
nigeria 4: nigeria nigerian نيجيريا
oman 5: oman omani omaniya سلطنه_عمان عماني عمانيه
pakistan 8: pakistan pakistani باكستان باكستاني باكستانيه
palestine 8: palestine palestinian palestinienne palestinians filastin falastin فلسطين فلسطيني فلسطينيه
panama 4: panama panamanian بنما
philippines 2: philippines philippine filipino pilipinas الفلبين
qatar 5: qatar qatari قطر قطري قطريه
romania 2: romania romanian رومانيا
russia 12: russia russian russe rossiya rossii rossiyskaya rossiyskiy rossiyski russkaya russkiy rus روسيا روسي روسيه
saudi 8: saudi saoudite ksa سعوديه سعودي
serbia 2: serbia serbian srbija srpska صربيا
singapore 4: singapore سنغافوره 新加坡
somalia 4: somalia somali صومال صومالي صوماليه
spain 4: spain spanish espana espanola espanol اسبانيا
sudan 5: sudan sudanese soudan سودان سوداني سودانيه
switzerland 4: switzerland swiss suisse schweiz schweizerische سويسرا سويسري سويسريه
syria 10: syria syrian syrie syrienne suriya souria سوريه سوريا سوري
tajikistan 2: tajikistan tajik طاجيكستان
thailand 3: thailand thai تايلاند
tunisia 4: tunisia tunisian tunisie tunisienne تونس تونسي تونسيه
turkey 8: turkey turkish turk turkiye turquie turc تركيا تركي تركيه
turkmenistan 2: turkmenistan turkmen تركمانستان
uganda 2: uganda ugandan اوغندا
ukraine 6: ukraine ukrainian ukraina ukrainska ukrainskiy اوكرانيا اوكراني
britain 5: britain british uk بريطانيا بريطاني بريطانيه
america 8: america american us usa americana americano américaine امريكا امريكي امريكيه
uzbekistan 2: uzbekistan uzbek ozbekiston اوزبكستان
venezuela 5: venezuela venezuelan venezolana venezolano
vietnam 3: vietnam vietnamese viet_nam فيتنام
yemen 6: yemen yemeni يمن يمني يمنيه
`;

/** Words that only join the others: they say nothing, and cost nothing where they are missing. */
export const linkWords = `
the and of for to in with by an at on from or und et wa va ve der die das dem des fur den des du de_la de_los de_las del della delle degli dei y e i na po dlya s ye va ul al el u o l d و في من الي علي بين مع لل ل ب براي در از به
`;
