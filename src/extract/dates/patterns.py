"""What each atom of a time expression looks like, on the half-width simplified view.

One pattern a kind, in the order they are tried where several fit. Every numeral is bounded and begins where no other
numeral runs on, and what repeats is possessive: the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extract.dates import eras, festivals, words

_ONES = "一二三四五六七八九"
HANZI = f"零〇○{_ONES}十百千万两廿卅几数半"
_DIGITS = r"(?<![0-9])(?<![0-9][.,])[0-9]{1,6}+(?:\.[0-9]{1,2}+)?"
_SPELLED = rf"(?<![{HANZI}])[{HANZI}]{{1,8}}+(?:点[{_ONES}]{{1,2}}+(?=个|小|分钟|年|天))?"
_NUMBER = f"(?:{_DIGITS}|{_SPELLED}|(?<!以)上[百千万](?=[个年天小]))"
_JOINT = r"(?:至|到|~|～|—{1,2}|─{1,2}|――?|–|-{1,2}|/|、|或)"
_UNIT = (
    "年代|世纪|学年度|学年|财政年度|财年|年度|年头|年|载|月份|月|季度|季|交易日|工作日|自然日|日|号|天|昼夜|星期|礼拜|周"
    "|小时|钟头|分钟|秒钟|秒|分|时|点钟|点|刻钟"
)
_LEAD = (
    rf"第|倒数第|(?<=[年月份的])最后|(?<![之以目此提元榜])[前首头](?=\x20?[\d{_ONES}十两几])\x20?"
    r"|民国\x20?|公元前?\x20?|西元\x20?|['’‘]"
)
AMOUNT = rf"""
    (?P<lead>{_LEAD})?
    (?:(?P<low>{_NUMBER})\x20?(?P<joint>{_JOINT})\x20?)?+
    (?P<number>{_NUMBER})(?P<more>\x20?[余多来])?+\x20?
    (?P<piece>个)?+(?P<middle>[半多余])?+\x20?
    (?P<unit>{_UNIT})(?P<half>半(?!年)|[多余](?=[来前后的以时，。、里间]|$))?+
"""

_MONTH = "(?:1[0-2]|0?[1-9])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
# A date in digits begins where no number or word runs on; a hyphen may join it to another.
_OPEN = r"(?:(?<![0-9A-Za-z.\-/:])|(?<=[0-9]-))"
_NOT_IN_NUMBER = r"(?<![0-9A-Za-z.\-/$¥])(?<![0-9],)"
_YEAR = "(?:19|20)[0-9]{2}"
_CENTURY = r"上个?世纪|本世纪|(?:(?<![0-9])[0-9]{1,2}\x20?|[一二三四五六七八九十]{1,3})世纪"
_LUNAR_DAY = f"初[{_ONES}十]|廿[{_ONES}]?|三十|二十[{_ONES}]?|十[{_ONES}]?"
_LUNAR_MONTH = f"正|腊|冬|十[一二]?|[{_ONES}]|(?<![0-9])(?:1[0-2]|[1-9])"
# What makes a month lunar: the word, 正, 腊, 闰, or a day called 初 or 廿.
_LUNAR_CUE = rf"(?=[农阴旧闰正腊大]|冬月初[{_ONES}十]|(?:{_LUNAR_MONTH})月(?:初[{_ONES}十](?!步)|廿))"
_NO_SEASON = "[节晚运天冬夏秋收耕播种粮茶招游灌管风光联考训闱困装款]"
# Behind a score: 以7:17不敌对手.
_PLAYED = "不敌|战胜|击败|大胜|逆转|领先|落后|获胜|力克|力压|惜败|完胜|横扫|取胜|险胜|负于|击退|淘汰|[胜负平]"
# What the day's word 今 or 昨 alone stands before, in the press of Taiwan and Hong Kong: 今表示, 昨依法.
_ACTS = (
    "上午|下午|中午|午|凌晨|清晨|傍晚|深夜|表示|指出|说|称|宣布|公布|公告|发布|举行|召开|出席|开庭|宣判|判|依|遭|由|在|到|于"
    "|前往|出发|受访|接受|回应|强调|认为|证实|透露|披露|呼吁|质询|视察|拜会|会见|抵达|搜索|侦结|起诉|裁定|驳回|逮捕|移送|获|被|将"
    "|再|又|已|仍|也|亦|起|收|开高|开低|开盘|早盘|盘中|股价|外资|三大法人|法人|期|市场|指挥|受邀|登场|推出|传出|率|赴|与|和|下令|下重手"
    "|向|就|针对|邀|批|痛批|重申|坦言|直言|预告|审议|通过|三读|报|晒|发文|发声明|成交|大涨|大跌|上涨|下跌|重挫|终场|收盘"
)
# Before 国庆 the last of a country's name: another country's day than China's.
_ABROAD = "(?:(?<=[兰亚列坡斯拉尔罗多度米])|(?<=(?<![我全中新])国))"
# Behind a day's word what makes it a name: 今日头条.
_NAMED = "头条|说法|资本|之星|方舟|重现|之子|水印"
# 美好明天 is no tomorrow.
_FIGURE = (
    "(?:(?<=美好)|(?<=更好)|(?<=光明)|(?<=灿烂)|(?<=美丽)|(?<=幸福)|(?<=美好的)|(?<=更好的)|(?<=光明的))"
)
_FESTIVAL_TAIL = "(?:小长假|长假|黄金周|假期|假日|期间|当天|当日|前夜)"

# What the patterns below begin with: a character that is enough by itself, or with one of those behind it.
# The words of the lexicon are added to it.
_STARTS = "早晚晨夜今昨"
# What stands behind the first character of a spelled numeral that is in an atom.
_SECOND = rf"{HANZI}点余多来个年代学财载月季交工自日号天昼星礼周小钟分秒时刻世至到~～—─–/、或\x20\-"
_START_PAIRS = {
    "元": "月",
    "上": "午中个百千万世半旬学财周星礼一上月季年",
    "下": "个半旬学财周星礼一下午",
    "中": "旬午下",
    "本": "世学财周星礼",
    "这": "个周星",
    "第": f"0123456789 {HANZI}",
    "前": f"0123456789（( {HANZI}",
    "首": f"0123456789 {HANZI}季月",
    "头": f"0123456789 {HANZI}",
    "倒": "数",
    "最": "后",
    "民": "国",
    "公": "元",
    "西": "元",
    "农": "历",
    "阴": "历",
    "旧": "历",
    "闰": "正腊冬十一二三四五六七八九123456789",
    "正": "月",
    "腊": "月",
    "冬": "月季天",
    "春": "季天",
    "夏": "季天",
    "秋": "季天",
    "大": "年",
    "周": "一二三四五六日天末",
    "星": "期",
    "礼": "拜",
    "去": "年春夏秋冬（( ",
    "明": "春夏秋冬（( ",
    "同": "期月季",
    "Q": "1234",
    "H": "12",
    "年": "初底末中终内",
    "岁": "末",
    "月": "初底末中",
    "季": "末初",
    "全": "年",
    "开": "年",
    "伊": "始",
    "现": "在",
    "目": "前",
    "凌": "晨",
    "清": "晨",
    "傍": "晚",
    "深": "夜",
    "午": "间后夜",
}

_PATTERNS = {
    "compact": rf"(?<![0-9A-Za-z.]){_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z.])",
    "iso": rf"{_OPEN}(?:1[3-9]|2[01])[0-9]{{2}}(?P<mark>[-/.]){_MONTH}(?:(?P=mark){_DAY})?"
    r"(?![0-9%万亿元倍]|[/.][0-9]|-[0-9]{1,3}(?![0-9/]))",
    "dmy": rf"{_OPEN}{_DAY}/{_MONTH}/{_YEAR}(?![0-9])",
    "lunar": rf"{_LUNAR_CUE}(?:(?P<cue>农历|阴历|旧历)的?)?\x20?(?P<leap>闰)?(?P<lunar_month>{_LUNAR_MONTH})月"
    rf"(?P<lunar_day>{_LUNAR_DAY})?日?|大年(?P<new_year>初[{_ONES}十])",
    "decade": rf"(?:(?P<of_century>{_CENTURY})[的\x20]?)?(?P<tens>(?<![0-9])[1-9]0|[{_ONES[1:]}][十〇○零]|(?<=世纪\x20)00|(?<=世纪)00)\x20?年代"
    r"(?P<decade_part>初期?|中后期|中期|末期?|后期|早期)?",
    "century": rf"(?:{_CENTURY})(?:初期?|末期?|中叶)?",
    "plan": rf"[“\"「『]?(?P<plan_number>十[{_ONES}]?|(?<=[“\"「『])[{_ONES}])五[”\"」』]?(?:规划|计划)?"
    r"(?P<stage>的?开局之?年|的?收官之?年|期间|时期|末期?|初期?)",
    "nth_weekday": rf"(?:第(?P<nth>[{_ONES[:5]}1-5])|最后一)个(?:周|星期|礼拜)(?P<nth_day>[一二三四五六日天末])",
    "weekday": r"(?P<week>上上个?|上一?个?|下下个?|下一?个?|本|这个?)?"
    r"(?:周|星期|礼拜)(?P<day_of_week>[一二三四五六日天末])",
    "same": r"(?:(?P<whose>去年|上年|前年|上一年|上年度|去年度|上月|上季度?|今年)的?)?同(?:期|月|季度?)",
    "pair": "今明两(?P<pair_unit>[年天日])",
    "paren_year": r"[今去明前]\x20?[（(]\x20?(?P<paren_number>[0-9]{3,4})\x20?(?:[）)]\x20?年|年\x20?[）)])",
    "paren": r"(?P<base>[今昨明前])\x20?[（(]\x20?(?P<paren_day>[0-9]{1,2})\x20?(?:[）)]\x20?(?:日|天|晚|晨|早)|日\x20?[）)])",
    "vague": "",
    "festival": "",
    "relative": "",
    "era": "",
    "clock": rf"(?<![0-9:.])(?<!比分)(?:2[0-4]|[01]?[0-9]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:])(?!{_PLAYED})(?:许)?",
    "year_part": r"(?<![0-9A-Za-z.])(?:(?:20[0-9]{2}|[12][0-9])年?\x20?[QH][1-4]|[QH][1-4]\x20?20[0-9]{2}|[1-4][QH](?:20[0-9]{2}|[12][0-9]))(?![0-9A-Za-z年])",
    "quarter": r"(?<![A-Za-z0-9])Q(?P<q>[1-4])(?:季度|季)(?![A-Za-z0-9])|(?:(?<=[0-9])|(?<=年)|(?<=年\x20)|(?<![A-Za-z0-9])(?=Q[1-4]\x20?[财营净业毛销出，、]))"
    r"Q(?P<q_bare>[1-4])(?![A-Za-z0-9])|首季度?",
    "bare_day_to": rf"(?<=[0-9]月)(?:3[01]|[12][0-9]|[1-9])(?=[至到]{_MONTH}月)",
    "result": r"(?<![0-9.:])(?:[0-9]{1,2}小?时)?(?:[0-9]{1,3}分(?:[0-5]?[0-9]秒[0-9]{0,3})|[0-9]{1,2}秒[0-9]{1,3})(?![0-9.])",
    "month_day": rf"(?<![0-9A-Za-z/.\-又占了])(?P<md_month>{_MONTH})/(?P<md_day>{_DAY})(?![0-9/%.A-Za-z])",
    "amount": AMOUNT,
    "january": "(?<![一二三四五六七八九十百千万亿零0-9])元月份?",
    "lone_year": rf"\A{_YEAR}\Z|(?<=\.[01][0-9][-~至到—]){_YEAR}(?![0-9.])",
    "bare_day": rf"(?<=[0-9{_ONES}十]月)(?:3[01]|[12][0-9]|[1-9]|[二三]十[{_ONES}]?|十[{_ONES}])(?=$|[，。；）)至到])",
    "half_year": "[上下]半年度?",
    "rel_school": r"(?P<which_school>[本上下])一?个?(?:学年|财年|财政年度)(?!度)",
    "ten_days": "(?:上|上?中|中?下)旬",
    "part": r"年初|年底|年末|年中(?![国央学心小])|年终|岁末|年内|(?<!岁)月(?:初|底|末|中旬?)|(?<!赛)季[末初]|全年度?|开年|伊始"
    r"|(?<=[年月度])\x20?[初底末](?!端|日|代)|(?<=年)[内间中](?=[，。、,；;）)召])|首月(?!球|亮)",
    "season": rf"(?<!暑)[今去明][春夏秋冬](?!{_NO_SEASON})|[春夏秋冬][季天]|(?<=年)[春夏秋冬](?!{_NO_SEASON})",
    "daytime": "上午|下午|中午|凌晨|清晨|早晨|早上|晚上|傍晚|晚间|早间|深夜|午间|午后|正午|午夜|夜间|夜里"
    "|晚(?![些会报宴餐期年班安])|早(?![盘场期些已就年前先教餐报市班])|晨(?![练报跑会光])|夜(?![市景色空校经游班宵总])",
    "years": rf"{_NOT_IN_NUMBER}{_YEAR}\x20?(?:[-~～–]|—{{1,2}}|至|到)\x20?{_YEAR}(?![0-9A-Za-z.,%万亿元家个])",
    "event_year": rf"{_NOT_IN_NUMBER}(?<![第〔\[]){_YEAR}(?=\x20?[一-鿿“])",
    "today": rf"(?<![如至当现迄而古尔于从自直时到比胜昔])今(?={_ACTS})|昨(?={_ACTS})(?<![今一]昨)",
    "now": "今(?=[，。、,；;）)已共]|$)|目前|现在",
}


@cache
def lexer() -> re.Pattern[str]:
    """All patterns as one, each kind a group of its name, behind one look at what an atom begins with."""
    return re.compile(f"(?={_starts()})(?:{kinds()})", re.VERBOSE)


def kinds() -> str:
    """The patterns, those of the lexicon's words among them, as one alternation."""
    periods = words.periods()
    behind = "".join(periods.not_vague_behind)
    listed = {
        "vague": f"(?<![{behind}])(?:{_either(periods.vague)})(?!后|(?<=近月)[制点轨星]|(?<=最近)\\x20?[0-9{_ONES}十两半百])",
        "festival": f"(?<!犹太)(?<![{_ONES}])(?!{_ABROAD}国庆)(?<![欢共]度)(?<![^经超不通越路错]过)(?P<which>下一?个|上一?个)?(?P<festival_name>{_either(festivals.by_name())})"
        f"(?!联欢|晚会|档|路|村|镇|街|黄酒|目|州|(?<=[{_ONES}十])[日号]|(?<=[{_ONES}])[零〇○{_ONES}十百千万亿])(?:{_FESTIVAL_TAIL})*",
        "relative": f"(?!{_FIGURE}明天)(?!(?<=[马网线路目空])[上前下]|(?<=[版样文基资课脚日原成剧])本)(?:{_either(words.relative())})(?<!马上一年)(?!性|气|然|龄|级|达|版|轻|而语|(?<=[今昨明]日)(?:{_NAMED})|(?<=前天)[津安])",
        "era": f"(?P<era_name>{_either(eras.first_years())})(?P<era_year>元|[0-9]{{1,2}}|[{_ONES}十]{{1,3}})年",
    }
    patterns = {**_PATTERNS, **listed}
    return "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in patterns.items())


def _starts() -> str:
    """What an atom begins with: a character, or a frequent one with the character behind it.

    Most of a text is passed over at this one look.
    """
    listed = (*words.periods().vague, *festivals.by_name(), *words.relative(), *eras.first_years())
    pairs: dict[str, set[str]] = {first: set(second) for first, second in _START_PAIRS.items()}
    for word in listed:
        pairs.setdefault(word[0], set()).update(word[1:2])
    either = [rf"{re.escape(first)}[{''.join(sorted(second))}]" for first, second in pairs.items() if second]
    return "|".join(
        [
            f"[{_STARTS}]",
            "(?<![0-9])[0-9]",
            f"(?<![{HANZI}])[{HANZI}](?:[{_SECOND}]|(?<=月.))",
            f"(?<=[{HANZI}])[{HANZI}](?=[{HANZI}]{{0,3}}(?:[^{HANZI}]|$))",  # inside a numeral, near its end
            rf"[“\"「『'’‘][0-9{HANZI}]",
            r"(?<=[年月度\x20])[初底末内间中春夏秋冬]|今$",
            *either,
        ]
    )


def _either(alternatives: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(alternatives, key=lambda word: (-len(word), word))))
