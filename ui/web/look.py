"""The look of the app: one style sheet, system fonts only, nothing from the network."""

from __future__ import annotations

from functools import cache

import streamlit as st
from bangolin.ui.texts import text
from PIL import Image, ImageDraw

STYLE = """
<style>
:root { --ink: #1a1f29; --deep: #12355b; --muted: #4f5b6b; --line: #c9d0d9; }
html, body, .stApp, .stApp button, .stApp input, .stApp textarea, .stMarkdown, [data-testid="stSidebar"] {
  font-family: "Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic UI", Meiryo, sans-serif; }
.stApp { color: var(--ink); }
[data-testid="stMainBlockContainer"] { padding: 2.2rem 2.4rem 2rem; max-width: 1500px; }
[data-testid="stVerticalBlock"] { gap: 0.7rem; }
[data-testid="stSidebar"] { background: #f3f5f8; border-right: 1px solid var(--line); min-width: 200px;
  max-width: 232px; }
[data-testid="stHeader"] { background: transparent; }
.bangolin-head h1 { font-size: 1.55rem; font-weight: 700; color: var(--deep); margin: 0; padding: 0;
  line-height: 1.3; }
.bangolin-head p { color: var(--muted); margin: .2rem 0 0; font-size: .95rem; }
.bangolin-sentence { font-size: 1.12rem; line-height: 1.75; border-left: 5px solid var(--deep); background: #eef3f9;
  padding: .6rem 1rem; margin: 0; border-radius: 0 6px 6px 0; }
.bangolin-reviewed { color: var(--muted); font-size: .9rem; line-height: 1.6; margin: 0; padding: 0 1rem; }
.bangolin-disclaimer { color: var(--muted); font-size: .85rem; border-top: 1px solid var(--line); padding-top: .5rem;
  margin-top: .8rem; }
.bangolin-tree { font-size: .95rem; line-height: 1.7; }
.bangolin-tree ul { list-style: none; margin: 0; padding-left: 1.5rem; border-left: 2px solid #d5dce5; }
.bangolin-tree li { margin: .35rem 0; position: relative; }
.bangolin-tree li::before { content: ""; position: absolute; left: -1.5rem; top: .9em; width: 1.1rem;
  border-top: 2px solid #d5dce5; }
.bangolin-tree > details { margin: .5rem 0; }
.bangolin-tree summary { cursor: pointer; font-weight: 700; color: var(--deep); }
.bangolin-tree .name { font-weight: 600; }
.bangolin-tree .tag { display: inline-block; font-size: .78rem; border: 1px solid #7b3a6b; color: #7b3a6b;
  border-radius: 4px; padding: 0 .45em; margin-right: .5em; background: #fbf3f9; }
.bangolin-tree .note { color: var(--muted); font-size: .85rem; }
.bangolin-tree q { quotes: "「" "」"; color: #333c48; }
.bangolin-cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)); gap: 14px; }
.bangolin-card { border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; background: #fff; }
.bangolin-card h3 { margin: 0 0 2px; padding: 0; font-size: 1.05rem; color: var(--deep); line-height: 1.4; }
.bangolin-card .muted { color: var(--muted); font-size: .85rem; margin: .1rem 0 .4rem; }
.bangolin-card dl { display: grid; grid-template-columns: repeat(4, 1fr); gap: 2px 8px;
  margin: .5rem 0 .3rem !important; padding: 0; }
.bangolin-card dl div, .bangolin-card dt, .bangolin-card dd { margin: 0 !important; padding: 0; }
.bangolin-card dt { color: var(--muted); font-size: .78rem; }
.bangolin-card dd { margin: 0; font-size: 1.15rem; font-weight: 700; }
.bangolin-badge { display: inline-block; font-size: .78rem; border-radius: 4px; padding: 0 .5em; margin-right: .4em;
  border: 1px solid #0a6355; color: #0a6355; background: #eefaf6; }
.bangolin-badge.open { border-color: #8a4b00; color: #8a4b00; background: #fdf6ec; }
.bangolin-schema h3 { font-size: 1rem; font-weight: 700; margin: 0; padding: 0 0 .3rem; }
.bangolin-schema details { border-top: 1px solid var(--line); padding: .35rem 0; font-size: .9rem; }
.bangolin-schema summary { cursor: pointer; }
.bangolin-schema ul { margin: .3rem 0 0; padding-left: 1.1rem; }
.bangolin-schema code { color: var(--deep); background: none; padding: 0; }
.bangolin-lines { font-size: .95rem; line-height: 1.8; border: 1px solid var(--line); border-radius: 6px;
  padding: .5rem .8rem; }
.bangolin-lines b { display: inline-block; min-width: 4em; color: var(--muted); font-weight: 400; }
.bangolin-lines mark { background: #ffe58a; border-bottom: 2px solid #c81e1e; }
iframe { border: 0; }
</style>
"""


WORDS = {
    "upload": '[data-testid="stFileUploaderDropzone"] > span button p',
    "upload_limits": '[data-testid="stFileUploaderDropzoneInstructions"] span',
    "drop": '[data-testid="stFileUploaderDropzone"] > input + div:not(:last-child) > *',
    "enter": '[data-testid="InputInstructions"] > span',
    "no_results": '[role="listbox"][data-empty="true"] [role="option"] > span',
}
"""Where Streamlit prints English words of its own that no parameter changes, by the key of what stands there instead."""


def apply_look(language: str) -> None:
    """Put the style sheet into the page, and words of ours where Streamlit has its own."""
    st.html(STYLE)
    st.html(f"<style>{words_of_ours(language)}</style>")


def words_of_ours(language: str) -> str:
    """The rules that show words in a language in the place of Streamlit's English ones."""
    rules = []
    for key, place in WORDS.items():
        words = text(language, f"box.{key}").replace("\\", "\\\\").replace('"', '\\"')
        rules.append(f'{place} {{ font-size: 0; }} {place}::after {{ content: "{words}"; font-size: .875rem; }}')
    return "\n".join(rules)


@cache
def icon() -> Image.Image:
    """The icon of the tab, drawn here: a named one would be fetched from a server of others."""
    picture = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.line([(14, 46), (32, 20), (50, 46)], fill="#12355b", width=6)
    for x, y, colour in ((14, 46, "#0a6355"), (32, 18, "#12355b"), (50, 46, "#7b3a6b")):
        pen.ellipse([x - 11, y - 11, x + 11, y + 11], fill=colour, outline="#ffffff", width=3)
    return picture
