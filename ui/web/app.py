"""The app: pages, language, and what surrounds every page. Started by `bangolin ui`."""

from __future__ import annotations

import streamlit as st
from bangolin.ui.texts import disclaimer, text
from bangolin.ui.web.look import apply_look, icon
from bangolin.ui.web.session import language, remember_language

SECTIONS = {
    "section.questions": ("overview", "trace", "who", "sees", "delegations", "cut", "check", "compare"),
    "section.documents": ("documents", "review", "import"),
    "section.tools": ("pack", "query", "settings"),
}
FILES = {"import": "take_in"}
ICONS = {
    "overview": "home", "trace": "route", "who": "visibility", "sees": "manage_search", "delegations": "account_tree",
    "cut": "content_cut", "check": "fact_check", "compare": "compare_arrows", "documents": "description", "review": "rate_review",
    "import": "upload_file", "pack": "picture_as_pdf", "query": "terminal", "settings": "settings",
}  # fmt: skip


def main() -> None:
    """Set the page up, choose the language, and run the chosen page."""
    st.set_page_config(page_title="Bangolin 番号の経路", layout="wide", page_icon=icon())
    remember_language()
    spoken = language()
    apply_look()
    sections = {
        text(spoken, section): [
            st.Page(
                f"screens/{FILES.get(name, name)}.py",
                title=text(spoken, f"page.{name}"),
                icon=f":material/{ICONS[name]}:",
                url_path=name,
                default=name == "overview",
            )
            for name in names
        ]
        for section, names in SECTIONS.items()
    }
    st.logo(icon(), size="large")
    page = st.navigation(sections, expanded=True)
    page.run()
    st.html(f'<p class="bangolin-disclaimer">{disclaimer(spoken)}</p>')


main()
