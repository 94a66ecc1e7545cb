"""Some bodies print ， for 、: labels and options are the same words."""

from __future__ import annotations

from bangolin.loader.form.definition import plain


def test_a_comma_between_words_is_one_sign() -> None:
    assert plain("開示請求，問合せ") == plain("開示請求、問合せ")


def test_a_comma_between_digits_stays_one_of_a_number() -> None:
    assert plain("1，000人未満") == plain("1,000人未満")
