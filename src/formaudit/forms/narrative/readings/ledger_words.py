"""The words for what was there, what came, what went and what is left, for each kind of balance."""

import re
from typing import Final

from msgspec import Struct

from formaudit.patterns import compiled, late

__all__ = ["LEDGERS", "SCORE", "Ledger"]


class Ledger(Struct, frozen=True):
    """The words for the four places of a balance; a place without words is never filled.

    ``bare`` allows the balance without anything that came or went but one of them.
    """

    start: re.Pattern[str]
    plus: re.Pattern[str] | None
    minus: re.Pattern[str] | None
    result: re.Pattern[str]
    strength: float


LEDGERS: Final = (
    Ledger(  # a budget and what was added and cut
        compiled(
            r"年初(?:部门)?(?:预算|安排|批复|下达)|原预算|年初数|期初预算|原(?:计划|安排|批复|定)|预算(?:安排|批复|下达|数|总额|资金|金额)?(?:为|共计|共)?\s*$|(?:合同|中标)(?:总?价|金额|价款)|下达(?:我[省市县区局校院镇]|资金|经费|指标|预算|补助)*\s*$"
        ),
        compiled(r"追加|调增|增加|新增|补充|增补|追补"),
        compiled(r"调减|追减|核减|压减|收回|减少|削减|扣减|调出"),
        compiled(
            r"调整(?:后|为|预算)|全年预算|追加后|变更(?:后|为)|最终|实际(?:安排|下达|批复|到位)|调增后|调减后|增至|减至|核减后|压减后|结算|(?:总|合)计.{0,6}预算"
        ),
        0.85,
    ),
    Ledger(  # money carried over, received, spent and left
        late(
            r"(?:上年|年初|上年末|期初|以前年度|20\d\d年度?末?)[^，。；¤]{0,6}(?:结转|结余|余额)|上年(?:滚存|留存)|期初|结转(?:至|到)[^，。；¤]{0,8}资金"
        ),
        late(
            r"收入|到位|下达|拨入|拨款|收到|预算|安排|筹集|取得|划入|新增|转入|入账|进账|到账|补充|收取|收缴|征收|缴存|增收|配套|匹配|利息"
        ),
        late(
            r"支出|支付|(?<!结转)使用|拨付|执行|收回|上缴|划出|报销|发放|缴回|退回|列支|开支|支取|花费|付出|转出|兑付|消耗|领用"
        ),
        compiled(
            r"(?:年末|年底|期末)[^，。；¤]{0,6}(?:结转|结余|余额)|结余|余款|尾款|余额|剩余|结转下年|(?:结转|留)[^，。；¤]{0,6}(?:下年|次年|使用)|结转(?:至|到)"
        ),
        0.85,
    ),
    Ledger(  # what was due, what was done, what is still to do
        late(
            r"预算|下达|到位|应(?!急|对|用|届|收未)|合同|送审|报审|申报|安排|承接|计划|任务|总投资|批复|核定|需(?!求)|资金|收入|总额|目标|共(?!同)|编制|收到|收取|筹集|拨入|概算|估算|控制价|应收"
        ),
        None,
        late(
            r"已|支付|支出|拨付|执行|完成|使用|通过|入围|入选|获批|实有|兑付|发放|实际|在职|在编|建成|改造|到位|实施|整改|办结|报账|在岗|动用|用于|列支|中标|成交|结算|决算|审定|退回|核减|收到|回收|收回|退还|返还"
        ),
        compiled(
            r"尚|还需|还欠|还有|还差|未(?!来|发生|成年|有)|剩余|结余|余款|尾款|余额|节余|缺口|空编|缺编|空缺|(?<![接招等看])待(?!遇|查)|其余|结转|差额|节约|节省|余编|欠|(?:收回|交回|上缴|缴回|退回)(?:县|市|区|省|本级)?(?:财政|国库)|少支|少付|少收|少用|提前|审减|核减|节支|在建|未完"
        ),
        0.85,
    ),
    Ledger(  # a stock that grew or shrank
        compiled(r"原有|原(?!因|则|件)|(?<!比)(?:年初|上年末|改造前|期初)(?!预算|安排|结|批复)|此前|现有(?=[^。]*新)"),
        compiled(
            r"新增|新建|新购|增加|招录|调入|购置|扩建|净增|新招|新聘|聘用|纳入|录用|转入|新入|补充|再建|购入|入库|领入|收入|接收|轮入|补库"
        ),
        compiled(
            r"报废|退休|调出|减少|拆除|核减|退出|辞职|离职|解聘|辞退|注销|清退|迁出|死亡|转出|处置|淘汰|去世|核销|领用|出库|支出|使用|发放|消耗|移交|轮出"
        ),
        compiled(
            r"达到?|总数|现有|年末|改造后|实施后|增至|增加到|减至|减少到|共有|期末|总量|目前(?:共)?有|现(?:共)?有|累计|年底|库存"
        ),
        0.85,
    ),
    Ledger(  # a price and what was taken off
        compiled(
            r"合同|价款|送审|申报|应发|总额|报审|招标控制价|控制价|概算|应付|应纳|总价|预算价|拦标|报价|收入|营收|销售额|原值|资产(?:总额|总计|合计)?"
        ),
        None,
        compiled(
            r"扣除|审减|核减|质保金|预留|代扣|扣(?!款项)|减免|下浮|保证金|让利|节约|退回|退还|剔除|扣回|取消|抵扣|减去|成本|税费|负债|折旧|摊销"
        ),
        compiled(r"实付|实际(?:支付|拨付|发放|到账)|审定|实发|净|应付|核定|支付|中标|成交|实缴|拨付"),
        0.85,
    ),
)
SCORE: Final = Ledger(
    compiled(r"满分|分值|权重|总分值|标准分|配分|基础分|起评分|应得"),
    None,
    compiled(r"扣(?:减|除|掉|去|了)?[^，。；¤]{0,6}$|失分|减"),
    compiled(r"得分|得|自评|评分|总分"),
    0.85,
)
