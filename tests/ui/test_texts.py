"""Both languages say the same things with the same values."""

import re

import pytest
from bangolin.ui.texts import LANGUAGES, disclaimer, text, texts

SENTENCE = "本結果は評価書の記載に基づくものであり、実際の通信・アクセス権限を示すものではありません。"


def test_both_languages_have_the_same_keys():
    assert texts("ja").keys() == texts("en").keys()


def test_both_languages_take_the_same_values():
    for key in texts("ja"):
        ja, en = (set(re.findall(r"\{(\w+)\}", texts(language)[key])) for language in LANGUAGES)
        assert ja == en, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_null(language):
    assert [key for key, value in texts(language).items() if not value.strip() or value == "None"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_carries_the_sentence_of_the_design(language):
    assert SENTENCE in disclaimer(language)


def test_a_key_that_nobody_wrote_is_an_error():
    with pytest.raises(KeyError):
        text("ja", "no.such.key")
