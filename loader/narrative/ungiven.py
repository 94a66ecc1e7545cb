"""Denials told from the side of the 個人番号: to whom it is not given, what cannot show it, what does not hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import Lexicon, Place, coordinated, phrase_start, place_at

NUMBER = r"個人番号(?:等)?"
NOT = r"(?:ない|なく|ず|ません|不可)(?!場合|とき|者|職員|限り|もの|ことがあ)"
TO = r"(?:に対しては|に対して|に対し|へは|には|に|へ)、?"
GIVEN = "渡|引き渡|引渡|示|提示|明か|提供|開示|交付|送信|送付|伝わ|伝え|届|通知|知らさ|見せ|表示"
# 「Xに個人番号が渡ることはない」, 「A、Bには個人番号を渡さない」
NOT_GIVEN = re.compile(
    rf"{TO}{NUMBER}(?:その他の[^、。]{{2,12}})?(?:は|が|を|の)(?:一切|直接)?(?:{GIVEN})"
    rf"(?:さ|し|せ|れ|ら|る|り|す|か|い|て|え|でき|することが|することは|は行わ|を行わ)*(?:こと(?:は|が|も))?{NOT}"
)
# 「Sには、個人番号を表示する機能が備えられていない」
NO_MEANS = re.compile(
    rf"(?:においては|では|には|に|は)、?{NUMBER}を(?:(?:表示|検索|照会|参照|閲覧|取得|出力|入力|保存)(?:し、|・|、|又は|及び|や)?)+する"
    r"(?:ための)?(?:機能|画面|欄|項目|手段|仕組み)(?:"
    rf"(?:を|が|は)(?:一切)?(?:備え|有し|有さ|持た|持って|設け|搭載し|用意し|存在し)(?:られ|て|い)*{NOT}|(?:は|が)な(?:い|く))"
)
# 「個人番号は持たない」 among the functions of a system
HOLDS_NONE = re.compile(
    rf"^(?:なお、?|ただし、?|※ ?)?{NUMBER}(?:自体|そのもの)?(?:は|を)(?:一切)?(?:保有|保持|保存|保管|管理|取り扱わ|取扱わ|扱わ|持た|持って)(?:し|さ|せ|れ|て|い)*{NOT}$"
)
# 「SからTには…」 tells of one way only
WAY = re.compile(r"から")
RECEIVERS = ("body", "office", "system", "partition", "network")


def not_given(sentence: str, lex: Lexicon) -> Iterator[tuple[Place, int]]:
    """Who a sentence says the number is not given to, with where its words end."""
    for match in NOT_GIVEN.finditer(sentence):
        place = place_at(sentence, match.start(), lex)
        if place is None or place.kind not in RECEIVERS:
            continue
        clause = max(sentence.rfind("、", 0, place.start), 0)
        listed = coordinated(sentence, place, lex)
        if WAY.search(sentence, clause, listed[0].start):
            continue
        for one in listed:
            yield _bare(one), match.end()
    for match in NO_MEANS.finditer(sentence):
        place = place_at(sentence, match.start(), lex)
        if place and place.kind in ("system", "partition"):
            yield _bare(place), match.end()


def _bare(place: Place) -> Place:
    """「当該S」 is S."""
    by = 2 if place.name.startswith(("当該", "この", "その")) else 0
    return Place(place.start + by, place.end, place.name[by:], place.kind)


def holds_none(passage: Passage, sentence: str) -> bool:
    """Whether a sentence without topic says that the system whose functions it stands among holds no number."""
    return bool(passage.section == "I-2" and passage.system and HOLDS_NONE.match(sentence))


POINTED = re.compile(r"^(?:当該|この|その|同)(?P<name>.+)$")


def pointed(passage: Passage, start: int, name: str, lex: Lexicon) -> tuple[int, int] | None:
    """Where the passage prints in full what 「当該…」 at ``start`` takes up: the longer phrase that ends so, before it."""
    found = POINTED.match(name)
    if found is None:
        return None
    end = passage.folded.rfind(found["name"], 0, start) + len(found["name"])
    if end < len(found["name"]):
        return None
    first = phrase_start(passage.folded, end, lex)
    return (first, end) if end - first > len(found["name"]) + 1 else None
