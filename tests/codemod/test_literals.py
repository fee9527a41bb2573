"""String literals that get the root before them, in their own style."""

from __future__ import annotations

import pytest

from flake8_persist.codemod import literals


@pytest.mark.parametrize(
    ("source", "dropped", "expected"),
    [
        ("'a.pth'", 0, "f'{R}/a.pth'"),
        ('"a.pth"', 0, 'f"{R}/a.pth"'),
        ("'''a'''", 0, "f'''{R}/a'''"),
        ("f'a_{n}.pth'", 0, "f'{R}/a_{n}.pth'"),
        ("F'a_{n}'", 0, "F'{R}/a_{n}'"),
        ("r'a\\b'", 0, "rf'{R}/a\\b'"),
        ("u'a'", 0, "f'{R}/a'"),
        ("rf'{n}'", 0, "rf'{R}/{n}'"),
        ("'./a'", 2, "f'{R}/a'"),
        ("'/content/a'", 9, "f'{R}/a'"),
        ("'/content/a'", 8, "f'{R}/a'"),
        ("'.'", 1, "R"),
        ("'./'", 1, "f'{R}/'"),
        ("'a_{}'", 0, "f'{R}/a_{{}}'"),
        ("'a\\tb'", 0, "f'{R}/a\\tb'"),
        ("'\\N{DASH}'", 0, None),
        ("'\\x2e/a'", 2, None),
        ("'a' 'b'", 0, None),
        ("('a')", 0, None),
        ("b'a'", 0, None),
        ("f'{a}b'", 1, None),
        ("''", 0, "R"),
    ],
)
def test_moved(source: str, dropped: int, expected: str | None) -> None:
    assert literals.moved(source, dropped, "R") == expected


@pytest.mark.parametrize(
    ("source", "count", "expected"),
    [("'./a'", 2, "'a'"), ("'/tmp/a'", 4, "'a'"), ("f'a{n}'", 1, "f'{n}'"), ("'a' 'b'", 0, None)],
)
def test_without_beginning(source: str, count: int, expected: str | None) -> None:
    assert literals.without_beginning(source, count) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [("'cp a b'", "'cp x b'"), ("r'cp a b'", "r'cp x b'"), ("b'cp a b'", None), ("'c\\u0070 a b'", None)],
)
def test_replaced(source: str, expected: str | None) -> None:
    assert literals.replaced(source, 3, 4, "x") == expected


@pytest.mark.parametrize(("source", "expected"), [("''", True), ('f""', True), ("'a'", False), ("'' ''", False)])
def test_is_empty(source: str, expected: bool) -> None:
    assert literals.is_empty(source) is expected


def test_inserted() -> None:
    assert literals.inserted("'/drive/a'", 6, "/MyDrive") == "'/drive/MyDrive/a'"
    assert literals.inserted("'a' 'b'", 1, "x") is None
