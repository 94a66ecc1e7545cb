"""What a chain of arrows moves: the words behind its colon, on its arrow, in the brackets at its end, or in front of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bangolin.loader.narrative.frames import Hop
from bangolin.loader.narrative.places import Lexicon
from bangolin.loader.narrative.segments import Link, bracketed, pieces

THING = re.compile(
    r"(?:情報|データ|書|書類|届|票|申請|帳|証|一覧|リスト|番号|符号|コード|通知|結果|回答|明細|副本|文書|項目|内容|様式|年度|画面|メニュー|欄|機能|ボタン|タブ|"
    r"[0-9]+(?:日|月|年|件|円|回|名|人|時|分)|額|税額|料|費|日付|期限|旧|新|有|無|前|後|済|中|別|的|用)(?:等)?$"
)
PAPER = re.compile(r"(?:情報|データ|書|書類|届|票|証|一覧|リスト|番号|符号|通知|回答|明細|副本|写し)(?:等)?$")
IN_FRONT = re.compile(r"(?P<data>[一-龥ァ-ヴーA-Za-z0-9・]{2,25})(?:[はを]、?|\()$")
SAME = re.compile(r"同上|同左|〃|同じ$|同前")
ASIDE = re.compile(
    r"(?:日次|月次|週次|年次|随時|即時|都度|毎[日月年週].*|夜間.*|年[0-9]+回|月[0-9]+回|定期|オンライン|紙|媒体)(?:等)?"
    r"|(?:個人番号|マイナンバー).{0,4}(?:あり|なし|有|無|付き?|含む)"
)
WAY = re.compile(r"(?P<way>[^、で]{1,12})で(?P<rest>[一-龥ァ-ヴ].*)")

Moved = tuple[tuple[str, ...], str | None]


def told_data(sentence: str, link: Link) -> str:
    """The words that tell what a link moves: its own, or those in the brackets at its end where they name papers or data."""
    if link.data:
        return link.data
    behind = bracketed(sentence[link.sides[1][-1][0] : link.end])[-1:]
    named = [part for part in behind if PAPER.search(re.split(r"[、。]", part)[0])]
    return re.split("。", named[0])[0] if named else ""


def moved(sentence: str, link: Link, lex: Lexicon, before: Sequence[Hop], first: int) -> Moved:
    """The data of a link and the medium that its brackets or its words name. ``before``: the hops whose data 「同上」 stands
    for; ``first``: where the chain starts.
    """
    words = told_data(sentence, link)
    notes = bracketed(sentence[link.start : link.end]) if link.data else []
    medium = next((match[0] for part in notes if (match := lex.vocabulary.media.search(part))), None)
    if SAME.match(words) and before:
        return before[-1].data, medium or before[-1].medium
    data = _named(words)
    medium = medium or next((name for name in data if _carries(name, lex)), None)
    data = tuple(name for name in data if name != medium and not ASIDE.fullmatch(name))
    front = IN_FRONT.search(sentence[:first]) if not words else None
    return ((front["data"],) if front and PAPER.search(front["data"]) else data), medium


def _named(words: str) -> tuple[str, ...]:
    words = re.split(r"を|だけ|のみ", words)[0]
    way = WAY.match(words)
    if way and not THING.search(way["way"]):
        words = way["rest"]
    return tuple(name for piece in pieces(words) if (name := re.split(r"[はで]", piece)[0]))


def _carries(name: str, lex: Lexicon) -> bool:
    return bool(lex.vocabulary.media.fullmatch(name)) or name.endswith(lex.vocabulary.carriers)
