"""Layouts beyond the ordinary notice, each as a paper that offices send round: built with python-docx, to be saved again and
printed by others."""

from collections.abc import Callable
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.documents import layouts as lay
from tests.documents.papers import NOTICE

ORGAN = "示例区人力资源和社会保障局"


def _paper(title: str, *lines: str, number: str = "", signed: str = "2024年5月8日") -> Any:
    document = lay.new()
    if number:
        lay.line(document, f"{ORGAN}文件", size=36, align="center", red=True)
        lay.line(document, number, align="center")
    lay.line(document, title, size=22, align="center", font="方正小标宋简体")
    for line in lines:
        lay.line(document, line, indent=True)
    if signed:
        lay.line(document, ORGAN, align="right")
        lay.line(document, signed, align="right")
    return document


def _table(document: Any, *rows: str, before_sign_off: bool = False) -> None:
    cells = [row.split("|") for row in rows]
    made = document.add_table(rows=len(cells), cols=len(cells[0]), style="Table Grid")
    for row, words in enumerate(cells):
        for column, word in enumerate(words):
            made.cell(row, column).text = word
    if before_sign_off:
        body = document.element.body
        body.insert(len(body) - 4, made._tbl)


def questions() -> Any:
    return _paper(
        "《示例区技能人才培养补贴实施办法》政策问答",
        "一、哪些企业可以申请？",
        "答：在本区登记注册、依法缴纳社会保险费的企业。",
        "二、补贴标准是多少",
        "答：每人每学时15元；高级工以上上浮20%。",
        "三、怎样申请？",
        "答：登录网上办事大厅，上传（1）培训计划、（2）劳动合同，7个工作日内办结。",
        "问4：逾期怎么办？答：视为放弃，可以下一季度再报。",
        signed="",
    )


def annual_report() -> Any:
    document = _paper(
        "示例区人力资源和社会保障局2023年政府信息公开工作年度报告",
        "本报告根据《中华人民共和国政府信息公开条例》编制。",
        "一、总体情况",
        "2023年，主动公开政府信息312条，其中规范性文件4件。",
        "二、主动公开政府信息情况",
        signed="",
    )
    _table(document, "信息内容|本年制发件数|本年废止件数|现行有效件数", "规章|0|0|0", "行政规范性文件|4|1|12")
    for line in (
        "三、收到和处理政府信息公开申请情况",
        "（见附表，数据截至12月31日。）",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "解读形式单一；将增加图示、问答。",
        "六、其他需要报告的事项",
        "无收费情况。",
    ):
        lay.line(document, line, indent=True)
    return document


def catalogue() -> Any:
    document = _paper(
        "示例区人力资源和社会保障局2024年度重大行政决策事项目录",
        "经局长办公会议审议通过，现予公布。",
    )
    _table(
        document,
        "序号|决策事项名称|承办科室|计划完成时间|公众参与方式",
        "1|职业技能培训补贴实施办法（修订）|职业能力建设科|2024年9月|座谈会、书面征求意见",
        "2|公共就业服务站点布局方案|就业促进科|2024年12月|问卷调查",
        before_sign_off=True,
    )
    return document


def hearing() -> Any:
    return _paper(
        "关于《技能培训补贴实施办法》听证会的会议纪要",
        "时间：2024年4月18日（星期四）下午2:00—4:30",
        "地点：示例路1号3楼会议室",
        "主持人：听证主持人　记录人：听证记录人",
        "出席代表：企业代表5名、培训机构代表3名、市民代表4名",
        "一、会议议程",
        "1.听证主持人宣布纪律；2.经办科室说明草案；3.代表发言。",
        "二、主要意见",
        "（一）建议将“每学时15元”提高到18元——采纳；",
        "（二）建议取消工种限制……不采纳：须与目录衔接。",
    )


def list_of_places() -> Any:
    document = _paper("关于公布2024年定点培训机构名单的公告", "现将40家机构名单公布如下：")
    rows = [
        f"{n}|示例第{n}职业技能培训学校|示例路{n}号{n % 9 + 1}楼|021-5500{n:04}|电工、焊工（{n % 5 + 1}级）"
        for n in range(1, 41)
    ]
    _table(document, "序号|机构名称|地址|咨询电话|工种", *rows, before_sign_off=True)
    return document


def boxes() -> Any:
    document = _paper(
        "关于启用新版登记系统的通知", "各单位：", "新系统5月20日启用。", number="示人社〔2024〕130号"
    )
    for words in ("（提示框）旧系统同步停用，数据自动迁移。", "咨询热线：12333"):
        lay.line(document, "见右侧说明。")._p.append(
            parse_xml(
                f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:200pt;height:60pt">'
                f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
            )
        )
    return document


def revised() -> Any:
    document = _paper("关于调整补贴标准的通知", "各单位：", number="示人社〔2024〕131号", signed="")
    paragraph = lay.line(document, "标准由每人")
    for tag, inner, words in (("del", "delText", "1000元"), ("ins", "t", "1500元")):
        paragraph._p.append(
            parse_xml(
                f'<w:{tag} {nsdecls("w")} w:id="1" w:author="甲" w:date="2024-05-01T00:00:00Z"><w:r><w:{inner}>{words}'
                f"</w:{inner}></w:r></w:{tag}>"
            )
        )
    paragraph.add_run("组成，自5月1日起执行。")
    return document


def form_like() -> Any:
    """表格式公文: the whole document stands in one table."""
    document = lay.new()
    made = document.add_table(rows=5, cols=2, style="Table Grid")
    made.cell(0, 0).merge(made.cell(0, 1)).text = "示例区人力资源和社会保障局行政许可决定公示表"
    for row, (name, value) in enumerate(
        (
            ("许可事项", "人力资源服务许可（新办）"),
            ("许可编号", "（示）人服证字〔2024〕第0005号"),
            ("许可内容", "职业中介活动：求职登记、推荐；\n有效期5年。"),
            ("决定日期", "2024年5月8日"),
        ),
        1,
    ):
        made.cell(row, 0).text, made.cell(row, 1).text = name, value
    return document


def odd_signs() -> Any:
    """Signs that mean something to Markdown or HTML, and those that fonts and forms bring."""
    return _paper(
        "关于规范填报格式的通知",
        "各单位：",
        "1*2=2，a_b_c，<必填>，[可选]，{代码}，#1，~约~，^上^，`代码`，\\路径，| 竖线，&amp; 和 & 号。",
        "* 号开头不是列表；",
        "- 减号开头也不是；",
        "> 大于号开头、+ 加号开头都照写。",
        "☑已办 □未办 ①②③ ℃ ㎡ № ‰ ± × ÷ ≥ ≤ → ★ ● ■ ※",
        "网址 http://www.example.gov.cn/a_b?c=1&d=2，邮箱 a.b-c@example.gov.cn。",
        "全角ＡＢＣ１２３，半角ABC123；“双引号”‘单引号’「直角」——破折号……省略号～波浪",
        "第1、2、3项，2024-05-08，08:30-17:00，021-12345678转8001，1/3，50%，￥3,000.00，$5，10^3，H2O。",
    )


def notes() -> Any:
    document = _paper(
        "关于开展年度统计工作的通知", "各单位：", "请按要求报送。", number="示人社〔2024〕132号"
    )
    section = document.sections[0]
    section.header.paragraphs[0].text = "内部编号 A-7（页眉）"
    section.footer.paragraphs[0].text = "咨询：人事科（页脚）"
    lay.colophon(document)
    return document


def deep_lists() -> Any:
    document = _paper("关于做好迎检准备的通知", "各单位：", signed="")
    for style, words in (
        ("List Bullet", "台账齐全；"),
        ("List Bullet 2", "纸质台账按月装订；"),
        ("List Number", "先自查；"),
        ("List Number", "后整改。"),
        ("List Bullet", "责任到人。"),
    ):
        document.add_paragraph(words, style=style)
    lay.line(document, f"（联系人：{NOTICE.issuers[0]}办公室）")
    return document


VARIETIES: dict[str, Callable[[], Any]] = {
    one.__name__: one
    for one in (
        questions,
        annual_report,
        catalogue,
        hearing,
        list_of_places,
        boxes,
        revised,
        form_like,
        odd_signs,
        notes,
        deep_lists,
    )
}
