"""The cover: number, title, assessor, dates. Its values are told apart by what they are, not by where they stand.

Text torn from a cover has its labels and values in any order. But a date, a number, the name of a body and the title
of an assessment look different from each other, and there is one of each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.form.entries import names_nothing
from bangolin.loader.form.items import ItemValue, Span
from bangolin.loader.sources.text import Line
from bangolin.loader.torn.cover_lines import BODY, DATE, single_values

_NUMBER = re.compile(r"^(?:第)?[0-9０-９]{1,6}(?:号)?$")
_ASSESSOR = re.compile(rf"^[^、。0-9]{{1,30}}{BODY}(?:\s*\S{{1,4}}\s+\S{{1,4}})?$")
_DECLARING = re.compile(rf"^[\s　]*([^\s　、。は]{{1,28}}?{BODY})(?:（[^）]*）)?は[、，]?")
_TITLE = re.compile(r"評価書$|評価$|事務|業務")
_FORM_TITLE = re.compile(r"^特定個人情報保護評価書")
_EDITION = 60
_TITLE_ENDS = re.compile(r"(?:全項目|重点項目)評価書$")
_TITLE_END = re.compile(r"^(?:全項目|重点項目)評価書?$")
_COMMISSION = re.compile(r"^(?:特定)?個人情報保護委員会$")
_ERAS = {"令和": 2018, "平成": 1988, "R": 2018, "H": 1988}
_PRINTED_EDITION = re.compile(
    r"(?:令和|平成)[\s　]*(?:元|[0-9０-９]{1,2})[\s　]*年[\s　]*[0-9０-９]{1,2}[\s　]*月[\s　]*様[\s　]*式[\s　]*([0-9０-９])"
)
_SENTENCE = re.compile(r"^[・○●]|[はをがにのと]")
_CONTENTS = re.compile(r"^項目一覧$")


def read_cover(lines: Sequence[Line], form: Form) -> list[ItemValue]:
    """Number, title, assessor and publication date of a cover, as far as they are printed.

    Args:
        lines: the lines of the cover, or of all pages before I-1 where it has no section of its own.
        form: the form whose labels the cover prints.
    """
    runs = list(_runs(lines, form))
    found = [value for value in (_dates(runs), _number(runs), _title(runs), _assessor(runs)) if value]
    if not any(value.item == "cover.assessor" for value in found):
        found += _declared(lines)
    return found


def read_edition(lines: Iterable[Line], form: Form) -> str | None:
    """The edition of the form as printed, without its brackets."""
    filled = [line.text for line in lines if line.text.strip()]
    pairs = ["　".join(part.strip() for part in filled[at : at + 2]) for at in range(len(filled))]
    for text in (*filled, *pairs):
        for found in _PRINTED_EDITION.finditer(text):
            framed = text[: found.start()].rstrip()[-1:] in ("[", "［", "〔", "(", "（")
            if int(found[1]) == form.number and (framed or len(text) < _EDITION or _is_of(found[0], form)):
                return found[0]
    return None


def _is_of(words: str, form: Form) -> bool:
    return any(plain(printed) in plain(words) for printed in form.printed)


Run = tuple[str | None, list[Span]]


def _runs(lines: Sequence[Line], form: Form) -> Iterator[Run]:
    """Values between labels and empty lines, with the label right before them, up to 特記事項 and the contents."""
    labels = _labels(form)
    last: str | None = None
    current: list[Span] = []
    for line in single_values(lines, form):
        text = plain(line.text)
        if text in labels or not text:
            if current:
                yield last, current
                last, current = None, []
            last = labels.get(text, last if not text else None)
            continue
        if _CONTENTS.match(text):
            break
        if DATE.search(unicodedata.normalize("NFKC", line.text)) or _NUMBER.match(text):
            if current:
                yield last, current
            yield last, [Span(line.text.strip(), line.number)]
            last, current = None, []
            continue
        if not _COMMISSION.match(text) and not names_nothing(line.text):
            current.append(Span(line.text.strip(), line.number))
        if current and (names_nothing(line.text) or _ends_title(current)):
            yield last, current
            last, current = None, []
    if current:
        yield last, current


def _ends_title(spans: Sequence[Span]) -> bool:
    """Whether the words of a run end as the title of an assessment does: what stands behind is another value."""
    words = _words(spans)
    return bool(_TITLE_ENDS.search(words)) and not _FORM_TITLE.match(words)


def _labels(form: Form) -> dict[str, str]:
    """Plain label of the cover -> its item; the words in 【 】 behind a label may be lost."""
    found = {plain(label): item.id for item in form.items if item.place == "表紙" for label in item.labels}
    return {**{label.split("【")[0]: item for label, item in found.items()}, **found}


def _words(spans: Sequence[Span]) -> str:
    return plain("".join(span.text for span in spans))


def _dates(runs: Sequence[Run]) -> ItemValue | None:
    """The publication date: of two dates the later one, since approval (承認日) comes before publication."""
    dates = []
    for label, spans in runs:
        text = unicodedata.normalize("NFKC", "".join(span.text for span in spans))
        match = DATE.search(text)
        if match and _is_date(text, match, label == "cover.published"):
            dates.append((_order(match[0]), label == "cover.published", spans, re.sub(r"\s+", "", match[0])))
    if not dates:
        return None
    _, _, spans, text = max(dates, key=lambda one: (one[0], one[1]))
    reason = None if len(dates) == 1 else "the later of the dates on the cover: approval comes before publication"
    span = Span(text, spans[0].line)
    return ItemValue("cover.published", spans=(span,), confidence="derived" if reason else "certain", reason=reason)


def _is_date(text: str, match: re.Match[str], labelled: bool) -> bool:
    """Whether words are a date with a note at most, not a sentence that names one."""
    if labelled and not match.start():
        return True
    beside = re.sub(r"[(\[].*?[)\]]", "", text[: match.start()] + text[match.end() :])
    return len(text) <= len(match[0]) + 12 and not _SENTENCE.search(beside)


def _order(date: str) -> tuple[int, ...]:
    """Year, month and day of a date of either calendar."""
    numbers = [int(one) for one in re.findall(r"\d+", date.replace("元", "1"))]
    era = next((first for name, first in _ERAS.items() if date.startswith(name)), 0)
    return (era + numbers[0], *numbers[1:])


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
    closed = tuple(Span(_closed_up(span.text), span.line) for span in max(candidates, key=lambda one: one[:2])[2])
    return ItemValue("cover.assessor", spans=closed)


def _closed_up(name: str) -> str:
    """A name of single signs with blanks between them, or with its 長 set apart, without those blanks."""
    parts = name.split()
    if len(parts) > 1 and (all(len(part) == 1 for part in parts) or parts[-1] == "長"):
        return "".join(parts)
    return name


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
