"""The app: pages, language, and what surrounds every page. Started by `bangolin ui`."""

from __future__ import annotations

import streamlit as st
from bangolin.ui.people import NotAllowedError, Person
from bangolin.ui.texts import disclaimer, text
from bangolin.ui.web.look import apply_look, icon
from bangolin.ui.web.session import knock, language, remember_language
from bangolin.ui.web.sign_in import sign_in_button, sign_out_button
from streamlit.navigation.page import StreamlitPage

SECTIONS = {
    "section.questions": ("overview", "trace", "who", "sees", "delegations", "cut", "check", "compare"),
    "section.documents": ("documents", "review", "import"),
    "section.tools": ("pack", "query", "settings"),
}
FILES = {"import": "take_in"}
RIGHTS_OF = {"import": "load", "pack": "export", "query": "query", "review": "decide"}
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
    apply_look(spoken)
    try:
        someone = knock()
    except NotAllowedError as refusal:
        st.logo(icon(), size="large")
        st.navigation([st.Page(lambda: None, title=text(spoken, "app"))], position="hidden").run()
        st.error(refusal.japanese if spoken == "ja" else refusal.english, icon=":material/lock:")
        sign_in_button(spoken)
        return
    sign_out_button(someone, spoken)
    st.logo(icon(), size="large")
    page = st.navigation(_sections(someone, spoken), expanded=True)
    page.run()
    st.html(f'<p class="bangolin-disclaimer">{disclaimer(spoken)}</p>')


def _sections(someone: Person, spoken: str) -> dict[str, list[StreamlitPage]]:
    """The pages that somebody may use; what pages do is checked where it is done, whether they are shown or not."""
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
            if someone.may(RIGHTS_OF.get(name, "ask"))
        ]
        for section, names in SECTIONS.items()
    }
    return {section: pages for section, pages in sections.items() if pages}


main()
