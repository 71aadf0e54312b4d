"""Sentences of our own with their marks, and their facts: quantity | subject | metric | period | change basis."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .marked import facts

ROWS = [
    # the metric in front of the number
    ("<2024年>云岭县地区生产总值{310亿元}。", ["310亿元 | 云岭县 | 地区生产总值 | 2024年"]),
    ("[青禾电子|company]<上半年>营业收入为{8亿元}。", ["8亿元 | 青禾电子 | 营业收入 | 上半年"]),
    (
        "<2024年>，[青禾电子|company]营业收入{12亿元}、净利润{3亿元}。",
        ["12亿元 | 青禾电子 | 营业收入 | 2024年", "3亿元 | 青禾电子 | 净利润 | 2024年"],
    ),
    # a change goes back to what was measured
    (
        "<一季度>全国税收收入{5万亿元}，同比增长{2%}。",
        ["5万亿元 | 全国 | 税收收入 | 一季度", "2% | 全国 | 税收收入 | 一季度 | up yoy"],
    ),
    (
        "[青禾电子|company]<5月>销量{300辆}，环比下降{4%}。",
        ["300辆 | 青禾电子 | 销量 | 5月", "4% | 青禾电子 | 销量 | 5月 | down mom"],
    ),
    (
        "[青禾电子|company]<5月>销量{300辆}，较<去年同期>增加{20辆}。",
        ["300辆 | 青禾电子 | 销量 | 5月", "20辆 | 青禾电子 | 销量 | 5月 | up yoy"],
    ),
    # a change with its target is a level
    (
        "[青禾电子|company]毛利率由<2023年>的{30%}提高到<2024年>的{36%}。",
        ["30% | 青禾电子 | 毛利率 | 2023年", "36% | 青禾电子 | 毛利率 | 2024年"],
    ),
    # parts of a whole
    (
        "<1月>全国用电量{9000亿千瓦时}。其中，工业{6000亿千瓦时}，居民{1000亿千瓦时}。",
        [
            "9000亿千瓦时 | 全国 | 用电量 | 1月",
            "6000亿千瓦时 | 工业 | 用电量 | 1月",
            "1000亿千瓦时 | 居民 | 用电量 | 1月",
        ],
    ),
    # shares
    (
        "[青禾电子|company]海外收入{4亿元}，占总收入的{三成}。",
        ["4亿元 | 青禾电子 | 海外收入", "三成 | 海外收入 | 占总收入"],
    ),
    # distribution
    (
        "<上半年>云岭县出口、进口分别增长{5%}和{6%}。",
        ["5% | 云岭县 | 出口 | 上半年 | up", "6% | 云岭县 | 进口 | 上半年 | up"],
    ),
    # the thing counted behind the number
    ("云岭县已建成{29个}公园，引进{5家}上市企业。", ["29个 | 云岭县 | 公园", "5家 | 云岭县 | 上市企业"]),
    ("[青禾电子|company]成立于<2015年>。公司拥有员工{800余人}。", ["800余人 | 青禾电子 | 员工"]),
    # who reports of others is no subject; who reports of itself is
    (
        "[国家粮食局|government]<9日>公布数据显示，<前5个月>云岭县粮食产量{30万吨}。",
        ["30万吨 | 云岭县 | 粮食产量 | 前5个月"],
    ),
    ("[青禾电子|company]公告称，<4月>公司营业收入{2亿元}。", ["2亿元 | 青禾电子 | 营业收入 | 4月"]),
    # a period doesn't outlive its paragraph
    (
        "<一季度>云岭县出口{10亿元}。\n云岭县常住人口{30万}。",
        ["10亿元 | 云岭县 | 出口 | 一季度", "30万 | 云岭县 | 常住人口"],
    ),
    # a thing governs the sentences behind its own only where they take it up again
    (
        "数据显示，“海葵七号”试产。它集生产、储存于一体，最大储油量达{6万吨}。",
        ["6万吨 | 海葵七号 | 最大储油量"],
    ),
    ("数据显示，“海葵七号”试产。工程进展顺利，总重量达{6万吨}。", []),
    # a number that only describes the noun behind it measures nothing in front
    ("云岭县负责县城{90%}的驿站投递。", []),
    ("云岭县月营业额{20万元}以下的电商免税。", []),
    ("云岭县旅游收入{20亿元} 接待游客创新高。", ["20亿元 | 云岭县 | 旅游收入"]),
    # what is measured ends in a common noun
    ("云岭县持续推进“一企{一码}”应用。", []),
    ("[青禾电子|company]推出四拖{19499元}。", []),
    ("云岭县银行业{143亿元}、保险业{61亿元}。", []),
    # a bare change doesn't go back past a number that made no fact
    ("[青禾电子|company]销量{373辆}，自主累计批发{136辆}，同比增长{12%}。", ["373辆 | 青禾电子 | 销量"]),
    # from where to where
    (
        "云岭县游客人数由高峰逾{1000人}减至{300人}。",
        ["1000人 | 云岭县 | 游客人数", "300人 | 云岭县 | 游客人数"],
    ),
    (
        "云岭县水质达标率由<2015年>的{67%}跃升至<2025年>的{96%}，提高了{29个百分点}。",
        [
            "67% | 云岭县 | 水质达标率 | 2015年",
            "96% | 云岭县 | 水质达标率 | 2025年",
            "29个百分点 | 云岭县 | 水质达标率 | 2025年 | up",
        ],
    ),
    # what the measured is set against isn't measured
    ("云岭县进口增速快于出口{8个百分点}。", []),
    ("云岭县汽车产量达到全国总产量的{44%}。", []),
    # what somebody brought about isn't theirs
    ("云岭县降息潮带动鲜菜价格上涨{3%}。", ["3% | 鲜菜 | 价格 | up"]),
    # 年均 says how a change was counted
    ("云岭县企业数量年均增长{9%}。", ["9% | 云岭县 | 企业数量 | up"]),
    # behind a semicolon a whole name of what is measured is of no thing
    (
        "<7月末>，广义货币余额{329万亿元}；人民币贷款增加{12万亿元}。",
        ["329万亿元 | 广义货币 | 余额 | 7月末"],
    ),
    ("[青禾电子|company]增持后持股比例达{24%}。", ["24% | 青禾电子 | 持股比例"]),
    # 环比 is against the period before, as long as the one named
    (
        "[青禾电子|company]<一季度>销量{300辆}，环比下降{4%}。",
        ["300辆 | 青禾电子 | 销量 | 一季度", "4% | 青禾电子 | 销量 | 一季度 | down qoq"],
    ),
    (
        "<6月2日>全国客运量{300人次}，环比下降{4%}，月增{1%}。",
        [
            "300人次 | 全国 | 客运量 | 6月2日",
            "4% | 全国 | 客运量 | 6月2日 | down",
            "1% | 全国 | 客运量 | 6月2日 | up mom",
        ],
    ),
    ("[青禾电子|company]销量环比下降{4%}。", ["4% | 青禾电子 | 销量 | down"]),
    # a bare 全年 is the year of no day, month or quarter before it
    (
        "<2024年末>[青禾电子|company]总资产{218亿元}；全年营业收入{96亿元}，净利润{4亿元}。",
        [
            "218亿元 | 青禾电子 | 总资产 | 2024年末",
            "96亿元 | 青禾电子 | 营业收入",
            "4亿元 | 青禾电子 | 净利润",
        ],
    ),
    (
        "<2024年>[青禾电子|company]总资产{218亿元}，全年营业收入{96亿元}。",
        ["218亿元 | 青禾电子 | 总资产 | 2024年", "96亿元 | 青禾电子 | 营业收入 | 2024年"],
    ),
    # a list's item begins anew, with whom it names
    (
        "1.[甲电子|company]：订单增加，股价上涨{3%}。2.新股：订单增加，股价上涨{2%}。",
        ["3% | 甲电子 | 股价 | up"],
    ),
    # whom a clause opens with has its sentence, whether or not its own number made a fact
    (
        "云岭县出口增长。{第3名}[青禾电子|company]收高{2%}，成交{132亿元}。",
        ["132亿元 | 青禾电子 | 成交"],
    ),
    # who announces at the end, what happens in a body, our own things
    (
        "主营黄金、产量居前的[甲矿业|company]<周四>公告，交易价格{16亿元}。",
        ["16亿元 | 甲矿业 | 交易价格"],
    ),
    ("<今日>在[甲法院|government]承认控罪，被判处罚款{4万元}。", []),
    ("云岭县抢抓机遇。“我们的产品覆盖全国，产值在{10亿元}左右。”", []),
    # what a verb governs isn't whose a metric is
    ("统筹落实中央专项资金{1亿元}。", []),
    ("力争实现营业收入{6000亿元}。", []),
    ("<2024年>，中非贸易规模{2万亿元}。", ["2万亿元 | 中非 | 贸易规模 | 2024年"]),
    # a verb says which way the known metric behind it went
    ("<2024年>全国累计减少上门次数{124万次}。", ["124万次 | 全国 | 上门次数 | 2024年 | down"]),
    ("云岭县全面上调存款利率{0.5个百分点}。", ["0.5个百分点 | 云岭县 | 存款利率 | up"]),
    # a clause that tells how a known metric went has the bare change behind it
    (
        "[青禾电子|company]毛利润{2亿元}；净亏损大幅收窄，同比下降{34%}。",
        ["2亿元 | 青禾电子 | 毛利润", "34% | 青禾电子 | 净亏损 | down yoy"],
    ),
    # what is left of a phrase names nothing; nor does a condition state anything
    (
        "[青禾电子|company]净利润{3亿元}，扣非后净利润为{2亿元}。",
        ["3亿元 | 青禾电子 | 净利润", "2亿元 | 青禾电子 | 扣非后净利润"],
    ),
    ("若[青禾电子|company]净利润超过{3亿元}，另行协商。", []),
    # where something went through, and where it was done
    ("经大桥口岸通过跨境电商平台出口累计突破{2000亿元}。", []),
    ("[甲科技|company]持续合作，在香港完成交易，金额达{1亿元}。", ["1亿元 | 甲科技 | 金额"]),
    # the last of a list in the clause before, without what it does
    (
        "鲜果、淡水鱼和海水鱼供应减少，价格分别上涨{3%}、{2%}和{1%}。",
        ["3% | 鲜果 | 价格 | up", "2% | 淡水鱼 | 价格 | up", "1% | 海水鱼 | 价格 | up"],
    ),
    # a span of no known days ends an earlier period
    (
        "<2024年>云岭县旅游收入{3亿元}。近<两年>，云岭县出口{5亿元}。",
        ["3亿元 | 云岭县 | 旅游收入 | 2024年", "5亿元 | 云岭县 | 出口"],
    ),
    # a title is whole, and a space between Chinese characters parts two headings
    ("云岭县票房中，《末日：清算》累计票房达{2亿元}。", ["2亿元 | 云岭县 | 《末日：清算》累计票房"]),
    ("云岭县服务供给扩大 床位总数达{200张}", ["200张 | 云岭县 | 床位总数"]),
    # what closes a date in front, an adverb and each are no metric
    ("云岭县<今年>以来出入境人员量突破{600万人次}。", ["600万人次 | 云岭县 | 出入境人员量 | 今年"]),
    ("云岭县荔枝零售价普遍在每斤{12元}。", ["12元 | 云岭县 | 荔枝零售价"]),
    ("云岭县票房时隔多日再度突破{2亿元}。", []),
    ("[青禾电子|company]发布财报。董事会建议派发末期股息{2元}。", ["2元 | 青禾电子 | 末期股息"]),
    ("<前5个月>，我国以承包工程方式对非洲出口{12亿元}。", ["12亿元 | 我国 | 对非洲出口 | 前5个月"]),
    ("并侵占公司财物{366万元}。", []),
    # 其 is of what the sentence is about; one character is no thing's name
    ("[湛江海事局|other]响应。据悉，南海热带低压增强，其最大风速{15米}。", ["15米 | 南海 | 最大风速"]),
    (
        "[青禾电子|company]净利润{3亿元}。截至财<年末>公司总资产为{8亿元}。",
        ["3亿元 | 青禾电子 | 净利润", "8亿元 | 青禾电子 | 总资产 | 年末"],
    ),
    ("[青禾电子|company]推出{9%}大电池。", []),
    # joined names have something together; a joint within what a company is joins none
    ("<前5个月>中国与[东盟|association]贸易总值{3万亿元}。", ["3万亿元 | 中国与东盟 | 贸易总值 | 前5个月"]),
    ("航空航天与国防公司[青禾|company]股价上涨{3%}。", ["3% | 青禾 | 股价 | up"]),
    # 该 and 这 begin something else than the text is about, unless they name its kind
    ("[青禾电子|company]推出手柄。该设备仅支持蓝牙，定价{29美元}。", []),
    ("[青禾电子|company]发布年报。该集团实现营业收入{3亿元}。", ["3亿元 | 青禾电子 | 营业收入"]),
    ("[青禾电子|company]发布公告。该工厂总投资{3亿元}。", []),
    ("云岭县位于山中。该县旅游收入{3亿元}。", ["3亿元 | 云岭县 | 旅游收入"]),
    ("[甲银行|finance]经济学家预计，人民币汇率将升值{1%}。", ["1% | 人民币 | 汇率 | up"]),
    ("[甲银行|finance]上门走访。“他们现场将我的信贷额度提升到{30万元}。”", []),
    ("力争到<2027年>，全国物流费用率降至{13%}。", ["13% | 全国 | 物流费用率 | 2027年"]),
    # what is done to the things counted belongs to the metric; having them does not
    ("[云岭机场|other]已取消航班{77架}。", ["77架 | 云岭机场 | 取消航班"]),
    ("[云岭机场|other]拥有航班{77架}。", ["77架 | 云岭机场 | 航班"]),
    # a product's price or measure is no company's
    ("[青禾电子|company]推出手柄，定价{29美元}。", []),
    ("[青禾电子|company]推出新品。背夹 6 Pro 定价{29美元}。", ["29美元 | 背夹 6 Pro | 定价"]),
    # with or towards what a metric is belongs to it; a joint in front does, too
    (
        "<2023年>，最终消费支出对经济增长的贡献率达{82%}。",
        ["82% | 最终消费支出 | 对经济增长的贡献率 | 2023年"],
    ),
    ("[青禾电子|company]信息安全产品和服务收入{11亿元}。", ["11亿元 | 青禾电子 | 信息安全产品和服务收入"]),
    # what is made and what is sold are of one and the same thing
    (
        "[青禾汽车|company]<5月>新能源车产量{3万辆}；销量{2万辆}，同比增长{4%}。",
        [
            "3万辆 | 青禾汽车 | 新能源车产量 | 5月",
            "2万辆 | 青禾汽车 | 新能源车销量 | 5月",
            "4% | 青禾汽车 | 新能源车销量 | 5月 | up yoy",
        ],
    ),
    # nothing is guessed
    ("{3亿元}。", []),
    ("排名{第三}。", []),
    # a stray bracket swallows nothing; what brackets hold is read behind the clause
    (
        "云岭县<上半年>出口{10亿元}(海关口径，进口{4亿元}。",
        ["10亿元 | 云岭县 | 出口 | 上半年", "4亿元 | 云岭县 | 进口 | 上半年"],
    ),
    (
        "[青禾电子|company]股价<周一>上涨{3%}（盘中最高价{40美元}），市值{6亿美元}。",
        [
            "3% | 青禾电子 | 股价 | 周一 | up",
            "40美元 | 青禾电子 | 最高价 | 周一",
            "6亿美元 | 青禾电子 | 市值 | 周一",
        ],
    ),
    # a period goes back to the sentence's frame behind a semicolon
    (
        "<3月末>，全国贷款余额{9万亿元}，<3月>增加{1万亿元}；存款余额{8万亿元}。",
        [
            "9万亿元 | 全国 | 贷款余额 | 3月末",
            "1万亿元 | 全国 | 贷款余额 | 3月 | up",
            "8万亿元 | 全国 | 存款余额 | 3月末",
        ],
    ),
    # casualties, money spent, an age that counts nobody
    ("云岭县发生山体滑坡，造成{3人}受伤。", ["3人 | 云岭县 | 受伤"]),
    ("[青禾电子|company]投入{2亿元}建设新厂。", ["2亿元 | 青禾电子 | 投入"]),
    ("云岭县一名{10岁}男童走失。", []),
    # 公司 where no company is known
    ("公司营业收入{3亿元}。", []),
    # the part is whose a share is
    ("云岭县外来人口占比{20%}。", ["20% | 云岭县外来人口 | 占比"]),
    # the metric said behind what it is compared to
    ("<上半年>云岭县较<去年同期>出口额增加{3亿元}。", ["3亿元 | 云岭县 | 出口额 | 上半年 | up yoy"]),
    # a list in the clause before
    (
        "出口最多的是[甲公司|company]、[乙公司|company]和[丙公司|company]，出口额分别为{3亿元}、{2亿元}和{1亿元}。",
        ["3亿元 | 甲公司 | 出口额", "2亿元 | 乙公司 | 出口额", "1亿元 | 丙公司 | 出口额"],
    ),
    # a heading begins another story; who comes from where
    (
        "丰河市：科创先锋\n引进企业{40家}，其中{9家}来自海外。",
        ["40家 | 丰河市 | 引进企业", "9家 | 海外 | 引进企业"],
    ),
    # traditional characters
    (
        "[青禾銀行|finance]<8月>稅前獲利{33億元}，年減{8.6%}。",
        ["33億元 | 青禾銀行 | 稅前獲利 | 8月", "8.6% | 青禾銀行 | 稅前獲利 | 8月 | down yoy"],
    ),
    # a label and its number
    (
        "[青禾电子|company]营业总收入：{12亿元}，同比增长{5%}。",
        ["12亿元 | 青禾电子 | 营业总收入", "5% | 青禾电子 | 营业总收入 | up yoy"],
    ),
    # what is compared to is a number of its own, and gives the change its basis
    (
        "[青禾电子|company]<2025年>实现营业收入{12亿元}，比<上年同期>的{15亿元}下降{20%}。",
        [
            "12亿元 | 青禾电子 | 营业收入 | 2025年",
            "15亿元 | 青禾电子 | 营业收入 | 上年同期",
            "20% | 青禾电子 | 营业收入 | 2025年 | down yoy",
        ],
    ),
    # a share that grows; a change and then its level
    (
        "<前5个月>，民营企业进出口{10万亿元}，占外贸总值的{57%}，较<去年同期>提升{2.3个百分点}。",
        [
            "10万亿元 | 民营企业 | 进出口 | 前5个月",
            "57% | 民营企业 | 占外贸总值 | 前5个月",
            "2.3个百分点 | 民营企业 | 占外贸总值 | 前5个月 | up yoy",
        ],
    ),
    (
        "[青禾电子|company]销量增长{3倍}，达到{3万辆}。",
        ["3倍 | 青禾电子 | 销量 | up", "3万辆 | 青禾电子 | 销量"],
    ),
    ("[青禾电子|company]销量增长到{3万辆}。", ["3万辆 | 青禾电子 | 销量"]),
    # 其中 takes the basis of what governs it
    (
        "<前4个月>，全国进出口{14万亿元}，同比增长{2%}。其中，出口{8万亿元}，增长{7%}。",
        [
            "14万亿元 | 全国 | 进出口 | 前4个月",
            "2% | 全国 | 进出口 | 前4个月 | up yoy",
            "8万亿元 | 全国 | 出口 | 前4个月",
            "7% | 全国 | 出口 | 前4个月 | up yoy",
        ],
    ),
    # kinds of one metric; a list told in the clause before; with whom
    (
        "<2024年>，云岭县第一产业、第二产业增加值分别为{12亿元}和{30亿元}。",
        ["12亿元 | 云岭县 | 第一产业增加值 | 2024年", "30亿元 | 云岭县 | 第二产业增加值 | 2024年"],
    ),
    (
        "北京、广东软件业务收入位居全国前列，同比分别增长{10%}和{11%}。",
        ["10% | 北京 | 软件业务收入 | up yoy", "11% | 广东 | 软件业务收入 | up yoy"],
    ),
    (
        "<5月>，我国对东盟、非洲出口分别增长{16%}和{35%}。",
        ["16% | 我国 | 对东盟出口 | 5月 | up", "35% | 我国 | 对非洲出口 | 5月 | up"],
    ),
    # stakes, rounds, staff
    ("[甲集团|company]持有[青禾电子|company]{12.5%}股权。", ["12.5% | 甲集团 | 青禾电子股权"]),
    (
        "[青禾电子|company]完成{2亿元}B轮融资，现有员工{300人}。",
        ["2亿元 | 青禾电子 | B轮融资", "300人 | 青禾电子 | 员工"],
    ),
    # market indexes
    (
        "恒指收報{23892點}，升{103點}，升幅{0.4%}。",
        ["23892點 | 恒指 | 收報", "103點 | 恒指 | 升 | up", "0.4% | 恒指 | 升幅 | up"],
    ),
    # per head, per day, per share
    ("<2024年>云岭县居民人均可支配收入{4万元}。", ["4万元 | 云岭县居民 | 人均可支配收入 | 2024年"]),
    (
        "[青禾汽车|company]<5月>日均销量{300辆}。[青禾汽车|company]每股收益{1.2元}。",
        ["300辆 | 青禾汽车 | 日均销量 | 5月", "1.2元 | 青禾汽车 | 每股收益 | 5月"],
    ),
    # a row of a table, as reading writes it
    ("云岭县\t产值{123.4亿元}\t增长{5.2%}", ["123.4亿元 | 云岭县 | 产值", "5.2% | 云岭县 | 产值 | up"]),
    # the day of a report is no period; what the report is on is
    (
        "[青禾电子|company]<今日>发布<5月>产销快报：产量{3万辆}。",
        ["3万辆 | 青禾电子 | 产量 | 5月"],
    ),
    # with whom, from where, how: nobody has these; a list summed up isn't counted
    ("云岭县与{7家}企业会面。", []),
    ("北京、天津{两个}城市举办活动。", []),
    ("河北的李女士购买了{100个}盲盒。", []),
    # a number that only describes another noun, belongs to a name, or says where, for whom and how often
    ("云岭县建成年产{600支}叶片的生产基地。", []),
    ("云岭县赞赏某国提出的{4大}全球倡议。", []),
    ("[青禾电子|company]赞助本届“世界{12强}棒球赛”。", []),
    ("[青禾电子|company]在{180所}学校启动试点。", []),
    ("[青禾电子|company]为{200个}国家提供产品。", []),
    ("[青禾电子|company]同客户{2次}进行沟通。", []),
    ("云岭县派人前往这{两个}乡镇。", []),
    ("[青禾电子|company]{668个}项目开工率超过{70%}。", ["70% | 项目 | 开工率"]),
    ("平台使{15个}部门的{43类}数据互通。", []),
    ("云岭县表现稳定，其余{25个}县下降。", []),
    ("在全国{3大}公司中，[青禾电子|company]居首。", []),
    # where the noun ends: a verb, the next item of a list, a space between headings, words that describe it
    ("云岭县{105家}医院启动试点。", ["105家 | 云岭县 | 医院"]),
    (
        "[青禾电子|company]共发行{11档}债券、规模达{20亿元}。",
        ["11档 | 青禾电子 | 债券", "20亿元 | 债券 | 规模"],
    ),
    ("云岭县遴选出{50个}具有代表性的故事。", ["50个 | 云岭县 | 故事"]),
    ("云岭县推出{8项}城市品质提升项目。", ["8项 | 云岭县 | 城市品质提升项目"]),
    ("[青禾电子|company]拥有{39个}营收超过{1亿元}的产品。", []),
    # what so many do or suffer isn't how many there are; times, limits and parts of an attribute count nothing
    ("云岭县共有{5家}银行参加存款保险。", []),
    ("云岭县连续{3个}财政年度增收。", []),
    ("[青禾电子|company]与超过{1500间}商铺推出优惠。", []),
    # money is an amount of money, of other things the price
    ("[青禾电子|company]获得{2亿元}救灾资金。", ["2亿元 | 青禾电子 | 救灾资金"]),
    ("云岭县推出{2元}矿泉水。", []),
    ("云岭县出资{5亿元}组建母基金。", ["5亿元 | 云岭县 | 出资"]),
    # who else may have it: another who acts, one of two, whom a place or a manner isn't
    ("云岭县近日降温。警方事后查获{9辆}汽车。", ["9辆 | 警方 | 汽车"]),
    ("云岭县近日降温。该航线已累计执飞{300个}班次。", []),
    ("云岭县和各地签约{2万家}企业。", []),
    ("本届赛事共设{6项}接力比赛。", ["6项 | 本届赛事 | 接力比赛"]),
    ("云岭县近日降温，现场查获{9辆}汽车。", ["9辆 | 云岭县 | 汽车"]),
    ("云岭县博物馆展出{1000组}彩灯。", ["1000组 | 云岭县博物馆 | 彩灯"]),
    ("成本管控、资产优化是[青禾电子|company]增长的{3个}原因。", []),
    ("[青禾电子|company]今日推出新款主机。该主机性能不俗，搭载{2个}接口。", []),
    (
        "[青禾电子|company]公布了{2个}信息：{100万}用户。",
        ["2个 | 青禾电子 | 信息", "100万 | 青禾电子 | 用户"],
    ),
    # a verb says what is measured where nothing is counted behind the number
    (
        "[青禾电子|company]交付{3万辆}车，同比增长{5%}。",
        ["3万辆 | 青禾电子 | 交付", "5% | 青禾电子 | 交付 | up yoy"],
    ),
    ("云岭县警方逮捕{45岁}男子。", []),
    ("云岭县的地震造成{1人}死亡、{3人}受伤。", ["1人 | 云岭县的地震 | 死亡", "3人 | 云岭县的地震 | 受伤"]),
    # what befell whom; what is bought nobody is said to hold
    ("云岭县遭遇暴雨，导致{3名}居民死亡。", ["3名 | 云岭县 | 居民死亡"]),
    ("[甲集团|company]收购[青禾电子|company]{51%}股权。", []),
    # what a metric leaves out, what it describes, what causes it
    ("<5月>全国扣除食品和能源价格的核心CPI同比上涨{0.6%}。", ["0.6% | 全国 | 核心CPI | 5月 | up yoy"]),
    ("营业收入达{2000万元}的人工智能企业可获得补贴。", ["2000万元 | 人工智能企业 | 营业收入"]),
    ("云岭县山体滑坡事故造成{3人}遇难。", ["3人 | 云岭县山体滑坡事故 | 遇难"]),
    # what is done belongs to the metric, not to whose it is; what is measured has nothing itself
    ("<1月>邮政行业寄递业务量{7亿件}。", ["7亿件 | 邮政行业 | 寄递业务量 | 1月"]),
    ("<一季度>净息差均值{1.6%}。", []),
    ("<今年>日元兑美元汇率下跌{9%}。", []),
    ("[青禾电子|company]推进扩产，可能会让行业债务增加{3亿元}。", []),
    # 全省 and 全市 are those spoken of
    ("苏州优化服务，<5月>全市接待游客{9万人次}。", ["9万人次 | 苏州 | 接待游客 | 5月"]),
    ("江苏优化服务，<5月>全省接待游客{9万人次}。", ["9万人次 | 江苏 | 接待游客 | 5月"]),
    ("江苏优化服务，<5月>全市接待游客{9万人次}。", ["9万人次 | 全市 | 接待游客 | 5月"]),
    # what only a product has, and a product by its model
    ("[青禾电子|company]推出新机。其售价为{69美元}。", []),
    ("[青禾电子|company]笔记本 X14 售价为{699元}。", ["699元 | 青禾电子笔记本 X14 | 售价"]),
    # a site named after a place, and a thing that a clause points at, isn't the place
    ("苏州东湾大桥开通，日均车流量{3万辆}。", ["3万辆 | 苏州东湾大桥 | 日均车流量"]),
    ("在苏州的老城，这处新打造的街区已开业，客流量达{3万人次}。", []),
    # who stands in front of the verb has it
    ("云岭县工作有序推进。其中，云计算、大数据服务共实现收入{7亿元}。", []),
    # prefixes of nouns, and with whom a trade is
    ("云岭县<1月>向中亚出口机电产品{3亿元}。", ["3亿元 | 云岭县 | 向中亚出口机电产品 | 1月"]),
    ("云岭县<1月>进口未锻轧铜{3亿元}。", ["3亿元 | 云岭县 | 进口未锻轧铜 | 1月"]),
    ("全国可再生能源发电{3亿度}。", ["3亿度 | 全国 | 可再生能源发电"]),
    # a clause names nothing, nor does an estimate of what nobody says
    ("[青禾电子|company]获利{3亿元}。<去年>主要是分行获利减少{2亿元}。", ["3亿元 | 青禾电子 | 获利"]),
    (
        "[青禾电子|company]<一季度>现金流为{3亿元}，市场预计为{4亿元}。",
        ["3亿元 | 青禾电子 | 现金流 | 一季度"],
    ),
    ("云岭县<1月>地区生产总值增长{3%}，前值{4%}。", ["3% | 云岭县 | 地区生产总值 | 1月 | up"]),
    # a verb right in front of 率 or 度 is the metric's own
    ("<5月>云岭县重点区域银行卡受理覆盖率超{90%}。", ["90% | 云岭县 | 重点区域银行卡受理覆盖率 | 5月"]),
    # what a clause says something of
    ("云岭县气候干旱。小麦是主要作物，种植面积为{3万亩}。", ["3万亩 | 小麦 | 种植面积"]),
    # a part of the metric stays one in front of a date
    (
        "[青禾电子|company]<5月>新能源汽车产量{3万辆}。新能源汽车<本年>累计产量{9万辆}。",
        ["3万辆 | 青禾电子 | 新能源汽车产量 | 5月", "9万辆 | 青禾电子 | 新能源汽车产量 | 本年"],
    ),
    # what steps do is none of their name; a grade goes on with its noun
    ("云岭县出台{18项}便利措施服务保障春运。", ["18项 | 云岭县 | 便利措施"]),
    ("云岭县建成{300个}省部级以上高能级创新平台。", ["300个 | 云岭县 | 省部级以上高能级创新平台"]),
    # years to come or gone by leave no earlier date
    (
        "<去年>云岭县产量{3万吨}，未来<三年>产量将达{9万吨}。",
        ["3万吨 | 云岭县 | 产量 | 去年", "9万吨 | 云岭县 | 产量"],
    ),
    # several places by their number, and what so many suffer
    ("<1月>云岭县与中亚五国进出口额{3亿元}。", ["3亿元 | 云岭县与中亚五国 | 进出口额 | 1月"]),
    ("<7日>美国有{1000架次}航班被取消。", []),
]


@pytest.mark.parametrize(("marked", "expected"), ROWS)
def test_reads(marked: str, expected: list[str]) -> None:
    _, found, marks = facts(marked)
    said = []
    for fact in found:
        row = [marks.quantities[fact.quantity].text, fact.subject, fact.metric]
        if fact.period is not None:
            row.append(marks.dates[fact.period].text)
        if fact.change:
            row.append(" ".join(filter(None, (fact.change, fact.basis))))
        said.append(" | ".join(row))
    assert said == expected


@pytest.mark.parametrize("marked", [marked for marked, expected in ROWS if expected])
def test_a_fact_holds_its_number_and_says_how_sure_it_is(marked: str) -> None:
    text, found, marks = facts(marked)
    assert found
    for fact in found:
        number = marks.quantities[fact.quantity]
        assert fact.start <= number.start < number.end <= fact.end <= len(text)
        assert 0 < fact.confidence <= 1
        assert fact.by.startswith("fact.")


PIECES = st.sampled_from(
    [
        "其中，",
        "{3亿元}",
        "<去年>",
        "[甲公司|company]",
        "同比",
        "增长",
        "分别",
        "和",
        "、",
        "（",
        "）",
        "占",
        "的",
        "。",
        "\n",
        "收入",
        "较",
        "由",
        "提高到",
        "公司",
        "“",
        "”",
        "：",
        "全国",
        "{5%}",
        " ",
        "家",
        "5",
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_reads_anything_once(marked: str) -> None:
    """Whatever stands there: each quantity makes one fact at most, in order, with its slots filled."""
    _, found, marks = facts(marked)
    indexes = [fact.quantity for fact in found]
    assert indexes == sorted(set(indexes))
    assert all(fact.subject and fact.metric for fact in found)
    assert all(0 <= fact.quantity < len(marks.quantities) for fact in found)


def test_a_line_without_end_is_read_in_linear_time(calls: Callable[[Callable[[], object]], int]) -> None:
    line = "[甲公司|company]收入{3亿元}和利润{2亿元}"
    once, twice = (calls(partial(facts, line * times)) for times in (100, 200))
    assert twice <= 2.2 * once
