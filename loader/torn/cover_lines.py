"""The lines of a cover with one label or one value each, however the text was laid out.

Covers come with labels and values glued, several on one line, with blanks between all signs, or with the words of a
label around its value. What stands here knows the form's labels only, never what a value says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.sources.text import Line

DATE = re.compile(
    r"(?:(?:令和|平成)\s*(?:元|\d{1,2})|(?<!\d)(?:19|20)\d\d)\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|(?<![\w.])(?:[RH](?:\d{1,2}|元)|20\d\d)([./-])\d{1,2}\1\d{1,2}(?![\d.])"
)
BODY = (
    r"(?:都|道|府|県|市|区|町|村|長|知事|大臣|組合|連合会|連合|基金|機構|協会|センター|委員会|管理者|庁|省|会|院"
    r"|公社|局|社)"
)
_PRINTED = ("項目一覧", "個人情報保護委員会承認日", "特定個人情報保護委員会承認日")
_TAIL = r"(?:[\s　]*【[\s　]*行政機関等のみ[\s　]*】)?"
_EDITION = r"[\[［〔][^\]］〕]{4,20}様[\s　]*式[\s　]*[0-9０-９][\s　]*[\]］〕]"
_MANY = 3
_BLANKS = " 　:：\t"
_FORM_NAME = "特定個人情報保護評価書"
_GLUED_NUMBER = re.compile(r"^([0-9]{1,6})\s*([^\s0-9歳年月日次号期種類級人条項割情.,、].*評価書?)$")
_NUMBER_BEHIND = re.compile(r"^(\S.*評価書?)\s+([0-9]{1,6})$")
_BODY_BESIDE = re.compile(rf"[^、。0-9]{{1,30}}{BODY}")
_AROUND = 2


def single_values(lines: Sequence[Line], form: Form) -> Iterator[Line]:
    """The lines of a cover, cut so that each holds one label or one value; line numbers stay."""
    names = [label for item in form.items if item.place == "表紙" for label in item.labels]
    pattern = _pattern([*names, *_PRINTED, *(heading for one in form.sections[:1] for heading in one.headings)])
    whole = _with_labels_joined(list(lines), {plain(name) for name in names})
    for line in whole:
        for piece in _cut(line, pattern):
            yield from _parted(piece)


def _pattern(labels: Sequence[str]) -> re.Pattern[str]:
    words = {plain(label).replace("【行政機関等のみ】", "") for label in labels}
    loose = (
        r"[\s　]*".join(rf"[{sign}（）]" if sign in "()" else re.escape(sign) for sign in word)
        for word in sorted(words, key=lambda word: (-len(word), word))
    )
    return re.compile(rf"(?:{'|'.join(loose)}){_TAIL}|{_EDITION}")


def _cut(line: Line, pattern: re.Pattern[str]) -> Iterator[Line]:
    """The line before and behind each label, where it is made of labels and values; running words stay whole."""
    found = list(pattern.finditer(line.text))
    if not found or not _is_of_labels(line.text, found):
        yield line
        return
    last = 0
    for match in found:
        words = line.text[last : match.start()].strip(_BLANKS)
        page_number = not last and words.isdigit() and plain(match[0]).startswith(_FORM_NAME)
        if words and not page_number:
            yield Line(line.number, words)
        yield Line(line.number, match[0].strip())
        last = match.end()
    if words := line.text[last:].strip(_BLANKS):
        yield Line(line.number, words)


def _is_of_labels(text: str, found: Sequence[re.Match[str]]) -> bool:
    """Whether a line starts with a label (behind a page number), or holds several."""
    if len(found) >= _MANY:
        return True
    rest = text[found[0].end() :]
    glued = bool(rest[:1].strip(_BLANKS))
    running = "。" in rest or (glued and bool(re.match(r"[ぁ-ん、，及又並・]", rest)))
    before = text[: found[0].start()].strip()
    heads = not before or before.isdigit() or bool(re.search(r"評価書?$", before)) or found[0][0][0] in "[［〔"
    return not running and heads


def _parted(line: Line) -> Iterator[Line]:
    """A number in front of or behind a title, and a body beside a date, on lines of their own."""
    words = unicodedata.normalize("NFKC", line.text.strip())
    date = DATE.search(words)
    beside = (words[: date.start()] + words[date.end() :]).strip() if date else ""
    both = _GLUED_NUMBER.match(words) or _NUMBER_BEHIND.match(words)
    if date and beside and _BODY_BESIDE.fullmatch(beside):
        yield from (Line(line.number, beside), Line(line.number, date[0]))
    elif both:
        first, second = _as_printed(line.text.strip(), both)
        yield from (Line(line.number, first), Line(line.number, second))
    else:
        yield line


def _as_printed(text: str, match: re.Match[str]) -> tuple[str, str]:
    """The two parts in the spelling of the document, where folding changed no length."""
    if len(text) != len(match.string):
        return match[1], match[2]
    return text[: match.end(1)].strip(), text[match.start(2) :].strip()


def _with_labels_joined(lines: list[Line], names: set[str]) -> Iterator[Line]:
    """Lines with a label whose words were printed around its value put together, in front of that."""
    taken: set[int] = set()
    for at, line in enumerate(lines):
        if at in taken:
            continue
        start = plain(line.text)
        if len(start) >= 2 and start not in names and any(name.startswith(start) for name in names):
            filled = [other for other in range(at + 1, len(lines)) if lines[other].text.strip()][: _AROUND + 1]
            end = next((other for other in filled if start + plain(lines[other].text) in names), None)
            if end is not None:
                taken.add(end)
                yield Line(line.number, line.text.strip() + lines[end].text.strip())
                continue
        yield line
