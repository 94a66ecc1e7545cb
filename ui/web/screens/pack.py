"""Board pack: assessments and questions in, one set of files out."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st
from bangolin.loader.guard import contains_my_number
from bangolin.ui.acting import on_record
from bangolin.ui.asking import Asked, rows_of
from bangolin.ui.cli.exits import UsageError
from bangolin.ui.cli.exporting import parsed
from bangolin.ui.exports.fixed import archive
from bangolin.ui.exports.pack import newest_date
from bangolin.ui.exports.writing import ENDINGS, KINDS, ONE_PICTURE, ExportError, export
from bangolin.ui.sentences import sentence
from bangolin.ui.texts import text
from bangolin.ui.web.boxes import assessments_box, some_of
from bangolin.ui.web.frame import head, problems, say, something_loaded
from bangolin.ui.web.session import ask, editions_in_force, language, store
from bangolin.ui.web.sign_in import person

PAGE = "pack"
USUAL = ("pdf", "pptx", "xlsx", "html", "csv", "json")


def form() -> dict[str, object] | None:
    """What goes into the pack; None until the button is pressed."""
    spoken = language()
    with st.form("pack"):
        left, right = st.columns(2)
        title = left.text_input(text(spoken, "label.title"), value=text(spoken, "export.board_pack"))
        mark = right.text_input(text(spoken, "label.mark"), value=text(spoken, "label.mark_value"))
        among = assessments_box(None, left)
        date = right.text_input(text(spoken, "label.date"), placeholder=newest_date((), editions_in_force()))
        questions = left.text_area(text(spoken, "label.questions"), value="who 個人番号\ndelegations", height=110)
        kinds = some_of(right, "label.formats", KINDS, key=None, default=list(USUAL))
        pressed = st.form_submit_button(text(spoken, "label.make"), type="primary")
    if not pressed:
        return None
    if any(contains_my_number(words) for words in (title, mark, date, questions)):
        st.error(text(spoken, "problem.number"), icon=":material/block:")
        return None
    return {"title": title, "mark": mark, "among": among, "date": date, "questions": questions, "kinds": kinds}


def answers(questions: str, among: list[str]) -> list[Asked]:
    """Ask every line of the box, each written as on the command line."""
    asked = []
    for line in filter(None, map(str.strip, questions.splitlines())):
        name, parameters = parsed(line)
        asked.append(ask(name, {**parameters, "assessment": list(parameters.get("assessment") or among)}))
    return asked


def files_of(asked: list[Asked], held: dict[str, object]) -> dict[str, bytes]:
    """All files of the pack by name."""
    made: dict[str, bytes] = {}
    loaded = [
        edition for edition in editions_in_force() if not held["among"] or edition["body"] in _list(held["among"])
    ]
    with TemporaryDirectory() as folder:
        for kind in _list(held["kinds"]):
            name = "pictures" if kind in ONE_PICTURE else f"bangolin.{ENDINGS.get(kind, kind)}"
            exported = {"kind": kind, "questions": held["questions"], "among": held["among"]}
            with on_record(store(), person(), "export", "export", exported) as deed:
                written = export(
                    kind, asked, Path(folder) / name, str(held["date"]) or None, str(held["mark"]) or None, language(),
                    editions=loaded, title=str(held["title"]),
                )  # fmt: skip
                deed.rows = sum(map(rows_of, asked))
            made |= {file.name if file.parent == Path(folder) else f"{name}/{file.name}": file.read_bytes()
                     for file in written}  # fmt: skip
    return made


def _list(value: object) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else []


def offer(made: dict[str, bytes]) -> None:
    """One button for all, one for each file."""
    spoken = language()
    st.success(text(spoken, "label.make_ready"))
    st.download_button("ZIP", archive(made), "bangolin-pack.zip", type="primary", on_click="ignore", key="pack all")
    columns = st.columns(6)
    for number, (name, content) in enumerate(made.items()):
        columns[number % 6].download_button(
            name.rsplit("/", 1)[-1], content, name.rsplit("/", 1)[-1], key=f"pack {name}", on_click="ignore"
        )


head(PAGE)
if something_loaded():
    chosen = form()
    if chosen:
        try:
            with problems(), st.spinner(text(language(), "label.make")):
                found = answers(str(chosen["questions"]), _list(chosen["among"]))
                st.session_state["pack said"] = [sentence(asked, language()) for asked in found]
                st.session_state["pack files"] = files_of(found, chosen)
        except (UsageError, ExportError) as error:
            st.error(str(error))
    for words in st.session_state.get("pack said", ()):
        say(words)
    if st.session_state.get("pack files"):
        offer(st.session_state["pack files"])
