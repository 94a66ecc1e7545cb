"""Running text as steps: broken lines joined, labels and headings apart, every character with its line."""

from __future__ import annotations

from told import read_passages


def test_hard_wrapped_lines_are_one_step_with_their_lines() -> None:
    found = read_passages(
        "①　窓口で受け付けた申請書の内容を、課の職員が端末から管理システムに入\n"
        "力し、翌日までに確認を終える。\n②　通知書を送付する。"
    )
    assert [passage.label for passage in found] == ["①", "②"]
    assert found[0].text.endswith("管理システムに入力し、翌日までに確認を終える。")
    at = found[0].text.index("力し")
    assert (found[0].span(at - 1).line, found[0].span(at).line) == (1, 2)


def test_a_heading_stands_over_what_follows() -> None:
    found = read_passages("＜照会機能＞\n　中間サーバーを介して他の機関に照会する機能。")
    assert found[1].heading == "照会機能"


def test_labels_inside_a_cell_start_steps() -> None:
    found = read_passages("<p>①登録機能 台帳に登録する。 ②通知機能 本人に通知する。</p>")
    assert [(passage.label, passage.heading) for passage in found] == [("①", "登録機能"), ("②", "通知機能")]
    assert [passage.text for passage in found] == ["台帳に登録する。", "本人に通知する。"]


def test_blanks_inside_words_are_dropped() -> None:
    found = read_passages(
        "①特 定 個 人 情 報 を 端 末 か ら サ ー バ ー に 送 信 す る 。 " + "そ の 後 、 記 録 を 残 す 。 " * 2
    )
    assert "サーバーに送信する。" in found[0].text


def test_a_line_that_starts_with_a_particle_goes_on() -> None:
    found = read_passages("１　資格情報\nを窓口で確認する。")
    assert len(found) == 1
