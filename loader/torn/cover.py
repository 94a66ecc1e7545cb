"""The cover: number, title, assessor, dates. Its values are told apart by what they are, not by where they stand.

Text torn from a cover has its labels and values in any order. But a date, a number, the name of a body and the title
of an assessment look different from each other, and there is one of each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from bangolin.loader.form.definition import Form, Item, plain
from bangolin.loader.form.items import ItemValue, Span
from bangolin.loader.sources.text import Line

_DATE = re.compile(r"(?:令和|平成)\s*(?:元|\d{1,2})\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_NUMBER = re.compile(r"^(?:第)?[0-9０-９]{1,6}(?:号)?$")
_BODY = (
    r"(?:都|道|府|県|市|区|町|村|長|知事|大臣|組合|連合会|連合|基金|機構|協会|センター|委員会|管理者|庁|省|会|院"
    r"|公社|局|社)"
)
_ASSESSOR = re.compile(rf"^[^、。0-9]{{1,30}}{_BODY}(?:\s*\S{{1,4}}\s+\S{{1,4}})?$")
_DECLARING = re.compile(rf"^[\s　]*([^\s　、。は]{{1,28}}?{_BODY})(?:（[^）]*）)?は[、，]?")
_TITLE = re.compile(r"評価書$|評価$|事務|業務")
_FORM_TITLE = re.compile(r"^特定個人情報保護評価書")
_NUMBER_AND_TITLE = re.compile(r"^([0-9０-９]{1,6})[\s　]+(\S.*評価書?)$")
_EDITION = 60
_TITLE_END = re.compile(r"^(?:全項目|重点項目)評価書?$")
_COMMISSION = re.compile(r"^(?:特定)?個人情報保護委員会$")
_ERAS = {"令和": 2018, "平成": 1988}
_CONTENTS = re.compile(r"^項目一覧$")


def read_cover(lines: Sequence[Line], form: Form) -> list[ItemValue]:
    """Number, title, assessor and publication date of a cover, as far as they are printed.

    Args:
        lines: the lines of the cover, or of all pages before I-1 where it has no section of its own.
        form: the form whose labels the cover prints.
    """
    runs = list(_runs(lines, [item for item in form.items if item.place == "表紙"]))
    found = [value for value in (_dates(runs), _number(runs), _title(runs), _assessor(runs)) if value]
    if not any(value.item == "cover.assessor" for value in found):
        found += _declared(lines)
    return found


def read_edition(lines: Iterable[Line], form: Form) -> str | None:
    """The edition of the form as printed, without its brackets."""
    filled = [line.text for line in lines if line.text.strip()]
    pairs = ["　".join(part.strip() for part in filled[at : at + 2]) for at in range(len(filled))]
    for text in (*filled, *pairs):
        if any(plain(printed) in plain(text) for printed in form.printed) and len(text) < _EDITION:
            return text.strip(" 　[]［］〔〕()（）")
    return None


Run = tuple[str | None, list[Span]]


def _runs(lines: Sequence[Line], items: Sequence[Item]) -> Iterator[Run]:
    """Values between labels and empty lines, with the label right before them, up to 特記事項 and the contents."""
    labels = {plain(label): item.id for item in items for label in item.labels}
    last: str | None = None
    current: list[Span] = []
    for line in _single_values(lines, labels):
        text = plain(line.text)
        if text in labels or not text:
            if current:
                yield last, current
                last, current = None, []
            last = labels.get(text, last if not text else None)
            continue
        if _CONTENTS.match(text):
            break
        if _DATE.search(unicodedata.normalize("NFKC", line.text)) or _NUMBER.match(text):
            if current:
                yield last, current
            yield last, [Span(line.text.strip(), line.number)]
            last, current = None, []
            continue
        if not _COMMISSION.match(text):
            current.append(Span(line.text.strip(), line.number))
    if current:
        yield last, current


def _single_values(lines: Sequence[Line], labels: dict[str, str]) -> Iterator[Line]:
    """Lines with one label or value each: a line of several labels is cut, and a number in front of a title."""
    for line in lines:
        parts = line.text.split()
        both = _NUMBER_AND_TITLE.match(line.text.strip())
        if len(parts) > 1 and all(plain(part) in labels for part in parts):
            yield from (Line(line.number, part) for part in parts)
        elif len(parts) > 1 and plain(parts[0]) in labels and plain(line.text) not in labels:
            yield from (Line(line.number, parts[0]), Line(line.number, " ".join(parts[1:])))
        elif both:
            yield from (Line(line.number, both[1]), Line(line.number, both[2]))
        else:
            yield line


def _words(spans: Sequence[Span]) -> str:
    return plain("".join(span.text for span in spans))


def _dates(runs: Sequence[Run]) -> ItemValue | None:
    """The publication date: of two dates the later one, since approval (承認日) comes before publication."""
    dates = []
    for label, spans in runs:
        text = unicodedata.normalize("NFKC", "".join(span.text for span in spans))
        match = _DATE.search(text)
        if match and (len(text) <= len(match[0]) + 12 or (label == "cover.published" and not match.start())):
            dates.append((_order(match[0]), label == "cover.published", spans, re.sub(r"\s+", "", match[0])))
    if not dates:
        return None
    _, _, spans, text = max(dates, key=lambda one: (one[0], one[1]))
    reason = None if len(dates) == 1 else "the later of the dates on the cover: approval comes before publication"
    span = Span(text, spans[0].line)
    return ItemValue("cover.published", spans=(span,), confidence="derived" if reason else "certain", reason=reason)


def _order(date: str) -> tuple[int, ...]:
    numbers = [int(one) for one in re.findall(r"\d+", date.replace("元", "1"))]
    return (_ERAS[date[:2]] + numbers[0], *numbers[1:])


def _number(runs: Sequence[Run]) -> ItemValue | None:
    found = [(label == "cover.number", spans) for label, spans in runs if _NUMBER.match(_words(spans))]
    if not found:
        return None
    found.sort(key=lambda one: not one[0])
    return ItemValue("cover.number", spans=tuple(found[0][1]))


def _title(runs: Sequence[Run]) -> ItemValue | None:
    candidates = []
    for label, spans in _whole_titles(runs):
        words = _words(spans)
        if _FORM_TITLE.match(words) or len(words) > 90 or "宣言" in words or not _TITLE.search(words):
            continue
        ends = bool(re.search(r"評価書?$", words))
        candidates.append((label == "cover.title", ends, -spans[0].line if spans[0].line else 0, spans))
    if not candidates:
        return None
    best = max(candidates, key=lambda one: one[:3])
    return ItemValue("cover.title", spans=tuple(best[3])) if best[0] or best[1] else None


def _whole_titles(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, with a title whose parts were printed apart in one: body, business, 全項目評価書."""
    for at, (label, spans) in enumerate(runs):
        if not _TITLE_END.match(_words(spans)):
            yield label, spans
            continue
        start = at
        while start and not (
            _NUMBER.match(_words(runs[start - 1][1])) or _FORM_TITLE.match(_words(runs[start - 1][1]))
        ):
            start -= 1
        yield "cover.title", [span for _, part in runs[start : at + 1] for span in part]


def _assessor(runs: Sequence[Run]) -> ItemValue | None:
    candidates = []
    for label, spans in runs:
        words = unicodedata.normalize("NFKC", "".join(span.text for span in spans)).strip()
        if not _ASSESSOR.match(words) or re.search(r"評価|事務|委員会承認|項目|宣言", words):
            continue
        candidates.append((label == "cover.assessor", -(spans[0].line or 0), spans))
    if not candidates:
        return None
    return ItemValue("cover.assessor", spans=tuple(max(candidates, key=lambda one: one[:2])[2]))


def _declared(lines: Sequence[Line]) -> list[ItemValue]:
    """The body that declares (「X市は、…」), where the cover's label has no value."""
    for line in lines[:80]:
        match = _DECLARING.match(line.text)
        if match:
            span = Span(match[1], line.number)
            return [
                ItemValue("cover.assessor", spans=(span,), confidence="derived", reason="who makes the declaration")
            ]
    return []
