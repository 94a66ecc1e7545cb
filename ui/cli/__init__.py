"""The command line: ``bangolin VERB …``. Every verb is one function; errors are one sentence and an exit code."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version

from bangolin.ui.cli.arguments import build_parser
from bangolin.ui.cli.exits import BAD_INPUT, OK, exit_code, number_sentence, sentence_of

Command = Callable[[argparse.Namespace], int]

# verb -> (module, function); modules are imported only when their verb runs, so that `--help` answers at once
COMMANDS: dict[str, tuple[str, str]] = {
    "parse": ("documents", "parse"),
    "load": ("documents", "load"),
    "editions": ("documents", "editions"),
    "remove": ("documents", "remove"),
    "review": ("decisions", "review"),
    "findings": ("decisions", "accept"),
    "trace": ("questions", "trace"),
    "who": ("questions", "who"),
    "sees": ("questions", "sees"),
    "delegations": ("questions", "delegations"),
    "breach": ("questions", "breach"),
    "check": ("questions", "check"),
    "cut": ("questions", "cut"),
    "compare": ("questions", "compare"),
    "query": ("questions", "query"),
    "export": ("exporting", "export"),
    "backup": ("maintenance", "backup"),
    "restore": ("maintenance", "restore"),
    "verify": ("maintenance", "verify"),
    "audit": ("maintenance", "audit"),
    "ui": ("maintenance", "ui"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb. Returns the exit code: 0 answered, 1 findings, 2 wrong use, 3 bad input, 4 store or file."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    sentence = number_sentence(words)
    if sentence:
        print(sentence, file=sys.stderr)
        return BAD_INPUT
    given = build_parser(version("bangolin")).parse_args(words)
    try:
        return command(given.verb)(given)
    except KeyboardInterrupt:
        print("中断しました。取り込み済みのものはそのままです / stopped; what was loaded stays", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except Exception as error:
        code = exit_code(error)
        if code is None:
            raise
        print(f"bangolin: {sentence_of(error)}", file=sys.stderr)
        return code


def command(verb: str) -> Command:
    """The function of a verb."""
    module, function = COMMANDS[verb]
    found: Command = getattr(importlib.import_module(f"bangolin.ui.cli.{module}"), function)
    return found
