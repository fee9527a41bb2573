"""Relative paths lead to the working directory at the moment of the write."""

from __future__ import annotations

import ast

import pytest
from fates import COLAB, IMPORTS, fates

from flake8_persist.analysis.program import analyse
from flake8_persist.notebooks.reader import read

CHANGES = {
    "into Drive": ("os.chdir('/content/drive/MyDrive')\nopen('a', 'w')", "persistent"),
    "into Drive, by a path object": ("os.chdir(Path('/content/drive') / 'MyDrive')\nopen('a', 'w')", "persistent"),
    "into Drive, in two steps": ("os.chdir('/content/drive')\nos.chdir('MyDrive')\nopen('a', 'w')", "persistent"),
    "into Drive and up again": ("os.chdir('/content/drive/MyDrive/x')\nos.chdir('..')\nopen('a', 'w')", "persistent"),
    "too far up": ("os.chdir('/content/drive/MyDrive')\nos.chdir('../..')\nopen('a', 'w')", "relative"),
    "into Drive and home": ("os.chdir('/content/drive/MyDrive')\nos.chdir('/content')\nopen('a', 'w')", "relative"),
    "back to where it was": (
        """
        here = os.getcwd()
        os.chdir('/content/drive/MyDrive')
        open('a', 'w')
        os.chdir(here)
        open('b', 'w')
        """,
        "persistent relative",
    ),
    "back by pathlib": (
        """
        here = Path.cwd()
        os.chdir('/content/drive/MyDrive')
        os.chdir(here)
        open('a', 'w')
        """,
        "relative",
    ),
    "below the directory of the start": (
        """
        here = os.getcwd()
        os.chdir('/content/drive/MyDrive')
        open(os.path.join(here, 'a'), 'w')
        """,
        "ephemeral",
    ),
    "below the directory that was entered": (
        "os.chdir('/content/drive/MyDrive')\nopen(os.path.join(os.getcwd(), 'a'), 'w')",
        "persistent",
    ),
    "an absolute path elsewhere": ("os.chdir('/content/drive/MyDrive')\nopen('/content/a', 'w')", "ephemeral"),
    "made before the change, used after it": (
        "name = 'a'\nos.chdir('/content/drive/MyDrive')\nopen(name, 'w')",
        "persistent",
    ),
    "made absolute before the change": (
        "name = os.path.abspath('a')\nos.chdir('/content/drive/MyDrive')\nopen(name, 'w')",
        "ephemeral",
    ),
    "by a fixture of a test": ("monkeypatch.chdir('/content/drive/MyDrive')\nopen('a', 'w')", "persistent"),
    "by a fixture, somewhere unknown": (
        "def test(tmp_path, monkeypatch):\n    monkeypatch.chdir(tmp_path)\n    open('a', 'w')",
        "unknown",
    ),
    "on another machine": ("sftp.chdir('/content/drive/MyDrive')\nopen('a', 'w')", "relative"),
    "somewhere unknown": ("os.chdir(input())\nopen('a', 'w')", "unknown"),
    "somewhere unknown, and on": (
        "os.chdir(input())\nos.chdir('/content/drive/MyDrive')\nopen('a', 'w')",
        "persistent",
    ),
    "somewhere below Drive": ("os.chdir(f'/content/drive/MyDrive/{name}')\nopen('a', 'w')", "persistent"),
    "on one branch": ("if big:\n    os.chdir('/content/drive/MyDrive')\nopen('a', 'w')", "persistent|relative"),
    "on both branches": (
        """
        if big:
            os.chdir('/content/drive/MyDrive/x')
        else:
            os.chdir('/content/drive/MyDrive/y')
        open('a', 'w')
        """,
        "persistent",
    ),
    "on the branch that leaves": (
        """
        def run():
            if big:
                os.chdir('/content/drive/MyDrive')
                return
            open('a', 'w')
        run()
        """,
        "relative",
    ),
    "in a try": (
        "try:\n    os.chdir('/content/drive/MyDrive')\nexcept OSError:\n    raise\nopen('a', 'w')",
        "persistent",
    ),
    "in a try that goes on": (
        "try:\n    os.chdir('/content/drive/MyDrive')\nexcept OSError:\n    pass\nopen('a', 'w')",
        "persistent|relative",
    ),
    "in a subprocess": ("subprocess.run(['cd', '/content/drive/MyDrive'])\nopen('a', 'w')", "relative"),
    "in os.system": ("os.system('cd /content/drive/MyDrive')\nopen('a', 'w')", "relative"),
    "in a loop": (
        """
        for name in ('x', 'y'):
            os.chdir('/content/drive/MyDrive/' + name)
            open('a', 'w')
        """,
        "persistent",
    ),
    "at the end of a round": (
        """
        for n in range(3):
            open('a', 'w')
            os.chdir('/content/drive/MyDrive')
        """,
        "relative|persistent",
    ),
    "there and back in each round": (
        """
        for n in range(3):
            os.chdir('/content/drive/MyDrive')
            open('a', 'w')
            os.chdir('/content')
            open('b', 'w')
        """,
        "persistent relative",
    ),
    "deeper in each round": ("for n in range(9):\n    os.chdir('x')\n    open('a', 'w')", "relative"),
    "deeper and out again in each round": (
        """
        os.chdir('/content/drive/MyDrive')
        for name in ('x', 'y'):
            os.chdir(name)
            open('a', 'w')
            os.chdir('..')
        open('b', 'w')
        """,
        "persistent persistent",
    ),
    "a helper that goes there": (
        """
        def enter(path):
            os.chdir(path)
        enter('/content/drive/MyDrive')
        open('a', 'w')
        """,
        "persistent",
    ),
    "a helper called from two places": (
        """
        def save(name):
            open(name, 'w')
        save('a')
        os.chdir('/content/drive/MyDrive')
        save('b')
        """,
        "relative|persistent",
    ),
    "a helper called in Drive alone": (
        """
        def save(name):
            open(name, 'w')
        os.chdir('/content/drive/MyDrive')
        save('a')
        """,
        "persistent",
    ),
    "a helper that comes back": (
        """
        def save(folder, name):
            here = os.getcwd()
            os.chdir(folder)
            try:
                open(name, 'w')
            finally:
                os.chdir(here)
        save('/content/drive/MyDrive', 'a')
        open('b', 'w')
        """,
        "persistent relative",
    ),
    "a helper that comes back from several places": (
        """
        def save(name):
            here = os.getcwd()
            os.chdir('/content/drive/MyDrive')
            open(name, 'w')
            os.chdir(here)
        save('a')
        open('b', 'w')
        os.chdir('/content/drive/MyDrive/x')
        save('c')
        open('d', 'w')
        """,
        "persistent relative persistent",
    ),
    "recursion": (
        """
        def walk(depth):
            if depth:
                os.chdir('/content/drive/MyDrive')
                walk(depth - 1)
            open('a', 'w')
        walk(int(input()))
        """,
        "persistent|relative",
    ),
    "a function that nobody calls": (
        """
        def save():
            open('a', 'w')
        os.chdir('/content/drive/MyDrive')
        """,
        "persistent",
    ),
}


@pytest.mark.parametrize(("cells", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_chdir_decides_where_relative_paths_lead(cells: str, expected: str) -> None:
    assert fates(cells) == expected


MAGICS = {
    "cd": ("%cd /content/drive/MyDrive\nopen('a', 'w')", "persistent"),
    "cd with a space": ("%cd /content/drive/My Drive/x\nopen('a', 'w')", "persistent"),
    "cd in quotes": ("%cd '/content/drive/My Drive/x'\nopen('a', 'w')", "persistent"),
    "cd with a variable": ("D = '/content/drive/MyDrive'\n%cd $D\nopen('a', 'w')", "persistent"),
    "cd with an expression": ("D = '/content/drive'\n%cd {D}/MyDrive\nopen('a', 'w')", "persistent"),
    "cd, quietly": ("%cd -q /content/drive/MyDrive\nopen('a', 'w')", "persistent"),
    "bare cd": ("%matplotlib inline\ncd /content/drive/MyDrive\nopen('a', 'w')", "persistent"),
    "cd to a relative place": ("%cd drive/MyDrive\nopen('a', 'w')", "persistent"),
    "cd and up": ("%cd /content/drive/MyDrive/x\n%cd ..\nopen('a', 'w')", "persistent"),
    "cd back": ("%cd /content/drive/MyDrive\n%cd -\nopen('a', 'w')", "relative"),
    "cd back and forth": ("%cd /content/drive/MyDrive\n%cd -\n%cd -\nopen('a', 'w')", "persistent"),
    "cd back after chdir": ("%cd /content/drive/MyDrive\n%cd /content/x\n%cd -\nopen('a', 'w')", "persistent"),
    "cd home": ("%cd /content/drive/MyDrive\n%cd\nopen('a', 'w')", "relative"),
    "cd to the tilde": ("%cd /content/drive/MyDrive\n%cd ~\nopen('a', 'w')", "relative"),
    "pushd": ("%pushd /content/drive/MyDrive\nopen('a', 'w')", "persistent"),
    "pushd and popd": ("%pushd /content/drive/MyDrive\n%popd\nopen('a', 'w')", "relative"),
    "pushd twice and popd once": ("%pushd /content/drive/MyDrive\n%pushd /tmp\n%popd\nopen('a', 'w')", "persistent"),
    "popd after cd in between": (
        "%pushd /content/drive/MyDrive\n%cd /tmp\nopen('a', 'w')\n%popd\nopen('b', 'w')",
        "relative relative",
    ),
    "popd of nothing": ("%popd\nopen('a', 'w')", "relative"),
    "cd in a shell line": ("!cd /content/drive/MyDrive\nopen('a', 'w')", "relative"),
    "cd in a shell line, for the rest of it": ("!cd /content/drive/MyDrive && echo x > a", "persistent"),
    "cd in a shell cell": (
        "get_ipython().run_cell_magic('bash', '', 'cd /content/drive/MyDrive\\necho x > a\\n')\nopen('b', 'w')",
        "persistent relative",
    ),
    "clone and cd": ("!git clone https://github.com/x/y\n%cd y\nopen('a', 'w')", "relative"),
    "clone in Drive and cd": (
        "%cd /content/drive/MyDrive\n!git clone https://github.com/x/y\n%cd y\nopen('a', 'w')",
        "persistent",
    ),
    "cd under a guard": ("if big:\n  %cd /content/drive/MyDrive\nopen('a', 'w')", "persistent|relative"),
}


@pytest.mark.parametrize(("cells", "expected"), MAGICS.values(), ids=MAGICS.keys())
def test_magics_change_the_directory_and_shell_lines_do_not(cells: str, expected: str) -> None:
    assert fates(cells) == expected


ENTERED = {
    "contextlib.chdir": (
        "with contextlib.chdir('/content/drive/MyDrive'):\n    open('a', 'w')\nopen('b', 'w')",
        "persistent relative",
    ),
    "contextlib.chdir, nested": (
        """
        with contextlib.chdir('/content/drive/MyDrive'):
            with contextlib.chdir('/content/x'):
                open('a', 'w')
            open('b', 'w')
        open('c', 'w')
        """,
        "relative persistent relative",
    ),
    "contextlib.chdir beside a file": (
        "with contextlib.chdir('/content/drive/MyDrive'), open('a', 'w') as f:\n    f.write('x')\nopen('b', 'w')",
        "persistent relative",
    ),
    "contextlib.chdir with another change inside": (
        """
        with contextlib.chdir('/content/drive/MyDrive'):
            os.chdir('/tmp')
        open('a', 'w')
        """,
        "relative",
    ),
    "contextlib.chdir from Drive": (
        """
        os.chdir('/content/drive/MyDrive')
        with contextlib.chdir('/content'):
            open('a', 'w')
        open('b', 'w')
        """,
        "relative persistent",
    ),
    "generator": (
        """
        @contextlib.contextmanager
        def inside(path):
            here = os.getcwd()
            os.chdir(path)
            yield
            os.chdir(here)

        with inside('/content/drive/MyDrive'):
            open('a', 'w')
        open('b', 'w')
        """,
        "persistent relative",
    ),
    "generator with finally": (
        """
        @contextlib.contextmanager
        def inside(path):
            here = os.getcwd()
            os.chdir(path)
            try:
                yield path
            finally:
                os.chdir(here)

        with inside('/content/drive/MyDrive') as root:
            open('a', 'w')
            open(f'{root}/b', 'w')
        open('c', 'w')
        """,
        "persistent persistent relative",
    ),
    "generator used twice": (
        """
        @contextlib.contextmanager
        def inside(path):
            here = os.getcwd()
            os.chdir(path)
            try:
                yield
            finally:
                os.chdir(here)

        with inside('/content/drive/MyDrive'):
            open('a', 'w')
        with inside('/content/x'):
            open('b', 'w')
        open('c', 'w')
        """,
        "persistent relative relative",
    ),
    "generator within itself": (
        """
        @contextlib.contextmanager
        def inside(path):
            here = os.getcwd()
            os.chdir(path)
            try:
                yield
            finally:
                os.chdir(here)

        with inside('/content/x'):
            with inside('/content/drive/MyDrive'):
                open('a', 'w')
            open('b', 'w')
        """,
        "persistent relative",
    ),
    "generator that writes at entry and exit": (
        """
        @contextlib.contextmanager
        def logged():
            open('start.txt', 'w')
            yield
            open('end.txt', 'w')

        with logged():
            os.chdir('/content/drive/MyDrive')
            open('a', 'w')
        """,
        "relative persistent persistent",
    ),
    "generator that is left by return": (
        """
        @contextlib.contextmanager
        def inside(path):
            here = os.getcwd()
            os.chdir(path)
            try:
                yield
            finally:
                os.chdir(here)

        def run():
            with inside('/content/drive/MyDrive'):
                open('a', 'w')
                return 1

        run()
        open('b', 'w')
        """,
        "persistent relative",
    ),
    "generator in an exit stack": (
        """
        @contextlib.contextmanager
        def inside(path):
            here = os.getcwd()
            os.chdir(path)
            yield
            os.chdir(here)

        with contextlib.ExitStack() as stack:
            stack.enter_context(inside('/content/drive/MyDrive'))
            open('a', 'w')
        """,
        "persistent",
    ),
    "class": (
        """
        class Inside:
            def __init__(self, path):
                self.path = path
            def __enter__(self):
                self.here = os.getcwd()
                os.chdir(self.path)
            def __exit__(self, *problem):
                os.chdir(self.here)

        with Inside('/content/drive/MyDrive'):
            open('a', 'w')
        open('b', 'w')
        """,
        "persistent relative",
    ),
    "class of which an instance is made before": (
        """
        class Inside:
            def __init__(self, path):
                self.path = path
            def __enter__(self):
                os.chdir(self.path)
            def __exit__(self, *problem):
                os.chdir('/content')

        inside = Inside('/content/drive/MyDrive')
        open('a', 'w')
        with inside:
            open('b', 'w')
        open('c', 'w')
        """,
        "relative persistent relative",
    ),
    "class whose methods are inherited": (
        """
        class Base:
            def __enter__(self):
                os.chdir('/content/drive/MyDrive')
                return self
            def __exit__(self, *problem):
                os.chdir('/content')
        class Inside(Base):
            pass

        with Inside() as place:
            open('a', 'w')
        open('b', 'w')
        """,
        "persistent relative",
    ),
    "class with a directory of its own": (
        """
        class Work:
            def __init__(self, path):
                self.old = os.getcwd()
                self.path = path
            def __enter__(self):
                os.chdir(self.path)
                return self
            def __exit__(self, kind, problem, trace):
                os.chdir(self.old)

        with Work('/content/drive/MyDrive') as one, open('a', 'w') as file:
            file.write('x')
        open('b', 'w')
        """,
        "persistent relative",
    ),
}


@pytest.mark.parametrize(("cells", "expected"), ENTERED.values(), ids=ENTERED.keys())
def test_context_managers_change_the_directory_at_entry_and_back_at_exit(cells: str, expected: str) -> None:
    assert fates(cells) == expected


MOUNT = "drive.mount('/content/drive')\n"
EARLY = {
    "by a magic": ("%cd /content/drive/MyDrive\n" + MOUNT + "open('a', 'w')", "relative"),
    "by a magic, from elsewhere": ("%cd /tmp\n%cd /content/drive/MyDrive\n" + MOUNT + "open('a', 'w')", "relative"),
    "in two steps": ("%cd /content/drive\n%cd MyDrive\n" + MOUNT + "open('a', 'w')", "relative"),
    "by os.chdir": ("os.chdir('/content/drive/MyDrive')\n" + MOUNT + "open('a', 'w')", "relative"),
    "once more after the mount": (
        "%cd /content/drive/MyDrive\n" + MOUNT + "%cd /content/drive/MyDrive\nopen('a', 'w')",
        "persistent",
    ),
    "before another mount": (
        "%cd /content/drive/MyDrive\ndrive.mount('/content/gdrive')\nopen('a', 'w')",
        "unmounted",
    ),
    "written before the mount as well": (
        "%cd /content/drive/MyDrive\nopen('a', 'w')\n" + MOUNT + "open('b', 'w')",
        "unmounted relative",
    ),
    "without a mount": ("%cd /content/drive/MyDrive\nopen('a', 'w')", "unmounted"),
    "elsewhere": ("%cd /tmp\n" + MOUNT + "open('a', 'w')", "relative"),
}


@pytest.mark.parametrize(("cells", "expected"), EARLY.values(), ids=EARLY.keys())
def test_nobody_enters_a_directory_before_it_is_mounted(cells: str, expected: str) -> None:
    assert fates(cells, IMPORTS) == expected


def test_who_went_into_drive_before_it_is_mounted_is_where_he_was() -> None:
    cells = "%cd /tmp/x\n%cd /content/drive/MyDrive\n" + MOUNT + "open('a', 'w')"
    tree = ast.parse(read(IMPORTS + cells).python)

    assert analyse(tree, COLAB).accesses[-1].targets[0].absolute.show() == "/tmp/x/a"
