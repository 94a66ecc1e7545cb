"""The command line, declared: verbs, their arguments, and what they are for in Japanese and English."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

EXPORT_KINDS = ("html", "svg", "png", "pdf", "pptx", "xlsx", "csv", "json", "graphml", "dot", "mermaid")


@dataclass(frozen=True)
class Argument:
    """One argument: its names, what it means, and what argparse needs beside."""

    names: tuple[str, ...]
    meaning: str
    options: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Verb:
    """One verb of the command line; ``question`` verbs take ``--assessment``."""

    name: str
    meaning: str
    arguments: tuple[Argument, ...] = ()
    question: bool = False
    store: bool = True


def argument(*names: str, meaning: str, **options: object) -> Argument:
    """Declare one argument."""
    return Argument(names, meaning, tuple(options.items()))


WALK = (
    argument("--via", metavar="P", action="append", default=[], meaning="この場所を経由 / only ways over P"),
    argument("--avoid", metavar="P", action="append", default=[], meaning="この場所を避ける / no way over P"),
    argument("--kind", metavar="K", action="append", default=[], meaning="流れの種類 / only flows of this kind"),
    argument("--media", metavar="M", action="append", default=[], meaning="媒体 / only flows over this medium"),
    argument("--outside", action="store_true", meaning="機関の外だけ / only places outside the body"),
    argument("--field", metavar="CONCEPT", default=None, meaning="追う項目 (既定: 個人番号) / what is followed"),
    argument(
        "--identifier",
        choices=("number", "linked", "any"),
        default="number",
        meaning="番号そのもの・結び付く識別子・本人の全項目 / the number, linked identifiers, any item",
    ),
    argument("--across", action="store_true", meaning="他の評価書へも続ける / go on into other assessments"),
)

VERBS = (
    Verb(
        "parse",
        "評価書を読み取り、事実を JSON で出力 / facts of one document",
        (
            argument("file", metavar="FILE", meaning="評価書 / the document"),
            argument("--output", metavar="FILE", default=None, meaning="出力先 / where to write"),
        ),
        store=False,
    ),
    Verb(
        "load",
        "評価書または事実を取り込む / documents or facts into the store",
        (
            argument("paths", metavar="PATH", nargs="*", meaning="省略時は見本データ / none: the sample data"),
            argument("--replace", action="store_true", meaning="点検済みでも置き換える / replace checked facts too"),
        ),
    ),
    Verb(
        "trace",
        "どこへ届き得るか / where can it travel",
        (
            argument("place", metavar="PLACE", meaning="起点 / the start"),
            argument("--to", metavar="P", default=None, meaning="終点 / answer for this place"),
            argument("--backward", action="store_true", meaning="逆向き / from where can it come"),
            *WALK,
        ),
        question=True,
    ),
    Verb(
        "who",
        "誰が見られるか / who can see a field",
        (
            argument("field", metavar="FIELD", meaning="項目 (例: 個人番号) / the field"),
            argument("--file", metavar="FILE", default=None, meaning="このファイルだけ / only this file"),
        ),
        question=True,
    ),
    Verb(
        "sees",
        "この者には何が見えるか / what can this body or system see",
        (argument("name", metavar="NAME", meaning="委託先・部署・システムなど / contractor, department, system"),),
        question=True,
    ),
    Verb(
        "delegations",
        "委託・再委託の連なり / chains of delegation",
        (argument("--contractor", metavar="NAME", default=None, meaning="この委託先だけ / only this contractor"),),
        question=True,
    ),
    Verb(
        "breach",
        "ここが破られたら / if this contractor or system is breached",
        (argument("name", metavar="NAME", meaning="委託先またはシステム / contractor or system"),),
        question=True,
    ),
    Verb("check", "評価書の矛盾を点検 / contradictions in the documents", question=True),
    Verb(
        "findings",
        "点検結果を受け入れる / accept a finding",
        (
            argument("action", choices=("accept",), meaning="受け入れ / accept"),
            argument("id", metavar="ID", meaning="点検結果の番号 / the finding"),
            argument("--reason", metavar="R", required=True, meaning="理由 / why"),
            argument("--until", metavar="DATE", default=None, meaning="期限 / until when"),
        ),
    ),
    Verb(
        "cut",
        "AからBへの道を断つ最小の流れ / the fewest flows whose removal cuts A from B",
        (
            argument("start", metavar="A", meaning="起点 / from"),
            argument("end", metavar="B", meaning="終点 / to"),
        ),
        question=True,
    ),
    Verb(
        "compare",
        "二つの版を比べる / compare two editions",
        (
            argument("a", metavar="EDITION", meaning="前の版 / the first"),
            argument("b", metavar="EDITION", meaning="後の版 / the second"),
        ),
    ),
    Verb(
        "review",
        "読み取りの確認 / what is uncertain in a document",
        (
            argument("file", metavar="FILE", nargs="?", default=None, meaning="評価書 / the document"),
            argument(
                "--export",
                metavar="FILE.yaml",
                default=None,
                dest="export_to",
                meaning="判断を書き出す / decisions out",
            ),
            argument(
                "--import",
                metavar="FILE.yaml",
                default=None,
                dest="import_from",
                meaning="判断を取り込む / decisions in",
            ),
            argument(
                "--not-a-number",
                metavar="POSITION",
                action="append",
                default=[],
                meaning="この位置の数字は個人番号でない / what stands here is no 個人番号 (repeatable)",
            ),
            argument(
                "--accept",
                metavar="PATH",
                action="append",
                default=[],
                meaning="この値は正しい / this value is right (repeatable)",
            ),
            argument(
                "--reject",
                metavar="PATH",
                action="append",
                default=[],
                meaning="この値は誤り、除く / this value is wrong, leave it out (repeatable)",
            ),
            argument(
                "--correct",
                metavar=("PATH", "VALUE"),
                nargs=2,
                action="append",
                default=[],
                meaning="正しい値はこれ / this is the right value (repeatable)",
            ),
            argument("--names", action="store_true", meaning="名寄せの一覧 / which names are one place, and why"),
            argument(
                "--join",
                metavar=("A", "B"),
                nargs=2,
                default=None,
                meaning="二つの名称を同じとする / these two names are one place",
            ),
            argument(
                "--part",
                metavar=("A", "B"),
                nargs=2,
                default=None,
                meaning="二つの名称を別とする / these two names are two places",
            ),
            argument(
                "--withdraw",
                metavar=("A", "B"),
                nargs=2,
                default=None,
                meaning="名称の判断を取り下げる / take back what was decided about these two names",
            ),
            argument("--reason", metavar="R", default=None, meaning="理由 / why"),
        ),
    ),
    Verb("editions", "取り込んだ版の一覧 / what is loaded"),
    Verb(
        "remove",
        "版を取り除く / remove an edition",
        (argument("edition", metavar="EDITION", meaning="版 / the edition"),),
    ),
    Verb(
        "query",
        "読み取り専用の Cypher / a read-only Cypher query",
        (argument("cypher", metavar="CYPHER", meaning="MATCH … RETURN …"),),
    ),
    Verb(
        "export",
        "図や表を書き出す / drawings and tables into files",
        (
            argument("kind", choices=EXPORT_KINDS, metavar="KIND", meaning=" ".join(EXPORT_KINDS)),
            argument("--output", metavar="FILE", required=True, meaning="出力先 / where to write"),
            argument(
                "--question", metavar="Q", action="append", default=[], meaning="例: 'trace 住民システム' / a question"
            ),
            argument("--date", metavar="DATE", default=None, meaning="印字する日付 / the date printed"),
            argument("--mark", metavar="TEXT", default=None, meaning="取扱区分 (例: 取扱注意) / handling mark"),
            argument("--language", choices=("ja", "en"), default="ja", meaning="言語 / language"),
        ),
        question=True,
    ),
    Verb(
        "backup", "控えを取る / back the store up", (argument("file", metavar="FILE", meaning="控えの先 / the backup"),)
    ),
    Verb(
        "restore", "控えから戻す / restore a backup", (argument("file", metavar="FILE", meaning="控え / the backup"),)
    ),
    Verb("verify", "保存内容を検証する / check the store against its facts"),
    Verb(
        "audit",
        "操作記録の検証 / check the audit log",
        (
            argument("action", choices=("verify",), meaning="検証 / verify"),
            argument(
                "--known",
                metavar="N:HASH",
                default=None,
                meaning="別に控えた行数とハッシュ / a line and its hash, kept elsewhere",
            ),
        ),
    ),
    Verb(
        "ui",
        "画面を開く / open the app",
        (
            argument("--port", metavar="N", type=int, default=8501, meaning="ポート / port"),
            argument(
                "--access",
                metavar="FILE.toml",
                default=None,
                meaning="サインインと役割の設定 (なければこの機械だけ) / sign-in and roles (none: this machine only)",
            ),
        ),
    ),
)


def build_parser(version: str) -> argparse.ArgumentParser:
    """The parser for all verbs."""
    parser = argparse.ArgumentParser(
        prog="bangolin",
        description="個人番号はどこへ届き得て、誰が見られるか / where a personal number can travel, and who can see it",
    )
    parser.add_argument("--version", action="version", version=f"bangolin {version}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb in VERBS:
        add_verb(verbs.add_parser, verb)
    return parser


def add_verb(add_parser: Callable[..., argparse.ArgumentParser], verb: Verb) -> None:
    """Add one verb with the options that all verbs share."""
    parser = add_parser(verb.name, help=verb.meaning, description=verb.meaning)
    for declared in verb.arguments:
        parser.add_argument(*declared.names, help=declared.meaning, **dict(declared.options))  # type: ignore[arg-type]
    parser.add_argument(
        "--store", metavar="STORE", default=None, help="フォルダーまたは bolt:// neo4j:// / folder or address"
    )
    parser.add_argument("--json", action="store_true", help="JSON で出力 / print JSON")
    if verb.question:
        parser.add_argument(
            "--assessment",
            metavar="A",
            action="append",
            default=[],
            help="この評価書だけ / only this assessment (repeatable)",
        )
