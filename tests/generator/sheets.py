"""The sheets of one assessment in the form's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bangolin.loader.facts.records import Facts, System

from generator import forms, vocabulary
from generator.file_sheets import delegations_sheet, disclosures_sheet, file_sheet, storage_sheet
from generator.paper import Entry, Heading, Option, Printed, Sheet, Table, Text, ticks, wide


def sheets_of(facts: Facts) -> tuple[Sheet, ...]:
    """All sheets of the assessment in the form's order."""
    head = facts.document
    full = head.form == forms.FULL
    parts: list[tuple[str, Iterable[Printed]]] = [
        ("cover", _cover(facts)),
        ("list", _contents(full)),
        ("I", _part_one(facts)),
        ("I rest", _part_one_rest(facts, full)),
    ]
    if full:
        parts.append(("steps", _steps(facts)))
    for number, file in enumerate(facts.files):
        parts += [
            (f"II {number}", file_sheet(facts, file, number)),
            (f"II.4 {number}", delegations_sheet(facts, file, full)),
            (f"II.5 {number}", disclosures_sheet(facts, file)),
            (f"II.6 {number}", storage_sheet(facts, file, full)),
        ]
    parts += [
        ("items", _items(facts, full)),
        ("III", _risks(facts, full)),
        ("rest", _rest(full)),
        ("changes", _changes(facts)),
    ]
    return tuple(Sheet(name, tuple(printed)) for name, printed in parts)


def _edition(facts: Facts) -> str:
    number = "４" if facts.document.form == forms.FULL else "３"
    month = "平成30年５月" if str(facts.document.form_edition).startswith(forms.OLD) else "令和６年10月"
    return f"[{month}　様式{number}]"


def _cover(facts: Facts) -> Iterator[Printed]:
    head = facts.document
    yield Heading(f"特定個人情報保護評価書（{head.form}評価書）", 0)
    yield Table(("評価書番号", "評価書名"), ((str(head.number), str(head.title)),), (14, 46))
    yield Heading("個人のプライバシー等の権利利益の保護の宣言", 1)
    yield Text(vocabulary.DECLARATION.format(body=str(head.assessor).removesuffix("長"), business=head.business))
    yield Entry("特記事項", Text("なし"))
    yield Heading("評価実施機関名", 1)
    yield Text(str(head.assessor))
    if head.form == forms.FULL:
        yield Heading("個人情報保護委員会　承認日　【行政機関等のみ】", 1)
        yield Text("")
    yield Heading("公表日", 1)
    yield Text(str(head.published))
    yield Text(_edition(facts))


def _contents(full: bool) -> Iterator[Printed]:
    yield Heading("項目一覧", 0)
    yield from (Text(name) for name in (forms.CONTENTS_FULL if full else forms.CONTENTS_SHORT))


def _part_one(facts: Facts) -> Iterator[Printed]:
    head = facts.document
    yield Heading("Ⅰ　基本情報", 0)
    yield Heading("１．特定個人情報ファイルを取り扱う事務", 1)
    yield Entry("①事務の名称", Text(str(head.business)))
    yield Entry("②事務の内容　※", Text(vocabulary.CONTENT.format(business=head.business)))
    yield Entry("③対象人数", Option(head.subject_scale, forms.SCALE))
    yield Heading("２．特定個人情報ファイルを取り扱う事務において使用するシステム", 1)
    for system in facts.systems:
        yield from _system(system)


def _system(system: System) -> Iterator[Printed]:
    number = system.ordinal or 1
    if (number % 5 == 1 and number > 1) or number == 2:
        yield Heading(f"システム{number}～{5 if number == 2 else number + 4}", 1)
    yield Heading(f"システム{number}", 2)
    yield Entry("①システムの名称", Text(str(system.name)))
    known = dict(vocabulary.FUNCTIONS)
    lines = [f"{wide(index)}　{name}　{known[name]}" for index, name in enumerate(system.functions, 1)]
    yield Entry("②システムの機能", Text("\n".join(lines)))
    other = {forms.OTHER: "、".join(system.other_connections)}
    yield Entry("③他のシステムとの接続", ticks(forms.CONNECTIONS, system.connections, other))


def _part_one_rest(facts: Facts, full: bool) -> Iterator[Printed]:
    number = iter("３４５６７８")
    yield Heading(f"{next(number)}．特定個人情報ファイル名", 1)
    yield Text("\n".join(str(file.name) for file in facts.files))
    if full:
        yield Heading(f"{next(number)}．特定個人情報ファイルを取り扱う理由", 1)
        yield Entry("①事務実施上の必要性", Text(vocabulary.REASONS[0]))
        yield Entry("②実現が期待されるメリット", Text(vocabulary.REASONS[2]))
    yield Heading(f"{next(number)}．個人番号の利用　※", 1)
    yield Entry("法令上の根拠", Text("番号法第9条第1項　別表の100の項"))
    yield Heading(f"{next(number)}．情報提供ネットワークシステムによる情報連携　※", 1)
    network = facts.network
    yield Entry("①実施の有無", Option(network.information_network if network else None, forms.NETWORK_USE))
    yield Entry("②法令上の根拠", Text("【情報照会】" + "、".join(network.inquiry_basis if network else ())))
    yield Heading(f"{next(number)}．評価実施機関における担当部署", 1)
    yield Entry("①部署", Text(facts.files[0].department[0]))
    yield Entry("②所属長の役職名", Text("課長"))
    yield Heading(f"{next(number)}．他の評価実施機関", 1)
    yield Text("なし")


def _steps(facts: Facts) -> Iterator[Printed]:
    yield Heading("（別添１）　事務の内容", 0)
    lines = []
    for flow in facts.flows:
        what = "及び".join(flow.data)
        if flow.carries_my_number is False:
            what = f"個人番号を除いた{what}"
        lines.append(f"{flow.step}{flow.source}から{flow.target}へ、{what}を{flow.medium}により送信する。")
    yield Text("（備考）\n" + "\n".join(lines))


def _items(facts: Facts, full: bool) -> Iterator[Printed]:
    yield Heading(f"（別添{'２' if full else '１'}）　特定個人情報ファイル記録項目", 0)
    for file in facts.files:
        yield Text(str(file.name))
        rows: list[tuple[str, str]] = []
        group = None
        for item in facts.record_items:
            if item.file != file.name:
                continue
            if item.group != group and item.group is not None:
                group = item.group
                rows.append(("", f"＜{group}＞"))
            rows.append((str(item.no), str(item.name)))
        yield Table(("番号", "項目名"), tuple(rows), (8, 52))


def _risks(facts: Facts, full: bool) -> Iterator[Printed]:
    yield Heading(forms.RISKS_FULL_HEADING if full else forms.RISKS_SHORT_HEADING, 0)
    yield Heading("１．特定個人情報ファイル名", 1)
    yield Text("\n".join(str(file.name) for file in facts.files))
    ratings = iter(facts.measures)
    for section, risks in forms.RISKS_FULL if full else forms.RISKS_SHORT:
        yield Heading(section, 1)
        for risk in risks:
            yield Heading(risk, 2)
            yield Entry("リスクに対する措置の内容", Text(vocabulary.FILLER[len(risk) % 3]))
            if section.startswith("７") and risk == risks[0]:
                yield from _incidents(facts, "⑨" if full else "②")
            yield Entry("リスクへの対策は十分か", Option(next(ratings).rating, forms.RATINGS))


def _incidents(facts: Facts, mark: str) -> Iterator[Printed]:
    occurred = bool(facts.incidents and facts.incidents.occurred)
    label = f"{mark}過去３年以内に、評価実施機関において、個人情報に関する重大事故が発生したか"
    yield Entry(label, Option(forms.INCIDENTS[0 if occurred else 1], forms.INCIDENTS))
    yield Entry("その内容", Text("書類の誤送付" if occurred else "－"))
    yield Entry("再発防止策の内容", Text("宛先を二人で確かめる。" if occurred else "－"))


def _rest(full: bool) -> Iterator[Printed]:
    if full:
        yield Heading("Ⅳ　その他のリスク対策　※", 0)
        yield Heading("１．監査", 1)
        yield Entry("①自己点検", Option(forms.EFFORT[1], forms.EFFORT))
        yield Entry("具体的なチェック方法", Text("年に一度、点検表で確かめる。"))
    yield Heading("Ⅴ　開示請求、問合せ" if full else "Ⅳ　開示請求、問合せ", 0)
    yield Heading("１．特定個人情報の開示・訂正・利用停止請求", 1)
    yield Entry("①請求先", Text("総務部情報公開窓口"))
    yield Entry("②請求方法", Text("書面による。"))
    yield Heading("Ⅵ　評価実施手続" if full else "Ⅴ　評価実施手続", 0)
    yield Heading("１．基礎項目評価", 1)
    yield Entry("①実施日", Text("令和6年1月10日"))
    yield Heading("３．第三者点検" if full else "３．第三者点検　【任意】", 1)
    yield Entry("①実施日", Text("令和6年2月20日"))


def _changes(facts: Facts) -> Iterator[Printed]:
    full = facts.document.form == forms.FULL
    yield Heading(f"（別添{'３' if full else '２'}）変更箇所", 0)
    rows = []
    for number in range(facts.changes_count or 0):
        old = vocabulary.COMPANIES[number % len(vocabulary.COMPANIES)]
        new = vocabulary.COMPANIES[(number + 5) % len(vocabulary.COMPANIES)]
        item = "Ⅱ　４．委託事項1　⑥委託先名" if full else "Ⅱ　４．委託事項1　③委託先名"
        rows.append((f"令和{2 + number % 5}年{1 + number % 12}月1日", item, old, new, "事後", "契約先の変更"))
    header = ("変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明")
    yield Table(header, tuple(rows), (8, 12, 13, 13, 5, 9))
