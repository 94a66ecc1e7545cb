"""What the driver and the engines report, as one clear sentence each."""

from __future__ import annotations

import ssl

from bangolin.graph.stores.driver import exceptions
from bangolin.graph.stores.problems import StatementError, StoreError
from bangolin.graph.stores.waiting import too_long

LOST = (exceptions.ServiceUnavailable, exceptions.SessionExpired, ConnectionError, TimeoutError)
"""The connection is gone; the same work may be tried on a new one."""

STOPPED = (
    "TransactionTimedOut",
    "Transaction.Terminated",
    "TransactionTerminated",
    "TransactionTimedOutClientConfiguration",
)


def explained(error: Exception, where: str) -> StoreError:
    """The StoreError that says what happened; ``where`` is the address or folder, without secrets."""
    if isinstance(error, StoreError):
        return error
    if isinstance(error, exceptions.AuthError | exceptions.AuthConfigurationError):
        return StoreError(
            f"{where} が利用者名かパスワードを受け付けません。NEO4J_USERNAME と NEO4J_PASSWORD の確認が必要です。",
            f"{where} refuses the name or password; check NEO4J_USERNAME and NEO4J_PASSWORD.",
        )
    if _not_trusted(error):
        return StoreError(
            f"{where} の証明書を確認できません。BANGOLIN_CA に認証局の証明書を、接続先に証明書の名前を指定してください。",
            f"The certificate of {where} is not trusted: name its authority's certificate in BANGOLIN_CA, and the server "
            "as its certificate does.",
        )
    if isinstance(error, LOST):
        return StoreError(
            f"{where} が応答しません。アドレスとサーバーの稼働を確かめてください。",
            f"{where} does not answer; check the address and that the server runs.",
        )
    if isinstance(error, exceptions.Neo4jError):
        return _refused(error, where)
    return StoreError(
        f"{where} との通信に失敗しました({_short(error)})。", f"Talking to {where} failed ({_short(error)})."
    )


def _not_trusted(error: BaseException) -> bool:
    """Whether a certificate that could not be verified lies behind it: the driver tells that as a lost connection."""
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, ssl.SSLCertVerificationError):
        seen = seen.__cause__ or seen.__context__
    return seen is not None


def _refused(error: exceptions.Neo4jError, where: str) -> StoreError:
    code = error.code or ""
    if code.endswith(STOPPED) or "terminated" in (error.message or "").lower():
        return too_long()
    if "DatabaseNotFound" in code or "DatabaseUnavailable" in code:
        return StoreError(
            f"{where} に指定のデータベースがありません。NEO4J_DATABASE を確かめてください。",
            f"{where} has no such database; check NEO4J_DATABASE.",
        )
    if "OutOfMemory" in code or "MemoryPoolOutOfMemory" in code or "TransientError" in code:
        return StoreError(
            f"{where} が混み合っているか、メモリーが足りません({_short(error)})。",
            f"{where} is busy or short of memory ({_short(error)}).",
        )
    return StatementError(
        f"ストアが文を受け付けません: {_short(error)}", f"the store refuses the statement: {_short(error)}"
    )


def _short(error: Exception) -> str:
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    return " ".join(str(text).split())[:300]
