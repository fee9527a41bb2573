"""Shell lines, split as a POSIX shell would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_persist.notebooks.shell import commands


def words(line: str) -> list[list[str]]:
    return [[word.text for word in command.words] for command in commands(line)]


def redirects(line: str) -> list[tuple[str, str]]:
    return [(one.op, one.target.text) for command in commands(line) for one in command.redirects]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", []),
        ("   ", []),
        ("# nothing", []),
        ("cp a b", [["cp", "a", "b"]]),
        ("cp 'my file' b", [["cp", "my file", "b"]]),
        ('cp "my file" b', [["cp", "my file", "b"]]),
        (r"cp my\ file b", [["cp", "my file", "b"]]),
        ("cp /content/drive/'My Drive'/a b", [["cp", "/content/drive/My Drive/a", "b"]]),
        (r'echo "a \"b\" \d"', [["echo", r'a "b" \d']]),
        ("echo ''", [["echo", ""]]),
        ("echo a#b # comment", [["echo", "a#b"]]),
        ("a && b || c; d | e & f", [["a"], ["b"], ["c"], ["d"], ["e"], ["f"]]),
        ("(cd x; ls)", [["cd", "x"], ["ls"]]),
        ("for f in *; do cp $f out; done", [["for", "f", "in", "*"], ["cp", "$f", "out"], ["done"]]),
        ("if test -f a; then rm a; fi", [["test", "-f", "a"], ["rm", "a"], ["fi"]]),
        ("echo do", [["echo", "do"]]),
        ("mkdir a\nmkdir b", [["mkdir", "a"], ["mkdir", "b"]]),
        ("mkdir a \\\n  b", [["mkdir", "a", "b"]]),
        ("x=1 cmd", [["x=1", "cmd"]]),
        ("ls \u2028 \x0b", [["ls", "\u2028", "\x0b"]]),
        ("a \\", [["a", "\\"]]),
    ],
)
def test_words_are_separated_and_unquoted(line: str, expected: list[list[str]]) -> None:
    assert words(line) == expected


@pytest.mark.parametrize(
    "word",
    [
        "$HOME/a",
        "${HOME}/a",
        "${a:-b c}",
        "$(date +'%Y )')/a",
        "$((1 + 2))",
        "`date -u`",
        "{root}/a",
        "{cfg['out dir']}/a",
        "{a,b}",
        "data-{epoch:03d}.pt",
    ],
)
def test_substitutions_stay_as_they_are_written(word: str) -> None:
    assert words(f"cp {word} b") == [["cp", word, "b"]]
    assert words(f'cp "{word}" b') == [["cp", word, "b"]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ls > out", [(">", "out")]),
        ("ls >out", [(">", "out")]),
        ("ls >> 'my out'", [(">>", "my out")]),
        ("ls 2> err >| out", [("2>", "err"), (">|", "out")]),
        ("ls > out 2>&1", [(">", "out"), ("2>&", "1")]),
        ("ls &> all", [("&>", "all")]),
        ("ls &>> all", [("&>>", "all")]),
        ("wc < in", [("<", "in")]),
        ("cat <<< text", [("<<<", "text")]),
        ("ls >", []),
        ("ls > ; ls", []),
        ("echo '>' a", []),
    ],
)
def test_redirections_are_told_from_words(line: str, expected: list[tuple[str, str]]) -> None:
    assert redirects(line) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("cat <<EOF > a\nb > c\nEOF\nls", [["cat"], ["ls"]]),
        ("cat > a <<'EOF' && ls\nb > c\nEOF\ncp a b", [["cat"], ["ls"], ["cp", "a", "b"]]),
        ("cat <<-EOF\n\tb > c\n\tEOF\nls", [["cat"], ["ls"]]),
        ("cat <<A <<B\na\nA\nb\nB\nls", [["cat"], ["ls"]]),
        ("cat <<EOF\nb\nEOF2\nls", [["cat"]]),
        ("cat <<< a\nls", [["cat"], ["ls"]]),
    ],
)
def test_the_text_of_a_here_document_is_no_command(script: str, expected: list[list[str]]) -> None:
    assert words(script) == expected
    assert [op for op, _ in redirects(script) if op == ">"] == [">"] * script.count("> a")


@pytest.mark.parametrize(
    "line", ["[[ a > b || c < d ]] && ls", "(( a > b )) && ls", "for ((i=0; i<3; i++)); do ls; done"]
)
def test_a_comparison_is_no_redirection(line: str) -> None:
    assert redirects(line) == []
    assert ["ls"] in words(line)


def test_a_group_of_a_group_is_no_calculation() -> None:
    assert redirects("((cd a && ls) > b)") == [(">", "b")]


def test_escapes_are_undone_where_the_quotes_say_so() -> None:
    assert words("""p $'a\\'b\\t' $"x y" """) == [["p", "a'b\t", "x y"]]


def test_digits_in_a_word_are_no_descriptor() -> None:
    assert words("echo file2>out") == [["echo", "file2"]]
    assert redirects("echo file2>out") == [(">", "out")]


@pytest.mark.parametrize("line", ["echo 'a b", 'echo "a b', "echo a\\ b"])
def test_an_open_quote_ends_with_the_line(line: str) -> None:
    assert words(line) == [["echo", "a b"]]


def test_offsets_tell_where_each_word_stands() -> None:
    line = "cp 'a b' \"$x\"/c && ls > out.txt"
    found = [word for command in commands(line) for word in command.words]
    found += [one.target for command in commands(line) for one in command.redirects]

    assert [line[word.start : word.end] for word in found] == ["cp", "'a b'", '"$x"/c', "ls", "out.txt"]


@given(st.text(alphabet="ab1 \t\n'\"\\$`(){}<>&|;#/\u2028", max_size=60))
def test_any_text_is_split_and_offsets_are_in_order(line: str) -> None:
    for command in commands(line):
        position = 0
        for word in command.words:
            assert position <= word.start < word.end <= len(line)
            position = word.end


@pytest.mark.parametrize(
    "part", ["{a", "$(", "'{a", '"$(', "`", "\\", "'", "1 ", "a;", ">", "((", "((a)", "<<a ", "$'a"]
)
def test_long_lines_are_read_to_their_end(part: str) -> None:
    assert all(word.end <= len(part) * 20_000 for command in commands(part * 20_000) for word in command.words)
