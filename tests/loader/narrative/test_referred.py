"""What a step takes over from elsewhere: its heading, the sentence before, another step, a range; and the way back."""

from __future__ import annotations

from told import ends, facts_of, steps

WAY = "⑩窓口端末から月組サーバーを経由して花組システムに申請書を送信する。\n"


def numbers(steps: str = "", **given: str) -> list[bool | None]:
    return [flow.carries_my_number for flow in facts_of(steps=steps, **given).flows]


def test_a_range_of_steps_without_the_number() -> None:
    text = (
        "ア　窓口端末から花組システムに台帳を送信する。\nイ　花組システムから月組サーバーに名簿を送信する。\n"
        "ウ　月組サーバーから県に報告書を送信する。\n{said}"
    )
    assert numbers(text.format(said="なお、アからイまでの情報には個人番号は含まれず、受付番号を用いる。")) == [
        False,
        False,
        None,
    ]
    assert numbers(text.format(said="アからウまでのデータには、個人番号を含む。")) == [True, True, True]
    assert numbers(text.format(said="アからウまでの処理では、例外の場合を除き、個人番号を用いない。")) == [
        None,
        None,
        None,
    ]


def test_a_range_means_the_count_that_leads_up_to_it() -> None:
    text = (
        "①窓口端末から花組システムに台帳を送信する。\n②花組システムから県に報告書を送信する。\n"
        "①出張所端末から鳥組システムに台帳を送信する。\n②鳥組システムから国に報告書を送信する。\n"
        "①から②までの処理では、個人番号を用いない。"
    )
    assert numbers(text) == [None, None, False, False]


def test_a_step_like_another() -> None:
    text = "①窓口端末から花組システムに個人番号を含む届出票を送信する。\n③出張所端末から、①と同様に、月組サーバーに{data}を送信する。"
    assert numbers(text.format(data="届出票")) == [True, True]
    assert numbers(text.format(data="統計")) == [True, None]


def test_the_heading_tells_what_is_moved_where_the_text_only_says_data() -> None:
    held = "受付時には、個人番号を含む異動連絡票を施錠した棚に保管する。"
    told = "窓口端末から県システムにデータを送信する。"
    assert numbers(functions=f"①異動連絡票の送信 {told}", measures=held) == [True]
    assert numbers(functions=f"①異動連絡票の登録 {told}", measures=held) == [None]


def test_the_second_sentence_tells_how_the_first_ones_data_go() -> None:
    text = "①架空市は、個人番号を機構に照会する。照会は、窓口端末から月組サーバーに依頼票を送信して行う。"
    assert numbers(text) == [True, True]
    assert numbers(text.replace("照会は、", "なお、")) == [True, None]


def test_the_way_back_is_the_last_one_or_that_of_the_step_it_names() -> None:
    back = [("花組システム", "月組サーバー"), ("月組サーバー", "窓口端末")]
    there = [(target, source) for source, target in reversed(back)]
    assert steps(WAY + "⑪審査結果は逆の経路で送信される。") == there + back
    other = "⑪花組システムから県に報告書を送付する。\n"
    assert steps(WAY + other + "⑫回答は、⑩と逆の経路で受領する。") == [*there, ("花組システム", "県"), *back]


def test_a_way_back_after_a_first_leg() -> None:
    text = "ア　花機構は、名簿を月連合会に送る。\nイ　月連合会は、名簿を鳥システムに送る。\nウ　月組システムで作成した台帳は、電子記録媒体で鳥システムに移し、アからイまでと逆の経路で花機構に届く。"
    assert steps(text)[2:] == [("月組システム", "鳥システム"), ("鳥システム", "月連合会"), ("月連合会", "花機構")]


def test_a_definition_tells_the_network_between_two_ends() -> None:
    text = "架空管理システムは、花機構に対して月組ネットワークを通じて台帳の提供を求める機能を有する。\n(1)台帳取得\n花機構から台帳を取得する。"
    (flow,) = facts_of(functions=text).flows
    assert (ends([flow]), flow.medium) == ([("花機構", "架空管理システム")], "月組ネットワーク")


def test_the_subject_of_a_clause_with_a_subject_of_its_own_inside() -> None:
    text = "①入力業者が作成室において、個人番号が記載された届出票をもとにデータを作成し、納品する。"
    assert steps(text) == [("入力業者", "架空市")]


def test_what_is_looked_up_stands_right_behind_its_verb() -> None:
    (flow,) = facts_of(steps="①架空市は、月組システムを経由して参照する個人番号と照合する。").flows
    assert (flow.source, flow.data, flow.carries_my_number) == ("月組システム", ("個人番号",), True)


def test_papers_and_the_like_are_the_papers_that_hold_the_number() -> None:
    text = "①事業主は、個人番号を記載した異動届出書を窓口に提出する。\n②事業主は、異動届出等を県システムに送信する。"
    assert numbers(text) == [True, True]


def test_who_takes_the_data_out_has_them() -> None:
    text = "・月組サーバーにて台帳の管理を行う。\n・管理のため、花連合会において台帳を抽出し、鳥組システムへ登録する。"
    assert steps(text) == [("花連合会", "鳥組システム")]


def test_a_footnote_sign_is_no_part_of_a_name() -> None:
    assert steps("①架空市は、参照(※1)月組システムから台帳を受領する。") == [("月組システム", "架空市")]


def test_what_is_got_by_asking_comes_back_the_way_of_the_question() -> None:
    text = "①架空市は、月組端末から花センターを経由して鳥機構に照会し入手する。"
    asked = [("月組端末", "花センター"), ("花センター", "鳥機構")]
    assert steps(text) == asked + [(target, source) for source, target in reversed(asked)]
    assert steps(text.replace("し入手する", "する")) == asked


def test_a_heading_tells_that_the_number_is_what_is_got() -> None:
    text = "【鳥機構から個人番号の入手】\n月組端末から鳥機構に{what}照会し入手する。"
    assert numbers(text.format(what="")) == [None, True]
    assert numbers("【鳥機構から台帳の入手】\n月組端末から鳥機構に照会し入手する。") == [None, None]
