"""Situations of citizens, written from the texts of the sample's policies: what they know of themselves, and the answer by the text.

A situation names its facts, by what is asked; which of them are asked, and in what order, is for the page. `told`: what else the
result must say. All on the sample's day, 2026-06-15, where none is named.
"""

from typing import NamedTuple


class Situation(NamedTuple):
    """Somebody's case."""

    who: str
    path: str
    facts: dict[str, str]
    result: str
    told: tuple[str, ...] = ()
    on: str = ""


FIRST = (
    Situation(
        "残疾失业人员灵活就业，两项都缴，4至6月想一起申请，从来没有领过：6月按不了新办法，5、6月两个月每月816元",
        "2026/flexible-insurance-subsidy",
        {
            "who": "就业困难人员",
            "since": "2026-05-01",
            "received": "0",
            "insurance": "养老和医疗",
            "months": "2",
        },
        "每月816元，2个月，一共1,632元",
        ("2026年7月1日至20日申请",),
    ),
    Situation(
        "同一个人再算去年12月到今年4月：按原办法每月680元，五个月",
        "2026/flexible-insurance-subsidy",
        {
            "who": "就业困难人员",
            "since": "2025-12-01",
            "received": "0",
            "insurance": "养老和医疗",
            "months": "5",
        },
        "每月680元，5个月，一共3,400元",
        ("2026年6月1日至20日申请", "可以在之后两个季度的申请期内补申请"),
    ),
    Situation(
        "58岁的就业困难人员，按原办法已经领满36个月，只缴养老：还能领12个月，每月510元",
        "2026/flexible-insurance-subsidy",
        {
            "who": "距法定退休年龄不足5年的就业困难人员",
            "since": "2026-05-01",
            "received": "36",
            "insurance": "只缴养老",
            "months": "20",
        },
        "每月510元，12个月，一共6,120元",
        ("多出的月份不补贴",),
    ),
    Situation(
        "快递员，没有认定就业困难，也不是毕业生",
        "2026/flexible-insurance-subsidy",
        {"who": "都不是"},
        "不符合",
    ),
    Situation(
        "2026年6月毕业，7月和区内公司签三年合同，9月底满三个月社保",
        "2026/graduate-employment-measures",
        {"who": "高校毕业生", "class2026": "是", "barred": "否", "contract": "36", "insured": "3"},
        "2,000元",
        ("劳动合同签订之日起12个月内申请",),
        "2026-10-10",
    ),
    Situation(
        "公司招了60名2026届毕业生，合同两年，社保四个月：每户每年封顶5万元",
        "2026/graduate-employment-measures",
        {"who": "用人单位", "hires2026": "是", "contract": "24", "insured": "4", "people": "60"},
        "50,000元",
        ("多出的不补助",),
    ),
    Situation(
        "奶茶店开了一年半，4名店员都签合同上社保，月租5,000元，第一次申请",
        "2025/startup-rent-subsidy",
        {
            "who": "创业者",
            "stage": "那天不满3年，现在带动3人以上",
            "premises": "是",
            "received": "0",
            "rent": "5000",
        },
        "每月2,500元，每季度发一次（7,500元），最多可以领24个月，一共60,000元",
        ("下一次申请期：2026年7月1日至7月31日",),
    ),
    Situation(
        "工地欠薪五个月共30,000元，已核实，老板失联，保证金不够",
        "2026/wage-emergency-fund",
        {"who": "农民工", "stuck": "是", "verified": "已经核实，没有领过", "owed": "30000", "months": "5"},
        "最多7,800元",
        ("没有垫付的部分仍由单位支付",),
    ),
    Situation(
        "欠薪事实清楚、数额还没核完：先领一次基本生活费",
        "2026/wage-emergency-fund",
        {"who": "农民工", "stuck": "是", "verified": "欠薪属实、数额还没有核实，没有领过"},
        "最多1,300元",
        ("数额核实以后可以再申请",),
    ),
    Situation(
        "22岁登记失业青年，见习九个月，最低工资2,600元的80%",
        "2024/internship-base",
        {"who": "其他失业人员", "age": "22", "months": "9", "since": "2026-01-05"},
        "生活补助每月2,080元，9个月，一共18,720元",
    ),
    Situation(
        "连续失业14个月，中级工班出勤够、没考过证，去了25天",
        "2024/unemployed-training-voucher",
        {
            "who": "就业困难人员",
            "outcome": "用培训券，出勤达到80%、没有取得证书",
            "days": "25",
            "project": "中级工",
        },
        "750元；另有960元付给定点机构",
        ("不超过3次",),
    ),
    Situation(
        "去年新进重点企业的博士，已领8个月，租房住，合同五年",
        "2025/talent-housing-subsidy",
        {"who": "在职职工", "received": "8", "stopped": "否", "degree": "博士", "contract": "60"},
        "每月3,000元，每季度发一次（9,000元），最多可以领28个月，一共84,000元",
        ("自核准的次月起按月计算", "每年5月、11月"),
    ),
)
SECOND = (
    Situation(
        "农民工自费2,200元考高级工，合格，脱产40天",
        "2025/migrant-skills-campaign",
        {"who": "农民工", "project": "高级工", "passed": "是", "paid": "2200", "days": "40"},
        "最多2,900元",
        ("多出的天数不补贴", "3个月内申领"),
    ),
    Situation(
        "农民工参加免费家政班",
        "2025/migrant-skills-campaign",
        {"who": "农民工", "project": "家政等生活服务", "passed": "是", "paid": "0"},
        "1,000元付给培训机构，不发给您",
        ("由培训机构申领",),
    ),
    Situation(
        "小厂给15名新招农民工办30课时岗前培训",
        "2025/migrant-skills-campaign",
        {"who": "用人单位", "onboarding": "是", "people": "15"},
        "最多9,000元",
    ),
    Situation(
        "用人单位招用一名认定的困难人员，合同三年，社保满半年，已领10个月",
        "2025/hard-to-employ-assistance",
        {
            "who": "用人单位",
            "hired": "认定的就业困难人员",
            "received": "10",
            "contract": "36",
            "insured": "6",
        },
        "每人每月500元，每季度发一次（1,500元），最多可以领26个月，一共13,000元",
        ("按季申请",),
    ),
    Situation(
        "35人的社会团体裁员率10%",
        "2025/stabilise-posts-refund",
        {
            "who": "用人单位",
            "qualified": "是",
            "size": "中小微企业等其他单位，2023年末31人以上参保",
            "cut": "10",
        },
        "不符合",
    ),
    Situation(
        "28人的小企业裁员率10%，缴了18,500元",
        "2025/stabilise-posts-refund",
        {
            "who": "用人单位",
            "qualified": "是",
            "size": "中小微企业等其他单位，2023年末30人以下参保",
            "cut": "10",
            "paid": "18500",
        },
        "11,100元",
        ("免申即享", "申请期已过，现在不能再申请"),
    ),
    Situation(
        "返乡开店贷款，每月利息850元，贴息享受过30个月，这次算一年",
        "2024/startup-loan-guarantee",
        {"eligible_borrower": "是", "barred": "否", "received": "30", "months": "12", "interest": "850"},
        "每月425元，6个月，一共2,550元",
        ("多出的月份不贴息",),
    ),
    Situation(
        "个人想贷80万元",
        "2025/startup-loan-amendment",
        {"eligible_borrower": "是", "borrower": "个人", "balance": "0", "wanted": "800000"},
        "最多500,000元贷款",
        ("20万元及以下的个人贷款免反担保",),
    ),
    Situation(
        "骑手想学短视频，今年没领过券；办法7月15日才施行",
        "2026/digital-skills-voucher",
        {"who": "其他灵活就业人员", "retired": "否", "used": "否", "age": "33", "course": "运营"},
        "1,600元",
        ("90日内有效", "2026年7月15日"),
    ),
    Situation(
        "孵化基地得82分，两年出孵12户",
        "2026/incubator-grading",
        {"who": "用人单位", "ready": "是", "score": "82", "left": "12"},
        "156,000元",
        ("申请期已过，现在不能再申请",),
    ),
    Situation(
        "重点企业20人考下技师，130课时，花了55,000元",
        "2026/key-enterprise-training",
        {
            "who": "用人单位",
            "level": "技师或者高级技师",
            "hours": "130",
            "people": "20",
            "spent": "55000",
        },
        "55,000元",
        ("60日内申请",),
    ),
    Situation(
        "2026届毕业生第一次注册个体店，当经营者，开了七个月",
        "2026/graduate-employment-measures",
        {"who": "创业者", "class2026": "是", "first": "是", "running": "7"},
        "5,000元",
        ("登记注册之日起12个月内申请", "还可以申请房租补贴"),
        "2026-12-15",
    ),
)
THIRD = (
    Situation(
        "6月底拿的毕业证，7月签了两年，社保刚缴一个月：现在还不能领，满3个月再来",
        "2026/graduate-employment-measures",
        {"who": "高校毕业生", "class2026": "是", "barred": "否", "contract": "24", "insured": "1"},
        "不符合",
        ("满 3 个月",),
        "2026-08-20",
    ),
    Situation(
        "52岁的困难人员摆摊，两项都自己缴，从来没有领过，快退休了：每月多少，一共几年",
        "2026/flexible-insurance-subsidy",
        {
            "who": "距法定退休年龄不足5年的就业困难人员",
            "since": "2026-07-01",
            "received": "0",
            "insurance": "养老和医疗",
            "months": "48",
        },
        "每月816元，48个月，一共39,168元",
    ),
    Situation(
        "8个人的小公司今年新招了2个，贷200万，年息3.6%，一个月利息6,000元：三年贴多少",
        "2024/startup-loan-guarantee",
        {"eligible_borrower": "是", "barred": "否", "received": "0", "months": "36", "interest": "6000"},
        "每月3,000元，36个月，一共108,000元",
        ("超过",),
    ),
    Situation(
        "重点企业30个职工学高级工，都拿了证，每人花2,500元，100课时",
        "2026/key-enterprise-training",
        {"who": "用人单位", "level": "高级工", "hours": "100", "people": "30", "spent": "75000"},
        "60,000元",
        ("60日内",),
    ),
    Situation(
        "孵化基地评了80分，出孵8户：今年的申报已经过了",
        "2026/incubator-grading",
        {"who": "用人单位", "ready": "是", "score": "80", "left": "8"},
        "144,000元",
        ("已过",),
    ),
    Situation(
        "失业的人备案以后自己花3,000元学养老护理初级工，取了证：钱发给本人",
        "2024/unemployed-training-voucher",
        {
            "who": "其他失业人员",
            "outcome": "备案后自费参训，取得证书",
            "days": "0",
            "project": "初级工",
            "paid": "3000",
        },
        "1,200元",
        ("直接发给本人", "不超过3次"),
    ),
    Situation(
        "工地欠三个月一共18,000元，还没有核清，家里没钱吃饭",
        "2026/wage-emergency-fund",
        {"who": "农民工", "stuck": "是", "verified": "欠薪属实、数额还没有核实，没有领过"},
        "最多1,300元",
    ),
    Situation(
        "22岁登记失业，见习六个月，公司说一个月给2,000元：少了80元",
        "2024/internship-base",
        {"who": "其他失业人员", "age": "22", "months": "6", "since": "2026-06-15"},
        "生活补助每月2,080元，6个月，一共12,480元",
        ("由见习基地按月先行支付",),
    ),
    Situation(
        "200人的公司去年走了9个，失业保险一直缴，一共缴了180,000元",
        "2025/stabilise-posts-refund",
        {
            "who": "用人单位",
            "qualified": "是",
            "size": "中小微企业等其他单位，2023年末31人以上参保",
            "cut": "4.5",
            "paid": "180000",
        },
        "108,000元",
        ("已过",),
    ),
    Situation(
        "农民工上夜校考中级电工，花1,200元，没有误工",
        "2025/migrant-skills-campaign",
        {"who": "农民工", "project": "中级工", "passed": "是", "paid": "1200", "days": "0"},
        "最多1,200元",
        ("3个月内",),
    ),
)
"""Written before the calculators were looked at, from the policies' titles alone; the answers then from their texts."""
