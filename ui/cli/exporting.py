"""The verb ``export``: ask the questions, write the files."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path
from typing import Any

from bangolin.ui.cli.arguments import build_parser
from bangolin.ui.cli.exits import OK, UsageError
from bangolin.ui.cli.output import print_json, say
from bangolin.ui.cli.questions import NOT_PARAMETERS

QUESTIONS = frozenset({"trace", "who", "sees", "delegations", "breach", "check", "cut", "compare", "query"})


def export(given: argparse.Namespace) -> int:
    """Write the answers of the questions given as one file of a kind, or as a folder of pictures."""
    from bangolin.graph.set_up import set_up
    from bangolin.graph.stores.store import open_store
    from bangolin.ui.acting import on_record
    from bangolin.ui.asking import ask, loaded_editions
    from bangolin.ui.exports import export as write
    from bangolin.ui.people import local_person

    questions = [parsed(text) for text in given.question] or [("who", {"field": "個人番号"})]
    person = local_person()
    exported = {"kind": given.kind, "output": given.output, "questions": given.question}
    with open_store(given.store) as store:
        set_up(store)
        answers = [ask(store, name, _within(parameters, given.assessment), person) for name, parameters in questions]
        loaded = [edition for edition in loaded_editions(store) if edition["in_force"]]
        with on_record(store, person, "export", "export", exported) as deed:
            files = write(
                given.kind,
                answers,
                Path(given.output),
                date=given.date,
                mark=given.mark,
                language=given.language,
                editions=loaded,
            )
            deed.rows = len(files)
    print_json([str(path) for path in files]) if given.json else say(*(str(path) for path in files))
    return OK


def parsed(text: str) -> tuple[str, dict[str, Any]]:
    """A question as it would stand on the command line, as its name and parameters. Raises UsageError."""
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise UsageError(f"「{text}」: 引用符が閉じていません / a quotation mark is not closed") from error
    if not words or words[0] not in QUESTIONS:
        raise UsageError(f"「{text}」は問いではありません。例: 'trace 住民システム' / not a question")
    options = vars(build_parser("").parse_args(words))
    return options["verb"], {name: value for name, value in options.items() if name not in NOT_PARAMETERS}


def _within(parameters: dict[str, Any], assessments: list[str]) -> dict[str, Any]:
    return {**parameters, "assessment": parameters.get("assessment") or assessments}
