"""Words of dates: months, weekdays and time zones of many languages, and what may stand beside a date."""

from __future__ import annotations

import unicodedata

_ARABIC_TO_PERSIAN = str.maketrans("يكى", "یکی")  # keyboards write either letter


def fold(text: str) -> str:
    """Lower case without accents, so that "Fevrier" and "février" are one.

    >>> fold("Février"), fold("МАЙ") == fold("май")
    ('fevrier', True)
    """
    text = text.casefold()
    if text.isascii():
        return text
    text = "".join([c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)])
    return text.translate(_ARABIC_TO_PERSIAN)


# The twelve months of each language, with their cases and short forms.
_MONTH_NAMES = """
    january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, september sep sept,
        october oct, november nov, december dec;
    januar jänner, februar feber, märz mär mrz, april, mai, juni, juli, august, september, oktober okt, november,
        dezember dez;
    janvier janv, février févr fév, mars, avril avr, mai, juin, juillet juil, août, septembre, octobre, novembre,
        décembre déc;
    enero ene, febrero, marzo, abril abr, mayo, junio, julio, agosto ago, septiembre setiembre, octubre, noviembre,
        diciembre dic;
    gennaio gen, febbraio, marzo, aprile, maggio mag, giugno giu, luglio lug, agosto, settembre set, ottobre ott,
        novembre, dicembre;
    janeiro, fevereiro fev, março, abril, maio, junho, julho, agosto, setembro, outubro out, novembro, dezembro;
    gener, febrer, març, abril, maig, juny, juliol, agost, setembre, octubre, novembre, desembre;
    januari, februari, maart mrt, april, mei, juni, juli, augustus, september, oktober, november, december;
    styczeń stycznia sty, luty lutego lut, marzec marca, kwiecień kwietnia kwi, maj maja, czerwiec czerwca cze,
        lipiec lipca lip, sierpień sierpnia sie, wrzesień września wrz, październik października paź, listopad
        listopada lis, grudzień grudnia gru;
    январь января янв, февраль февраля фев февр, март марта мар, апрель апреля апр, май мая, июнь июня июн, июль
        июля июл, август августа авг, сентябрь сентября сен сент, октябрь октября окт, ноябрь ноября ноя нояб,
        декабрь декабря дек;
    січня січ, лютого лют, березня бер, квітня кві, травня тра, червня чер, липня лип, серпня сер, вересня вер,
        жовтня жов, листопада лис, грудня гру;
    януари, февруари, март, април, май, юни, юли, август, септември, октомври, ноември, декември;
    јануар, фебруар, март, април, мај, јун, јул, август, септембар, октобар, новембар, децембар;
    leden ledna, únor února, březen března, duben dubna, květen května, červen června, červenec července, srpen
        srpna, září, říjen října, listopad listopadu, prosinec prosince;
    január januára, február februára, marec marca, apríl apríla, máj mája, jún júna, júl júla, august augusta,
        september septembra, október októbra, november novembra, december decembra;
    januar januarja januara, februar februarja februara, marec marca marta, april aprila, maj maja, junij junija juna,
        julij julija jula, avgust avgusta, september septembra, oktober oktobra, november novembra, december decembra;
    siječanj siječnja, veljača veljače, ožujak ožujka, travanj travnja, svibanj svibnja, lipanj lipnja,
        srpanj srpnja, kolovoz kolovoza, rujan rujna, -, studeni studenoga studenog, prosinac prosinca;
    januari januar, februari februar, mars marts, april, maj mai, juni, juli, augusti august, september, oktober,
        november, december desember des;
    janúar, febrúar, mars, apríl, maí, júní, júlí, ágúst, september, október, nóvember, desember;
    sausio, vasario, kovo, balandžio, gegužės, birželio, liepos, rugpjūčio, rugsėjo, spalio, lapkričio, gruodžio;
    janvāris janvārī, februāris februārī, marts martā, aprīlis aprīlī, maijs maijā, jūnijs jūnijā, jūlijs jūlijā,
        augusts augustā, septembris septembrī, oktobris oktobrī, novembris novembrī, decembris decembrī;
    jaanuar, veebruar, märts, aprill, mai, juuni, juuli, august, september, oktoober, november, detsember;
    ocak, şubat, mart, nisan, mayıs, haziran, temmuz, ağustos, eylül, ekim, kasım, aralık;
    január, február, március, április, május, június, július, augusztus, szeptember, október, november, december;
    ianuarie, februarie, martie, aprilie, mai, iunie, iulie, august, septembrie, octombrie, noiembrie, decembrie;
    tammikuuta, helmikuuta, maaliskuuta, huhtikuuta, toukokuuta, kesäkuuta, heinäkuuta, elokuuta, syyskuuta,
        lokakuuta, marraskuuta, joulukuuta;
    ιανουαρίου ιαν, φεβρουαρίου φεβ, μαρτίου μαρ, απριλίου απρ, μαΐου μάι, ιουνίου ιουν, ιουλίου ιουλ, αυγούστου
        αυγ, σεπτεμβρίου σεπ, οκτωβρίου οκτ, νοεμβρίου νοε, δεκεμβρίου δεκ;
    januari, februari, maret, april, mei, juni, juli, agustus, september, oktober, november, desember;
    يناير, فبراير, مارس, أبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر;
    -, شباط, آذار, نيسان, أيار, حزيران, تموز, آب, أيلول, -, -, -;
    ژانویه, فوریه, مارس, آوریل, مه, ژوئن, ژوئیه, اوت, سپتامبر, اکتبر, نوامبر, دسامبر;
    ינואר בינואר, פברואר בפברואר, מרץ במרץ, אפריל באפריל, מאי במאי, יוני ביוני, יולי ביולי, אוגוסט באוגוסט,
        ספטמבר בספטמבר, אוקטובר באוקטובר, נובמבר בנובמבר, דצמבר בדצמבר;
"""
_PERSIAN_MONTH_NAMES = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"

# Words that may stand beside a date without making it prose.
_LABELS = """
    a am an and at by created date dated edited first from in last modified of on posted publication published
    release released since the th st nd rd time updated update written
    aktualisiert bearbeitet datum erstellt geändert stand uhr um veröffentlicht vom von zuletzt am den der
    à le du mis jour modifié mise par publié publie
    a actualizado actualización creado de del el en fecha las hora publicado por
    aggiornato alle il ore pubblicato
    às atualizado atualização em publicada
    bijgewerkt door gepubliceerd geplaatst laatst om op uur
    aktualizacja data dodano godz opublikowano
    в г года добавлено дата обновлено опубликовано от
    kl publicerad publisert udgivet opdateret uppdaterad
    min mins minute minutes read reading lesezeit minuten lecture lectura minutos lettura minuti leitura 読了時間 分
    ngày lúc cập nhật dne v ve o г р року tarihi saat güncelleme a az órakor în ora la στις του klo
    تم نشر نشره نشرت النشر تاريخ بتاريخ في يوم الساعة تحديث آخر صباحا مساء هـ م
    ساعت تاریخ انتشار פורסם עודכן בתאריך בשעה
"""
_WEEKDAYS = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim
    lunes martes miércoles jueves viernes sábado domingo
    lunedì martedì mercoledì giovedì venerdì
    segunda terça quarta quinta sexta feira
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    poniedziałek wtorek środa czwartek piątek sobota niedziela
    понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
    måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
    понеділок вівторок середа четвер пʼятниця субота неділя
    pondělí úterý středa čtvrtek pátek sobota neděle pondelok utorok streda štvrtok piatok nedeľa
    pazartesi salı çarşamba perşembe cuma cumartesi pazar
    hétfő kedd szerda csütörtök péntek szombat vasárnap
    luni marți miercuri joi vineri sâmbătă duminică
    maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
    δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
    senin selasa rabu kamis jumat sabtu minggu
    الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
    ראשון שני שלישי רביעי חמישי שישי שבת יום
    شنبه یکشنبه دوشنبه چهارشنبه پنجشنبه جمعه
"""

# A line without one of these states no time that is relative to now; the fragments are of scripts without spaces.
RELATIVE = frozenset(
    fold(word)
    for word in """
    ago yesterday today now just vor gestern heute gerade il hier aujourd instant hace ayer hoy fa ieri oggi adesso
    há atrás ontem hoje geleden gisteren vandaag temu wczoraj dzisiaj назад вчера сегодня тому вчора сьогодні sedan
    igår idag siden går dag önce dün bugün sitten eilen tänään před včera dnes πριν χθες σήμερα قبل منذ أمس اليوم پیش
    دیروز امروز לפני אתמול היום lalu kemarin trước qua
    """.split()
)
RELATIVE_FRAGMENTS = ("前", "昨", "今", "전", "어제", "오늘", "ที่แล้ว", "ที่ผ่านมา")

# Hours from UTC; only names with one meaning (IST and CST alone have three and two: CST is read as American).
ZONES = {
    **dict.fromkeys(("z", "utc", "gmt", "wet"), 0.0),
    **dict.fromkeys(("bst", "cet", "mez", "west"), 1.0),
    **dict.fromkeys(("cest", "mesz", "eet", "sast"), 2.0),
    **dict.fromkeys(("eest", "msk"), 3.0),
    **dict.fromkeys(("jst", "kst"), 9.0),
    "aest": 10.0,
    "aedt": 11.0,
    "edt": -4.0,
    **dict.fromkeys(("est", "cdt"), -5.0),
    **dict.fromkeys(("cst", "mdt"), -6.0),
    **dict.fromkeys(("mst", "pdt"), -7.0),
    "pst": -8.0,
}
MONTHS = {
    fold(name): number
    for language in _MONTH_NAMES.split(";")
    for number, names in enumerate(language.split(","), 1)
    for name in names.split()
    if name != "-"
}
PERSIAN_MONTHS = {fold(name): number for number, name in enumerate(_PERSIAN_MONTH_NAMES.split(), 1)}
"""Months of the solar calendar of Iran; a year of that calendar tells them from names of another language."""

TABLED = frozenset(
    """en de fr es it pt ca nl pl ru uk bg sr cs sk sl hr da sv no nb nn is lt lv et tr hu ro fi el id zh ja ko ar fa he
    th vi""".split()
)
"""Languages whose months are all in the table (or are numbers): nothing is left for dateparser to know."""
CONNECTORS = frozenset(fold(word) for word in "de del of the th st nd rd er a г g den d º ª ה . , ' \u2019 - /".split())
PLAIN_WORDS = frozenset(fold(word) for word in (_LABELS + _WEEKDAYS).split()) | frozenset(ZONES)
