"""Part II of the form: what is printed for each 特定個人情報ファイル."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bangolin.loader.facts.records import Acquisition, Delegation, Disclosure, Facts, File

from generator import forms, vocabulary
from generator.paper import Box, Entry, Heading, Option, Printed, Text, Ticks, ticks


def file_sheet(facts: Facts, file: File, index: int) -> Iterator[Printed]:
    full = facts.document.form == forms.FULL
    if index == 0:
        yield Heading("Ⅱ　特定個人情報ファイルの概要", 0)
    yield Heading("１．特定個人情報ファイル名", 1)
    yield Text(str(file.name))
    yield Heading("２．基本情報", 1)
    yield Entry("①ファイルの種類　※", Option(file.kind, forms.FILE_KINDS))
    yield Entry("②対象となる本人の数", Option(file.subject_count, forms.SUBJECT_COUNTS))
    yield Entry("③対象となる本人の範囲　※", Text(str(file.subjects)))
    yield Entry("その必要性", Text(vocabulary.REASONS[0]))
    yield Entry("④記録される項目", Option(file.item_count, forms.ITEM_COUNTS))
    yield Entry("主な記録項目　※", _main_items(facts, file))
    yield Entry("その妥当性", Text(vocabulary.REASONS[1]))
    yield Entry("全ての記録項目", Text("別添２を参照。" if full else "別添１を参照。"))
    yield Entry("⑤保有開始日", Text(str(file.held_since)))
    yield Entry("⑥事務担当部署", Text("、".join(file.department)))
    yield from _acquisition_and_use(facts, file, full)


def _main_items(facts: Facts, file: File) -> Ticks:
    edition = forms.OLD if "平成30" in str(facts.document.form_edition) else forms.NEW
    rows: list[tuple[Box, ...] | str] = []
    for heading, grid in forms.main_items(edition):
        rows += [heading, *ticks(grid, file.main_items, {forms.OTHER: "、".join(file.other_items)}).rows]
    return Ticks(tuple(rows))


def _acquisition_and_use(facts: Facts, file: File, full: bool) -> Iterator[Printed]:
    taken = next(one for one in facts.acquisition if one.file == file.name)
    used = next(one for one in facts.use if one.file == file.name)
    mark = iter("③④⑤⑥⑦⑧⑨")
    yield Heading("３．特定個人情報の入手・使用", 1)
    yield Entry("①入手元　※", _sources(taken))
    yield Entry(
        "②入手方法", ticks(forms.ACQUISITION_METHODS, taken.methods, {forms.OTHER: "、".join(taken.other_methods)})
    )
    if full:
        yield Entry(f"{next(mark)}入手の時期・頻度", Text("申請の都度"))
        yield Entry(f"{next(mark)}入手に係る妥当性", Text(vocabulary.REASONS[2]))
        yield Entry(f"{next(mark)}本人への明示", Text("申請書の裏面に記す。"))
    yield Entry(f"{next(mark)}使用目的　※", Text(vocabulary.REASONS[0]))
    if full:
        yield Entry("変更の妥当性", Text("－"))
    side = f"{next(mark)}使用の主体"
    yield Entry("使用部署　※" if full else "使用部署", Text("、".join(used.departments)), side)
    yield Entry("使用者数", Option(used.user_count, forms.PEOPLE), side)
    yield Entry(f"{next(mark)}使用方法　※" if full else f"{next(mark)}使用方法", Text(vocabulary.FILLER[0]))
    yield Entry("情報の突合　※" if full else "情報の突合", Text("申請の内容を台帳と突き合わせる。"))
    if full:
        yield Entry("情報の統計分析　※", Text("個人を特定する分析は行わない。"))
        yield Entry("権利利益に影響を与え得る決定　※", Text("支給の決定"))
    yield Entry(f"{next(mark)}使用開始日", Text(str(used.started)))


def _sources(taken: Acquisition) -> Ticks:
    words = {str(source.category): "、".join(source.names) for source in taken.sources}
    return ticks(forms.SOURCES, words, words)


def delegations_sheet(facts: Facts, file: File, full: bool) -> Iterator[Printed]:
    given = [one for one in facts.delegations if one.file == file.name]
    yield Heading("４．特定個人情報ファイルの取扱いの委託", 1)
    chosen = forms.DELEGATES[0 if given else 1]
    yield Entry("委託の有無　※", Option(chosen, forms.DELEGATES, str(len(given)) if given else ""))
    for one in given or [Delegation(ordinal=1)]:
        number = one.ordinal or 1
        if (number % 5 == 1 and number > 1) or number == 2:
            yield Heading(f"委託事項{number}～{5 if number == 2 else number + 4}", 1)
        yield from (_delegation_full(one) if full else _delegation_short(one))


def _delegation_full(one: Delegation) -> Iterator[Printed]:
    scope = None if one.scope is None else f"特定個人情報ファイルの{one.scope}"
    yield Entry(f"委託事項{one.ordinal}", Text(one.title or ""))
    yield Entry("①委託内容", Text(one.content or ""))
    yield Entry("②取扱いを委託する特定個人情報ファイルの範囲", Option(scope, forms.SCOPES))
    yield Entry("対象となる本人の数", Option(one.subject_count, forms.SUBJECT_COUNTS))
    yield Entry("対象となる本人の範囲　※", Text(one.subjects or ""))
    yield Entry("その妥当性", Text(vocabulary.REASONS[1] if one.title else ""))
    yield Entry("③委託先における取扱者数", Option(one.handlers, forms.PEOPLE))
    grid = ticks(forms.DELEGATION_METHODS, one.methods or (), {forms.OTHER: "、".join(one.other_methods)})
    yield Entry("④委託先への特定個人情報ファイルの提供方法", grid)
    yield Entry("⑤委託先名の確認方法", Text("情報公開の窓口で確かめられる。" if one.title else ""))
    yield Entry("⑥委託先名", Text("、".join(one.contractors)))
    yield from _again(one, "⑦⑧⑨")


def _delegation_short(one: Delegation) -> Iterator[Printed]:
    yield Entry(f"委託事項{one.ordinal}", Text(one.title or ""))
    yield Entry("①委託内容", Text(one.content or ""))
    yield Entry("②委託先における取扱者数", Option(one.handlers, forms.PEOPLE))
    yield Entry("③委託先名", Text("、".join(one.contractors)))
    yield from _again(one, "④⑤⑥")


def _again(one: Delegation, marks: str) -> Iterator[Printed]:
    chosen = None if one.redelegated is None else forms.REDELEGATES[0 if one.redelegated else 1]
    yield Entry(f"{marks[0]}再委託の有無　※", Option(chosen, forms.REDELEGATES), "再委託")
    yield Entry(f"{marks[1]}再委託の許諾方法", Text(one.consent or ""), "再委託")
    yield Entry(f"{marks[2]}再委託事項", Text(one.redelegation_matter or ""), "再委託")


def disclosures_sheet(facts: Facts, file: File) -> Iterator[Printed]:
    provided = [one for one in facts.provisions if one.file == file.name]
    moved = [one for one in facts.transfers if one.file == file.name]
    counts = [str(len(provided) or ""), str(len(moved) or "")]
    yield Heading("５．特定個人情報の提供・移転（委託に伴うものを除く。）", 1)
    first = (
        Box("提供を行っている", bool(provided), counts[0], "件"),
        Box("移転を行っている", bool(moved), counts[1], "件"),
    )
    yield Entry("提供・移転の有無", Ticks((first, (Box("行っていない", not provided and not moved),))))
    for kind, verb, grid, given in (
        ("提供先", "提供", forms.PROVISION_METHODS, provided),
        ("移転先", "移転", forms.TRANSFER_METHODS, moved),
    ):
        for one in given or [Disclosure(ordinal=1)]:
            number = one.ordinal or 1
            if (number % 5 == 1 and number > 1) or number == 2:
                yield Heading(f"{kind}{number}～{5 if number == 2 else number + 4}", 1)
            yield from _disclosure(one, kind, verb, grid)


def _disclosure(one: Disclosure, kind: str, verb: str, grid: Sequence[Sequence[str]]) -> Iterator[Printed]:
    yield Entry(f"{kind}{one.ordinal}", Text(one.recipient or ""))
    yield Entry("①法令上の根拠", Text(one.legal_basis or ""))
    yield Entry(f"②{kind}における用途", Text(one.purpose or ""))
    yield Entry(f"③{verb}する情報", Text(one.information or ""))
    yield Entry(f"④{verb}する情報の対象となる本人の数", Option(one.subject_count, forms.SUBJECT_COUNTS))
    yield Entry(f"⑤{verb}する情報の対象となる本人の範囲", Text(one.subjects or ""))
    yield Entry(f"⑥{verb}方法", ticks(grid, one.methods or (), {forms.OTHER: "、".join(one.other_methods)}))
    yield Entry("⑦時期・頻度", Text(one.timing or ""))


def storage_sheet(facts: Facts, file: File, full: bool) -> Iterator[Printed]:
    places = [one for one in facts.storage if one.file == file.name]
    words = "\n".join(f"＜{one.place}＞\n{one.system_or_site}に保管する。" for one in places)
    yield Heading("６．特定個人情報の保管・消去", 1)
    yield Entry("①保管場所　※" if full else "保管場所　※", Text(words))
    if full:
        kept = next(one for one in facts.retention if one.file == file.name)
        yield Entry("期間", Option(kept.period, forms.PERIODS), "②保管期間")
        yield Entry("その妥当性", Text("文書の保存の定めによる。"), "②保管期間")
        yield Entry("③消去方法", Text(str(kept.erasure)))
    yield Heading("７．備考", 1)
    yield Text("なし")
