"""What pages share: head, sentence, tables, gaps, the Cypher that ran, files to take away, and what errors say."""

from __future__ import annotations

import html
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import streamlit as st
from bangolin.ui.acting import on_record
from bangolin.ui.asking import Asked, rows_of
from bangolin.ui.drawings.drawing import Drawing
from bangolin.ui.drawings.network import page_and_drawing
from bangolin.ui.drawings.scene import assessments_of
from bangolin.ui.exports.pack import DRAWN
from bangolin.ui.exports.writing import ENDINGS, KINDS, ONE_PICTURE, several, taken_away
from bangolin.ui.rows import tables
from bangolin.ui.sentences import question_title, reviewed, sentence
from bangolin.ui.table import Table
from bangolin.ui.texts import text
from bangolin.ui.web import offered
from bangolin.ui.web.boxes import one_of
from bangolin.ui.web.framed import framed
from bangolin.ui.web.pressed import hear_pressed
from bangolin.ui.web.session import KEPT, content_of, editions_in_force, key_of, language, store
from bangolin.ui.web.sign_in import person
from bangolin.ui.web.table import table_page

FRAME_WIDTH, AROUND = 1100, 210
"""Width of a picture on the page in pixels, and the height of what stands above and below it in its frame."""
PICTURES = 120
"""So many pictures are kept, packed: some 400 kB each."""
MOST_SENT = 500
"""So many rows of a table go to the browser at once; more are looked through here."""
KIND_NAMES = {"mermaid": "Mermaid", "graphml": "GraphML", "pptx": "PowerPoint", "xlsx": "Excel"}


def head(page: str) -> None:
    """The title of a page and the one line that says what it is for."""
    spoken = language()
    title, lead = text(spoken, f"page.{page}"), text(spoken, f"lead.{page}")
    st.html(f'<div class="bangolin-head"><h1>{html.escape(title)}</h1><p>{html.escape(lead)}</p></div>')


def say(words: str) -> None:
    """The plain sentence above a result."""
    st.html(f'<p class="bangolin-sentence" role="status">{html.escape(words)}</p>')


def told(asked: Asked) -> None:
    """The sentence of an answer, and how much of it nobody has reviewed."""
    say(sentence(asked, language()))
    if words := reviewed(asked, language()):
        st.html(f'<p class="bangolin-reviewed">{html.escape(words)}</p>')


@contextmanager
def problems() -> Iterator[None]:
    """What went wrong becomes one sentence and what to do next, never a trace of the program."""
    from bangolin.graph.stores.problems import StoreError
    from bangolin.queries.console.refusal import QueryRefused
    from bangolin.queries.problems import QuestionError
    from bangolin.ui.acting import NumberTypedError
    from bangolin.ui.people import NotAllowedError

    try:
        yield
    except QueryRefused as error:
        words = error.japanese if language() == "ja" else error.english
        st.error(text(language(), "problem.refused", word=error.word, words=words))
    except NotAllowedError as error:
        st.error(error.japanese if language() == "ja" else error.english, icon=":material/lock:")
    except NumberTypedError:
        st.error(text(language(), "problem.number"), icon=":material/block:")
    except QuestionError as error:
        spoken = language()
        words = error.japanese if spoken == "ja" else error.english
        st.error(f"{words}\n\n{text(spoken, 'problem.next')}：{text(spoken, 'problem.next_input')}")
    except StoreError as error:
        spoken = language()
        st.error(f"{text(spoken, 'problem.store')} {error}\n\n{text(spoken, 'problem.next_store')}")


def something_loaded() -> bool:
    """Whether any edition is loaded; where none is, says what to do."""
    if editions_in_force():
        return True
    spoken = language()
    st.info(f"**{text(spoken, 'empty.store')}** {text(spoken, 'empty.store_next')}", icon=":material/inventory_2:")
    from bangolin.ui.web.loading import load_sample

    if st.button(text(spoken, "document.load_sample"), type="primary"):
        with problems(), st.spinner(text(spoken, "document.loading")):
            load_sample()
        st.rerun()
    return False


def show_picture(asked: Asked, page: str, *, everything: bool = False) -> None:
    """The interactive picture; where the answer is about several assessments, of the one that is chosen."""
    among = assessments_of(asked.answer)
    if not among:
        return
    chosen = among[0]
    if len(among) > 1:
        chosen = one_of(st, "label.drawn", among, key=f"{page} drawn", label_visibility="collapsed") or among[0]
    drawn, height = _picture(content_of(asked), language(), chosen, everything, asked)
    framed(zlib.decompress(drawn).decode(), height)
    hear_pressed(asked, page)


@st.cache_resource(show_spinner=False, max_entries=PICTURES)
def _picture(content: str, spoken: str, assessment: str, everything: bool, _asked: Asked) -> tuple[bytes, int]:
    """The packed page of a picture and the height of its frame, kept while the answer says the same, whatever is loaded."""
    del content
    title = question_title(_asked, spoken)
    page, drawing = page_and_drawing(
        _asked.answer, language=spoken, title=title, assessment=assessment, everything=everything, actions=True,
        backward=bool(_asked.parameters.get("backward")),
    )  # fmt: skip
    return zlib.compress(page.encode(), 1), _frame_height(drawing)


def _frame_height(drawing: Drawing) -> int:
    """How high a frame has to be to show all of a picture at the width of a page, within what fits on a screen."""
    scale = min(1.0, FRAME_WIDTH / (drawing.width + 20))
    return round(AROUND + min(max(scale * (drawing.height + 20), 240), 640))


@st.cache_resource(show_spinner=False, max_entries=60)
def _kept_tables(key: str, spoken: str, wanted: tuple[str, ...], _asked: Asked) -> tuple[Table, ...]:
    del key
    return tables(_asked, spoken, wanted)


KEPT.append(_kept_tables)


def tables_of(asked: Asked, wanted: Sequence[str] = ()) -> tuple[Table, ...]:
    """The tables of an answer in the session's language, all or those named, made once."""
    return _kept_tables(key_of(asked), language(), tuple(wanted), asked)


def show_table(table: Table, *, height: int = 460) -> None:
    """A table that sorts and filters where it stands; every row carries its citation."""
    if not table.rows:
        st.info(text(language(), "empty.result" if table.id not in ("gaps", "findings") else f"{_none(table)}"))
        return
    shown = table if len(table.rows) <= MOST_SENT else _part(table)
    framed(table_page(shown, language()), min(height, 132 + 62 * len(shown.rows)))


def _part(table: Table) -> Table:
    """The rows of a large table that are sent to the browser: those with the words that are typed, one part of them."""
    spoken = language()
    where, which = st.columns([3, 2], vertical_alignment="bottom")
    wanted = [fold(part) for part in where.text_input(text(spoken, "rows.all"), key=f"{table.id} words").split()]
    rows = [row for row in table.rows if all(part in fold("\n".join(map(str, row))) for part in wanted)]
    parts = max(1, -(-len(rows) // MOST_SENT))
    with which:
        part = st.pagination(parts, key=f"{table.id} part of {parts}") if parts > 1 else 1
    first = MOST_SENT * (part - 1)
    last = min(first + MOST_SENT, len(rows))
    st.caption(text(spoken, "rows.part", first=first + 1, last=last, count=len(rows), most=MOST_SENT))
    return replace(table, rows=tuple(rows[first:last]))


def fold(words: str) -> str:
    """Words as they are compared: widths and cases do not count."""
    return unicodedata.normalize("NFKC", words).lower()


def _none(table: Table) -> str:
    return {"gaps": "gap.none", "findings": "empty.findings"}[table.id]


def show_tables(asked: Asked, wanted: Sequence[str] = ()) -> None:
    """The tables of an answer, all or those named."""
    for table in tables_of(asked, wanted):
        show_table(table)


def show_cypher(asked: Asked) -> None:
    """The statements that ran, one after the other, with their parameters."""
    for statement in asked.answer.get("cypher", ()):
        st.caption(statement.get("purpose", ""))
        st.code(statement["text"], language="cypher", wrap_lines=True)
        if statement.get("parameters"):
            with st.expander(text(language(), "column.parameters")):
                st.json(statement["parameters"], expanded=False)


def take_away(asked: Asked, page: str) -> None:
    """One button a kind of file; a file is made when its button is pressed, from the answer on the screen."""
    if not person().may("export"):
        st.info(text(language(), "sign_in.no_export"))
        return
    kinds = [kind for kind in KINDS if asked.question in DRAWN or kind not in (*ONE_PICTURE, "graphml")]
    columns = st.columns(6)
    for number, kind in enumerate(kinds):
        ending = "zip" if several(kind, asked.answer) else ENDINGS.get(kind, kind)
        name = f"bangolin-{asked.question}.{ending}"
        columns[number % 6].download_button(
            KIND_NAMES.get(kind, kind.upper()),
            data=_maker(kind, name, asked, language()),
            file_name=name,
            mime=offered.KIND,
            key=f"{page} download {kind}",
            width="stretch",
            on_click="ignore",
        )


def _maker(kind: str, name: str, asked: Asked, spoken: str) -> Callable[[], bytes]:
    kept, opened, someone = editions_in_force(), store(), person()
    exported = {"kind": kind, "question": asked.question, **asked.parameters}

    def make() -> bytes:
        with on_record(opened, someone, "export", "export", exported) as deed:
            made = taken_away(kind, asked, spoken, kept)
            deed.rows = rows_of(asked)
        offered.hold(made, name)
        return made

    return make
