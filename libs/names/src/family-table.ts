/**
 * Families of spellings: names that are one name, in Arabic script and in the romanisation habits of names.md §3.
 * Written by hand from the language, not from any list of people. A form may stand in two families where the
 * Latin spelling is truly ambiguous (salim: سليم or سالم). Two forms of different families are different names.
 */
export const familyTable = `
محمد muhammad mohammed mohammad mohamed mohamad muhamad muhamed muhammed mohd muhd mhd muh mahomed mehmed mehmet magomed mukhamed mukhammad mouhamed mouhammad mohammod muhammet mohamet mouhamad muhamet mohamud
احمد ahmad ahmed ahmet ahmat akhmed akhmad achmad achmed ehmed amed
محمود mahmud mahmoud mahmood mehmood mehmud makhmud mahmoed mahamoud
حامد hamid hamed haamid
حميد hamid hameed hamied hemid khamid
حمد hamad hamd
حمدان hamdan hemdan
حمدي hamdi hamdy
علي ali aly alee
علاء ala alaa
عمر umar omar oumar omer umer oumer ömer
عمار ammar amar
عامر amir amer aamer aamir
امير amir ameer emir amer
امين amin ameen amine emin
عمرو amr amro amru
عمران imran umran omran emran
عماد imad emad imaad
عادل adil adel adal
عدنان adnan adnane
عثمان uthman othman osman usman ousmane outhman ousman othmane
عصام isam issam essam
عاصم asim assem asem
عقيل aqil aqeel akil
عزيز aziz azeez asis
عزت izzat ezzat ezat ezzet
عباس abbas abas
عبد abd
عبدالله abdullah abdallah abdalla abdulla abdellah abdoullah abdulah abdullahi
عبدالرحمن abdulrahman abdurrahman abderrahmane abdalrahman abdelrahman abdurahman abdirahman
عبدالرحيم abdulrahim abdalrahim abdelrahim abdurraheem
عبدالعزيز abdulaziz abdelaziz abdalaziz abdulazeez
عبدالكريم abdulkarim abdelkrim abdulkareem abdelkarim abdikarim
عبدالقادر abdulqadir abdelkader abdulkadir abdulqader abdikadir abdelqader
عبدالحميد abdulhamid abdelhamid abdulhameed abdelhameed
عبداللطيف abdullatif abdellatif abdullateef abdallatif
عبدالمجيد abdulmajid abdelmajid abdelmadjid abdulmajeed abdelmagid
عبدالسلام abdulsalam abdelsalam abdessalam abdussalam
عبدالملك abdulmalik abdelmalek abdalmalik abdelmalik
عبدالحكيم abdulhakim abdelhakim abdulhakeem
عبدالحق abdulhaq abdelhak abdulhak abdulhaqq
عبدالغفور abdulghafur abdelghafour abdulghafoor
عبدالغني abdulghani abdelghani abdulgani
عبدالرزاق abdulrazzaq abderrazak abdulrazak abdelrazek abdurrazzaq
عبدالرؤوف abdulrauf abderraouf abdulraouf abdurrauf abdulraoof
عبدالجبار abduljabbar abdeljabbar abdeldjabar
عبدالجليل abduljalil abdeljalil abdulgalil abdeldjalil
عبدالحليم abdulhalim abdelhalim abdulhaleem
عبدالوهاب abdulwahab abdelwahab abdelouahab abdulwahhab
عبدالواحد abdulwahid abdelwahed abdelouahed
عبدالمنعم abdulmunim abdelmoneim abdelmonem
عبدالفتاح abdulfattah abdelfattah
عبدالصمد abdulsamad abdussamad abdessamad
عبدالباقي abdulbaqi abdelbaki abdulbaki
عبدالباري abdulbari abdelbari
عبدالستار abdulsattar abdessattar abdelsattar
عبدالهادي abdulhadi abdelhadi
عبدالامير abdulamir abdelamir abdulameer
عبدالخالق abdulkhaliq abdelkhalek abdulkhalek
عبدالمؤمن abdulmumin abdelmoumen abdelmoumin
عبدالناصر abdulnasir abdelnasser abdennacer abdulnasser
انس anas anass
انور anwar anouar anwer enver
ايمن ayman aymen eiman aimen
ايوب ayyub ayoub ayub ayyoub eyup ayoob
اياد iyad eyad ayad
ابراهيم ibrahim ebrahim ibraheem brahim ibrahima ibragim ibrohim
ادريس idris idriss driss edris idrees
اسماعيل ismail esmail ismael ismaeel ismayil ismailov esmaeil
اسامة usama osama oussama ousama
اسحاق ishaq ishak eshaq isaac
اسعد asad assad asaad
اسد asad assad asadi
سعد saad sad sa'd
سعود saud saoud suud
سعيد said saeed saiid sayeed sayid saeid
سيد sayyid sayed seyed syed sayyed
سعدي sadi saadi
سعدون sadun saadoun sadoun
سلمان salman selman
سليمان sulayman sulaiman suleiman soleiman souleymane suleyman solaiman slimane sulaymon sleiman soliman
سليم salim saleem selim
سالم salim salem
سلام salam
سلامة salama salamah salameh
سلطان sultan soltan
سامي sami samy
سمير samir sameer
سميح samih sameeh
صالح salih saleh salah saalih
صلاح salah salaah
صلاح الدين salahuddin salahaldin saladin salaheddine salahedin
صادق sadiq sadeq sadegh sadek sadik sadeck
صابر sabir saber
صبري sabri sabry
صدام saddam sadam
صهيب suhayb sohaib souhaib suhaib
شريف sharif sherif cherif shareef charif
شعبان shaban shaaban chaabane
شاكر shakir shaker chaker
شهاب shihab shehab chihab
شمس shams chams
شمس الدين shamsuddin shamsaldin chamseddine
طارق tariq tarek tarik tareq tareck
طاهر tahir taher tahar
طالب talib taleb
طلال talal
طه taha
زياد ziyad ziad zeyad ziyaad
زيد zayd zaid zeid
زيدان zidan zaydan zidane zeidan
زكريا zakariya zakaria zakariyya zekeriya zakariah
زكي zaki zeki zakki
زهير zuhayr zuhair zoheir zouheir zohair
زاهر zahir zaher
ظافر zafir dhafer thafer zafer dhafir
ظاهر zahir dhahir
ضياء diya dia zia ziya dhia diaa
ضاري dhari dari
داود dawud dawood daoud daud davood davud daoud dawoud
راشد rashid rashed rached
رشيد rashid rasheed rachid reshid raschid
رشاد rashad rachad
رضا rida reda riza reza ridha
رياض riyad riad riyadh ryad
رمضان ramadan ramazan ramadhan ramzan romdhane ramzon
رامي rami ramy
رائد raid raed
رحمن rahman rehman rahmon rakhman
رحيم rahim raheem rakhim
رفيق rafiq rafik rafeeq
رؤوف rauf raouf raoof
رزاق razzaq razak razzak razaq
رجب rajab radjab ragab receb recep
راجح rajih rajeh
راغب raghib ragheb
ربيع rabi rabie rabea
روح الله ruhollah rouhollah ruhullah
حسن hasan hassan hassane khasan hasane haasan
حسين husayn hussein hussain husain hossein hosein hossain huseyin housseine husein hussien hocine houssein hosain khusein huseyn hosayn housayn
حسام husam hossam houssam hussam
حسان hassan hassaan
حازم hazim hazem
حاتم hatim hatem
حبيب habib habeeb khabib
حافظ hafiz hafez hafidh hafeez hafed
حفيظ hafiz hafeez
حكيم hakim hakeem hakeem
حاكم hakim hakem
حمزة hamza hamzah hamze khamza hamzeh
حيدر haydar haider haidar heydar heidar hayder
حارث harith haris hareth harris
حمود hamud hammoud hamoud hammud
حماد hammad
حنفي hanafi hanafy
حقاني haqqani hakkani haqani
حاج hajj haj hadj hajji haji hadji hajj
خالد khalid khaled khalide halid khaleed halit
خليل khalil khaleel halil
خليفة khalifa khalifah khalifeh
خميس khamis khamees khemis
خضر khidr khadr khodr khader khedr khidir
خلف khalaf khelaf
خان khan
جمال jamal gamal djamel jamaal djamal camal cemal
جميل jamil jameel gamil djamil cemil
جمعة juma jumaa gomaa djemaa joma
جعفر jafar jaafar ja'far gaafar djaafar jaffar cafer
جابر jabir jaber gaber djaber
جبار jabbar jabar gabbar djabbar
جبر jabr jabir
جبريل jibril jabril gabril djibril
جاسم jasim jassim jassem gasim jasem casim
جلال jalal galal djalal celal jelal
جليل jalil galil djalil jaleel
جهاد jihad gihad djihad
جواد jawad javad jouad gawad cevad
جان jan
قاسم qasim qasem kassem qassim kassim kasim gasem qassem ghasem kacem gassim belkacem
قيس qays qais kais
قاضي qadi qazi kadi ghazi
غازي ghazi ghazy gazi
غلام ghulam gholam gulam golam
غسان ghassan gassan
غيث ghayth ghaith gheith
فاضل fadil fadel fazil fazel fadhel
فضل fadl fazl fazal fadhl
فاروق faruq farouk farooq faruk farouq
فارس faris fares
فارح farah
فرج faraj farag faradj
فرحات farhat ferhat
فرحان farhan
فرهاد farhad ferhad
فؤاد fuad fouad foad foued fuat
فوزي fawzi fouzi faouzi fawzy fozi fauzi
فيصل faysal faisal feisal faycal fayssal feysal faical
فهد fahad fahd
فهمي fahmi fahmy
فتحي fathi fethi fathy
فراس firas feras
فواز fawaz fawwaz
فاطمة fatima fatimah fatma fatemeh fateme fatmah fatoumata
كامل kamil kamel kaamil
كمال kamal kemal kamaal
كريم karim kareem krim kerim
كاظم kazim kazem kadhim kadhem qazim
كعبي kabi kaabi
لطيف latif lateef
لطفي lutfi lotfi loutfi
ماجد majid majed maged
مجيد majid majeed madjid magid medjid
مهدي mahdi mehdi mahdy
مهند muhannad mohannad mouhannad
محسن muhsin mohsen muhsen mohcen mohsin mouhsen
مصطفى mustafa mostafa moustafa mustapha mostapha moustapha mustofa mustaffa
منصور mansur mansour mansoor mensur
منير munir mounir monir muneer
مراد murad mourad morad murat
مروان marwan merwan merouane marouane
مسعود masud masood massoud masoud mesud messaoud
معاذ muadh muaz moaz mouadh
معتز mutaz moataz
موسى musa mousa moussa moosa mossa muse
مولوي mawlawi maulawi molavi mulawi
مالك malik malek maalik
ملا mullah mulla molla
مختار mukhtar mokhtar moukhtar muhtar
مبارك mubarak mobarak moubarak mebarek
محفوظ mahfuz mahfouz mahfoudh mahfoz
مقداد miqdad mikdad
مرتضى murtada murtaza morteza mortada mortaza
مجاهد mujahid moujahed mojahed mudjahid
مدني madani madni
منان manan mannan
مازن mazin mazen
ناصر nasir nasser naser naseer nacer
نصر nasr
نصير nasir naseer nosair
نصار nassar nasar
نصرالله nasrallah nasrullah nasrollah nusratullah
نعمان numan noman nouman nu'man
نعيم naim naeem naeim
نبيل nabil nabeel nebil
نبي nabi
نور nur noor nour nor
نورالدين nuruddin noureddine nooruddin nuraldin noredine nureddin nouraldin noraldin
نوري nuri nouri noori
نذير nazir nadhir nadir nazeer
نادر nadir nader
نظير nazir nazeer
ناظم nazim nazem nadhem
نظام nizam nezam
نجيب najib nagib nadjib najeeb nacib
نجم najm nagm nadjm nejm
ناجي naji nagi nadji
نواف nawaf nawwaf
نايف nayif nayef naif
نضال nidal nedal nidhal
نسيم nasim nessim nassim naseem
هاشم hashim hashem hachem hacem
هشام hisham hicham hesham hishan
هادي hadi hady
هاني hani hany
هيثم haytham haitham heitham haithem haysam
هلال hilal helal
وليد walid waleed oualid valid velid
واحد wahid wahed
وحيد wahid waheed vahid ouahid
وائل wail wael
والي wali vali
ولي wali vali veli
وسيم wasim waseem wassim ouassim
ياسر yasir yasser yaser
ياسين yasin yassin yassine yaseen yasine
يحيى yahya yehia yahia yehya
يعقوب yaqub yaqoub yacoub yakub yaqoob yaghoub yacub jakub yakup
يوسف yusuf youssef yousef yousuf yusef yusif youcef yoosef joseph josef iusuf yousif yussuf
يونس yunus younis younes yunis yonus younous yonos junus yunes
يزيد yazid yazeed
عيسى isa issa eisa essa aissa easa
عوض awad ewaz iwad aouad
عواد awwad awad
عوده awda oda odeh awdah
عايد ayid ayed
عارف arif aref areef
عاطف atif atef
عطية atiya attia atiyah
عبيد ubayd obaid ubaid obeid oubeid
عبيدي ubaydi obaidi ubaidi obeidi
عتيبي utaybi otaibi utaibi
عسيري asiri aseeri assiri
عنزي anzi anizi anazi enezi
عكاشة ukasha okasha oukacha
عزام azzam azam
عالم alim alem
عليم alim aleem
علوان alwan olwan
علوي alawi alavi alaoui alwi
اكبر akbar ekber
اكرم akram ekrem
اصغر asghar askar
اشرف ashraf achraf eshraf asraf
اختر akhtar akhter
اغا agha aga aqa
اخوند akhund akhoond
افندي afandi effendi
بشير bashir basheer bachir beshir bechir
بشار bashar bachar
بكر bakr bakar bekr baker
بلال bilal belal bilel
باسم basim basem bassem
بسام bassam basam
بدر badr bader bedr
بدرالدين badruddin badreddine badraldin
بندر bandar bander
برهان burhan borhan
بهاء baha bahaa
بوبكر boubakeur boubacar
ابوبكر abubakr abubakar aboubakar abubaker aboubacar
تيمور taymur timur teymour
تكريتي tikriti takriti tekriti
توفيق tawfiq toufik tewfik tawfik taoufik tofiq
تاج الدين tajuddin tajeddine tajideen tajaldin
ثابت thabit thabet sabit sabet
ذاكر dhakir zakir zaker
ذو الفقار zulfiqar zulfikar dhulfiqar
رباني rabbani rabani
رحماني rahmani rehmani
احمدي ahmadi ahmedi
محمدي mohammadi muhammadi mohamadi mohammedi
حسيني husayni husseini hosseini hussaini hoseini housseini al-hussaini
حسني hasani hassani
هاشمي hashimi hashemi hashmi hachemi
موسوي musawi mousavi mousawi moosavi musavi
قادري qadiri qaderi kadri qadri
قاسمي qasimi qasemi ghasemi gasmi kacimi kasimi
كريمي karimi kareemi
جبوري jubouri jaburi jabouri juburi jiburi djebouri
دليمي dulaymi dulaimi dulaymi duleimi
دوسري dosari dawsari dousari dosary dossari dossary dawsary
شمري shammari shamari chammari shummari
مطيري mutairi mutayri motairi mutiri
بلوشي balushi baloushi balochi bloushi
حداد haddad hadad
نجار najjar najar naggar nadjar
خوري khoury khouri khuri
دوري duri douri doori
راوي rawi rawy
سامرائي samarrai samarai samarraie
جزائري jazairi djazairi jazayri
مصري masri misri masry
شامي shami chami shamy
عراقي iraqi iraki
بغدادي baghdadi bagdadi
ليبي libi liby
تونسي tunisi tounsi tunsi
مغربي maghribi maghrabi moghrabi
يماني yamani yemeni
صومالي sumali somali
حوثي huthi houthi hothi
حربي harbi
غامدي ghamdi ghamidi
زهراني zahrani zahrany
قحطاني qahtani kahtani gahtani
قرشي qurashi qureshi quraishi koreishi
انصاري ansari ensari
صديقي siddiqi siddiqui seddiqi sadiqi
زمان zaman
زماني zamani
رحمت rahmat rahmet
رحمت الله rahmatullah rahmatollah
حبيب الله habibullah habibollah
عبيد الله ubaydullah obaidullah ubaidullah
اسدالله asadullah asadollah
سيف sayf saif seif
سيف الله saifullah sayfallah seifollah saifulah
سيف الدين sayfuddin saifuddin seifeddine saifaldin
فخر الدين fakhruddin fakhreddine fakhraldin
عماد الدين imaduddin emadodin emadoddin imadeddine
علاء الدين alauddin alaeddine alaaldin aladdin
محي الدين muhyiddin mohieddine mohiuddin muhieddine
نجم الدين najmuddin najmaldin nejmeddine
حفيظ الله hafizullah hafizollah
هدى huda houda hoda
مريم maryam mariam meryem mariem
زينب zaynab zainab zeinab zineb zeynep
عائشة aisha aicha ayesha aysha aishah ayse
خديجة khadija khadijah khadidja hatice
ليلى layla leila laila leyla
سميرة samira sameera
سارة sara sarah
نورة nura noura nora
امل amal amel
ايمان iman eman imane
رنا rana
رانيا rania raniya ranya
مها maha
_ alexander aleksandr alexandr oleksandr aliaksandr alyaksandr aleksander alejandro alexandre
_ alexey aleksey alexei aleksei oleksiy
_ sergey sergei serhiy serguei
_ dmitry dmitri dmitriy dmytro dimitri
_ andrey andrei andriy andrej andrzej
_ mikhail mikhael mykhailo michail
_ nikolay nikolai mykola nikolaj
_ yuri yury iurii yuriy iouri
_ evgeny yevgeny evgeniy yevgeniy evgenii
_ vasily vasiliy vasyl vasili
_ viktor victor
_ vladimir volodymyr uladzimir wladimir
_ yulia julia iuliia yuliya
_ natalia natalya nataliya
_ tatiana tatyana tetiana
_ ekaterina yekaterina kateryna
_ chol chul cheol
_ yong young yeong
_ hyok hyuk hyeok
_ jong jeong chong jung chung
_ myong myung myeong
_ kyong kyung gyeong
_ guk kuk gook kook
_ pak park bak
_ ri lee yi li rhee
_ kim gim
_ choe choi
_ son sun seon
_ sok suk seok
_ gonzalez gonzales
_ lopez lopes
_ rodriguez rodrigues
_ fernandez fernandes
_ martinez martines
_ perez peres
_ gomez gomes
_ hernandez hernandes
_ jose josé
_ jesus
_ john jon
_ jonathan johnathan
_ stephen steven stefan
_ michael micheal
_ philip phillip philippe
_ geoffrey jeffrey
_ catherine katherine kathryn
`;
