"""With the network cut off, the whole browser suite passes, and nothing but Chromium itself asks for anything outside."""

import subprocess
import sys

import pytest
from browser import cut_off


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_the_browser_suite_passes_without_a_network_and_sends_nothing_out():
    if reason := cut_off.impossible():
        pytest.skip(reason)
    run = subprocess.run([sys.executable, cut_off.__file__], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


def test_a_packet_to_another_address_is_told_with_the_name_it_asks_for():
    question = bytes(12) + b"\x03www\x07example\x02jp\x00\x00\x01\x00\x01"
    head = bytes([0x45]) + bytes(11) + bytes([192, 0, 2, 7]) + bytes([192, 0, 2, 53])
    assert cut_off.beyond(cut_off.IPV4, head + b"\x00\x01\x00\x35\x00\x00\x00\x00" + question) == (
        "192.0.2.53 port 53 asking for www.example.jp"
    )
    home = bytes([0x45]) + bytes(11) + bytes([127, 0, 0, 1]) * 2 + b"\x00\x01\x01\xbb"
    assert cut_off.beyond(cut_off.IPV4, home) is None
