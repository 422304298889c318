/**
 * Words that companies and societies everywhere take as their own names, in rough order of how often, written by hand:
 * places, colours, hopes, stars and beasts. Their share of ordinary organisation names falls with their place in the list
 * (background.ts): `Golden Star` says little, `Zarubezhneft` much.
 */
export const companyWords = `
middle east gulf new united star golden first royal blue red sea ocean great grand city north south west eastern western northern southern central
asia asian africa african dubai sharjah doha manama muscat jeddah beirut damascus aleppo baghdad cairo tehran isfahan tabriz istanbul ankara moscow
london paris hongkong hong kong shanghai beijing dalian shenzhen guangzhou tianjin kabul kandahar sun moon diamond pearl crystal silver gold green
white black orange rainbow falcon eagle lion tiger phoenix dragon horse dolphin hawk swan lotus cedar palm oasis desert mountain river lake island bay
coast bridge gate tower summit apex peak zenith horizon vision future modern smart digital advanced premium prime elite superior supreme excellent
perfect best top quality standard classic universal unity unique union alliance pioneer leader victory success hope peace freedom liberty justice
trust faith friendship harmony prosperity evergreen spring dawn sunrise light bright shine brilliant power dynamic rapid express fast speed line lines
way road silk route path point target alpha beta delta gamma sigma omega atlas titan zeus apollo mercury jupiter saturn mars venus orion galaxy cosmos
space sky planet earth terra aqua nova neo pacific atlantic mediterranean caspian arctic nile euphrates fajr hilal manar amal jazira jazeera madina
madinah waha najm nujum bahr sahra wadi jabal rawda firdous janna taqwa rahma baraka barakat amana itimad ikhlas wafa quds aqsa haramain haram furqan
youth women students workers farmers revolutionary socialist resistance struggle salvation crescent horseman castle crown king queen prince empire
imperial heritage legacy century millennium millenium master expert partner partners link connect bridgewater globe unitech pars parsian sepehr qeshm
tosan behran خليج شرق اوسط شرقيه غربيه شماليه جنوبيه متحده جديده حديثه اولي كبري جزيره مدينه واحه نجم نجمه نجوم بحر صحراء وادي جبل فردوس جنه تقوي بركه
امان امانه قدس اقصي حرمين فرقان ذهبيه ذهبي فضي اخضر احمر ازرق ابيض نيل فرات دجله بغداد دمشق حلب قاهره بيروت دبي
`;
