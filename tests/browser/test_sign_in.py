"""Sign-in as people do it, in a real browser: by a token of an identity provider, or through a reverse proxy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bangolin.ui.texts import text
from browser.identity import CLIENT, Provider
from joserfc.jwk import RSAKey

from bench.app import free_port, running

HERE = Path(__file__).parent
ROLES = '[roles]\nviewer = ["mita@example.jp"]\nadministrator = ["kanri@example.jp"]\n'
SECRET = "only the proxy knows"


@dataclass(frozen=True)
class App:
    """A running app: where it is, its access file, and the folder of its store."""

    address: str
    access: Path
    store: Path

    def log(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.store / "audit.jsonl").read_text(encoding="utf-8").splitlines()]


def signed(folder: Path, port: int, access: str) -> Iterator[App]:
    path = folder / "access.toml"
    path.write_text(access, encoding="utf-8")
    path.chmod(0o600)
    environment = {"BANGOLIN_HEADLESS": "1", "NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost"}
    with running(folder, port=port, options=["--access", str(path)], environment=environment) as started:
        yield App(f"http://localhost:{port}", path, started.store)


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    made = Provider()
    yield made
    made.close()


@pytest.fixture(scope="module")
def by_token(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    port = free_port()
    yield from signed(
        tmp_path_factory.mktemp("token"),
        port,
        f'[sign_in]\nkind = "oidc"\nname = "email"\n{ROLES}[auth]\n'
        f'redirect_uri = "http://localhost:{port}/oauth2callback"\ncookie_secret = "{os.urandom(24).hex()}"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "s"\n'
        f'server_metadata_url = "{provider.address}/.well-known/openid-configuration"\n',
    )


@pytest.fixture
def visitor(chromium: Any) -> Iterator[Any]:
    """A browser without any cookie."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def sign_in(page: Any, app: App) -> None:
    """Go to the provider and come back; what became of it is then in the browser's cookies."""
    page.goto(app.address)
    with page.expect_response(lambda answer: "/oauth2callback" in answer.url):
        page.get_by_role("button", name=text("ja", "sign_in.in"), exact=True).click()


def test_only_a_token_that_is_signed_named_and_not_expired_opens_the_app(
    by_token: App, provider: Provider, visitor: Any
) -> None:
    visitor.goto(f"{by_token.address}/who")
    visitor.wait_for_selector("text=サインインしてください")
    assert visitor.locator(".bangolin-sentence").count() == 0

    provider.claims, genuine = {"email": "kanri@example.jp"}, provider.key
    provider.key = RSAKey.generate_key(2048, {"kid": "one"})
    sign_in(visitor, by_token)  # signed by somebody else
    visitor.wait_for_selector("text=サインインしてください")
    assert visitor.locator(".bangolin-sentence").count() == 0
    provider.key = genuine

    provider.claims = {"email": "stranger@example.jp"}
    sign_in(visitor, by_token)
    visitor.wait_for_selector("text=役割がありません")
    assert visitor.locator(".bangolin-sentence").count() == 0


def test_a_viewer_sees_answers_and_no_more(by_token: App, provider: Provider, visitor: Any) -> None:
    provider.claims = {"email": "mita@example.jp"}
    sign_in(visitor, by_token)
    visitor.wait_for_selector("text=mita@example.jp")
    visitor.goto(f"{by_token.address}/who")
    visitor.wait_for_selector(".bangolin-sentence")
    assert visitor.get_by_role("link", name=text("ja", "page.import")).count() == 0
    visitor.get_by_role("tab", name=text("ja", "label.download")).click()
    visitor.wait_for_selector(f"text={text('ja', 'sign_in.no_export')}")
    asked = [line for line in by_token.log() if line["action"] == "who"]
    assert asked[-1]["user"] == "mita@example.jp"
    assert asked[-1]["rows"] > 1


def test_a_token_that_ended_opens_nothing_more(by_token: App, provider: Provider, visitor: Any) -> None:
    provider.claims = {"email": "mita@example.jp"}
    sign_in(visitor, by_token)
    visitor.wait_for_selector("text=mita@example.jp")
    provider.seconds = 3
    visitor.get_by_role("button", name=text("ja", "sign_in.out"), exact=True).click()
    visitor.wait_for_selector("text=サインインしてください")
    sign_in(visitor, by_token)
    visitor.wait_for_timeout(3_500)
    visitor.goto(f"{by_token.address}/who")
    visitor.wait_for_selector("text=有効期限")
    assert visitor.locator(".bangolin-sentence").count() == 0
    signed = [line for line in by_token.log() if line["action"] == "sign-in"]
    assert {"mita@example.jp", "?"} <= {line["user"] for line in signed}
    assert any("expired" in str(line["parameters"].get("refused")) for line in signed)


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, str]]:
    port, door = free_port(), free_port()
    access = (
        f'[sign_in]\nkind = "proxy"\nname = "X-Forwarded-User"\nfrom = ["127.0.0.1"]\n'
        f'secret_header = "X-Proxy-Secret"\nsecret = "{SECRET}"\n{ROLES}'
    )
    for app in signed(tmp_path_factory.mktemp("proxy"), port, access):
        command = [sys.executable, str(HERE / "proxy.py"), str(door), str(port), "mita@example.jp", SECRET]
        proxy = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert proxy.stdout is not None
            assert proxy.stdout.readline() == "ready\n"
            yield app, f"http://localhost:{door}"
        finally:
            proxy.terminate()
            proxy.wait(timeout=10)


def test_the_proxys_header_counts_and_nobody_elses(proxied: tuple[App, str], chromium: Any) -> None:
    app, door = proxied
    forged = {"X-Forwarded-User": "kanri@example.jp", "X-Proxy-Secret": "guessed"}
    context = chromium.new_context(extra_http_headers=forged)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(app.address)
    page.wait_for_selector("text=代理サーバーを通っていません")
    page.goto(f"{door}/who")
    page.wait_for_selector(".bangolin-sentence")
    assert page.get_by_text("mita@example.jp").count() == 1
    context.close()
    asked = [line for line in app.log() if line["action"] == "who"]
    assert [line["user"] for line in asked] == ["mita@example.jp"] * len(asked)
    assert asked
