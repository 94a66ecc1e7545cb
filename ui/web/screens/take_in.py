"""Import: documents in, their facts shown before anything is kept, one sentence for each that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st
from bangolin.loader.confirmations import admitted
from bangolin.loader.facts import Facts, facts_to_dict
from bangolin.loader.guard import mask_my_numbers
from bangolin.loader.intake import Taken, take
from bangolin.loader.load import keep_document
from bangolin.loader.worker import Limits
from bangolin.ui.acting import on_record
from bangolin.ui.confirming import confirm_numbers
from bangolin.ui.table import Table
from bangolin.ui.texts import text
from bangolin.ui.web.frame import head, problems, show_table
from bangolin.ui.web.loading import load_facts
from bangolin.ui.web.numbers import ask_about_numbers
from bangolin.ui.web.session import language, store
from bangolin.ui.web.sign_in import person
from bangolin.ui.web.uploads import file_name

PAGE = "import"
ENDINGS = ["txt", "pdf", "xlsx", "html", "htm", "json"]
SHOWN = {
    "systems": ("name", "connections"),
    "files": ("name", "main_items"),
    "delegations": ("title", "contractors"),
    "provisions": ("recipient", "information"),
    "transfers": ("recipient", "information"),
}


@contextmanager
def on_disk(name: str, content: bytes) -> Iterator[Path]:
    """An uploaded file as a file, for as long as it is needed."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / file_name(name)
        path.write_bytes(content)
        yield path


def read(name: str, content: bytes) -> Taken:
    """What came of an uploaded file, read with what people confirmed of its numbers."""
    read_by = on_record(store(), person(), "load", "read", {"file": mask_my_numbers(name)})
    with read_by, on_disk(name, content) as path:
        return admitted(store(), take(path, Limits()))


def confirm(name: str, content: bytes, mark: tuple[str, str], positions: Sequence[str], why: str) -> None:
    """Confirm that numbers of an uploaded file are no 個人番号, and read it again."""
    with on_disk(name, content) as path:
        again = confirm_numbers(store(), admitted(store(), take(path, Limits())), person(), positions, why)
    st.session_state["import read"][mark] = again
    st.session_state["import confirmed"] = mark
    st.rerun()


def preview(facts: Facts) -> None:
    """What was read: the document, how many of each, and their names with lines."""
    spoken = language()
    data = facts_to_dict(facts)
    document = data["document"]
    st.markdown(f"**{document['assessor']}**　{document['title']}　{document['form']}　{document['published'] or ''}")
    columns = st.columns(len(SHOWN))
    for column, name in zip(columns, SHOWN, strict=True):
        column.metric(text(spoken, f"count.{name}"), len(data[name]))
    rows = tuple(
        (
            text(spoken, f"count.{name}"),
            str(record[fields[0]] or ""),
            _joined(record.get(fields[1])),
            record.get("line"),
        )
        for name, fields in SHOWN.items()
        for record in data[name]
    )
    show_table(Table("preview", text(spoken, "label.preview"), ("kind", "name", "items", "line"), rows), height=420)


def _joined(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value or "")


def keep(name: str, content: bytes, facts: Facts) -> None:
    """Take the facts into the store, and the document beside it."""
    spoken = language()
    with problems(), st.spinner(text(spoken, "document.loading")):
        report = load_facts(facts, name).report
        with on_disk(name, content) as path:
            source = facts.document.source
            keep_document(store(), path, source.digest if source else None)
        st.success(text(spoken, f"outcome.{report.outcome}", edition=report.edition))
        st.page_link("screens/who.py", label=text(spoken, "page.who"), icon=":material/arrow_forward:")


head(PAGE)
uploaded = st.file_uploader(text(language(), "label.files"), type=ENDINGS, accept_multiple_files=True)
for number, file in enumerate(uploaded or ()):
    with st.container(border=True):
        st.markdown(f"##### {number + 1}　`{file.name}`")
        held = file.getvalue()
        known = st.session_state.setdefault("import read", {})
        mark = (file.name, file.file_id)
        if mark not in known:
            with st.spinner(text(language(), "document.loading")):
                known[mark] = read(file.name, held)
        taken = known[mark]
        if st.session_state.get("import confirmed") == mark:
            st.success(text(language(), "label.number_confirmed"))
        if taken.facts is None:
            st.error(taken.problem)
            if taken.numbers is not None:
                ask_about_numbers(taken.numbers, f"import {number}", partial(confirm, file.name, held, mark))
        else:
            preview(taken.facts)
            if st.button(text(language(), "label.accept_import"), type="primary", key=f"import accept {number}"):
                keep(file.name, held, taken.facts)
