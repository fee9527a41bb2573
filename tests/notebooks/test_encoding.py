"""Bytes to text and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_persist.notebooks.encoding import UndecodableError, decode, encode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a = 1\r\nb = 2\rc = 3\n", "a = 1\r\nb = 2\rc = 3\n"),
        ("a = 'é'\n".encode(), "a = 'é'\n"),
        (b"\xef\xbb\xbfa = 1\n", "a = 1\n"),
        (b"# coding: latin-1\na = '\xe9'\n", "# coding: latin-1\na = 'é'\n"),
        (b"#!/bin/sh\r# -*- coding: cp1252 -*-\ra = '\x80'\r", "#!/bin/sh\r# -*- coding: cp1252 -*-\ra = '€'\r"),
        (b"a = 1\n\n# coding: latin-1\n", "a = 1\n\n# coding: latin-1\n"),
        (b"# a\r# b\r# coding: latin-1\r", "# a\r# b\r# coding: latin-1\r"),
        (b"# coding: utf-8-sig\na = 1\n", "# coding: utf-8-sig\na = 1\n"),
    ],
)
def test_text_is_decoded_as_python_does_and_comes_back(data: bytes, text: str) -> None:
    decoded = decode(data)

    assert decoded.text == text
    assert encode(decoded.text, decoded) == data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a = 1\nb = '\xff'\n", "byte 0xff on line 2 is not utf-8"),
        (b"a = 1\n\nb = '\xff'\n", "byte 0xff on line 3 is not utf-8"),
        (b"# coding: ascii\r\na = '\xe9'\n", "byte 0xe9 on line 2 is not ascii"),
        (b"a\n\0", "there is a NUL byte on line 2"),
        ("a = 1".encode("utf-16"), "there is a NUL byte on line 1"),
        (b"# coding: klingon\n", "unknown encoding: klingon"),
        (b"\xef\xbb\xbf# coding: latin-1\n", "encoding problem: utf-8"),
        (b"# coding: rot13\n", "rot13 cannot be used for source"),
        (b"# coding: utf-7\na = '+AGE-'\n", "does not come back unchanged"),
    ],
)
def test_what_is_no_source_is_named_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(UndecodableError, match=message):
        decode(data)


def test_new_text_that_the_encoding_cannot_say_is_an_error() -> None:
    with pytest.raises(UnicodeEncodeError):
        encode("é", decode(b"# coding: ascii\n"))


@given(st.binary(max_size=80))
def test_bytes_are_refused_or_come_back(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UndecodableError:
        return
    assert encode(decoded.text, decoded) == data
