"""What the program deletes itself afterwards is not lost."""

from __future__ import annotations

import pytest
from fates import fates

SAVE = "open('out/a.csv', 'w')\n"

DELETIONS = {
    "none": (SAVE, "relative"),
    "removed": (SAVE + "os.remove('out/a.csv')", "deleted"),
    "unlinked": (SAVE + "os.unlink('out/a.csv')", "deleted"),
    "unlinked by pathlib": (SAVE + "Path('out/a.csv').unlink()", "deleted"),
    "unlinked if it is there": (SAVE + "Path('out', 'a.csv').unlink(missing_ok=True)", "deleted"),
    "removed by its absolute name": (SAVE + "os.remove('/content/out/a.csv')", "deleted"),
    "removed under a condition": (SAVE + "if os.path.exists('out/a.csv'):\n    os.remove('out/a.csv')", "deleted"),
    "removed in finally": ("try:\n    open('a', 'w')\nfinally:\n    os.remove('a')", "deleted"),
    "removed with its directory": (SAVE + "shutil.rmtree('out')", "deleted"),
    "removed with the directory of its directory": ("open('out/x/a', 'w')\nshutil.rmtree('out')", "deleted"),
    "another file removed": (SAVE + "os.remove('out/b.csv')", "relative"),
    "another directory removed": (SAVE + "shutil.rmtree('out2')", "relative"),
    "an unknown file removed": (SAVE + "os.remove(name)", "relative"),
    "removed before it is written": ("shutil.rmtree('out', ignore_errors=True)\n" + SAVE, "relative"),
    "removed before and after": (
        "shutil.rmtree('out', ignore_errors=True)\n" + SAVE + "shutil.rmtree('out', ignore_errors=True)",
        "deleted",
    ),
    "removed in a dead branch": (SAVE + "if False:\n    os.remove('out/a.csv')", "relative"),
    "removed in another branch": ("if a:\n    open('x', 'w')\nelif b:\n    os.remove('x')", "relative"),
    "removed in another case": (
        "match a:\n    case 1:\n        open('x', 'w')\n    case 2:\n        os.remove('x')",
        "relative",
    ),
    "removed in another branch of a loop": (
        "while True:\n    if a:\n        open('x', 'w')\n    else:\n        os.remove('x')",
        "relative",
    ),
    "removed in another branch of a branch": (
        "if a:\n    if b:\n        open('x', 'w')\n    else:\n        os.remove('x')",
        "relative",
    ),
    "removed in another branch, deeper": (
        "if a:\n    if b:\n        open('x', 'w')\nelse:\n    if c:\n        pass\n    else:\n        os.remove('x')",
        "relative",
    ),
    "removed in a branch of the same branch": (
        "if a:\n    open('x', 'w')\n    if b:\n        os.remove('x')\nelse:\n    pass",
        "deleted",
    ),
    "removed in a helper of another branch": (
        "def tidy():\n    if True:\n        os.remove('x')\nif a:\n    open('x', 'w')\nelse:\n    tidy()",
        "relative",
    ),
    "removed behind the branches": ("if a:\n    open('x', 'w')\nelse:\n    pass\nos.remove('x')", "deleted"),
    "removed in another branch of a function, called for it": (
        """
        def handle(action):
            if action == 'write':
                open('x', 'w')
            else:
                os.remove('x')
        handle(one)
        handle(two)
        """,
        "deleted",
    ),
    "removed after sys.exit": (SAVE + "sys.exit()\nos.remove('out/a.csv')", "relative"),
    "removed in a helper": ("def tidy():\n    shutil.rmtree('out')\n" + SAVE + "tidy()", "deleted"),
    "removed in a helper that nobody calls": ("def tidy():\n    shutil.rmtree('out')\n" + SAVE, "relative"),
    "removed at exit": ("atexit.register(shutil.rmtree, 'out')\n" + SAVE, "deleted"),
    "removed by the clean-up of a test": (
        """
        class Case(unittest.TestCase):
            def test(self):
                self.addCleanup(shutil.rmtree, 'out')
                open('out/a.csv', 'w')
        """,
        "deleted",
    ),
    "removed at the end of each round": ("for n in range(9):\n    open('a', 'w')\n    os.remove('a')", "deleted"),
    "removed at the start of each round": (
        "for n in range(9):\n    if os.path.exists('a'):\n        os.remove('a')\n    open('a', 'w')",
        "relative",
    ),
    "removed by the names it was written under": (
        "for n in range(9):\n    open(f'out/{n}', 'w')\nfor n in range(9):\n    os.remove(f'out/{n}')",
        "deleted",
    ),
    "old ones removed": (
        """
        for n in range(9):
            open(f'out/{n}', 'w')
            for old in sorted(glob.glob('out/*'))[:-3]:
                os.remove(old)
        """,
        "relative",
    ),
    "the last one removed, which there is not yet": (
        """
        last = ''
        for n in range(9):
            if last != '':
                os.remove(os.path.join('out', last))
            last = f'{n}.pth'
            torch.save(model, os.path.join('out', last))
        """,
        "relative",
    ),
    "its directory removed as a file": ("open('out/a', 'w')\nos.remove('out')", "relative"),
    "a file removed where a library makes a directory": (
        "torch.utils.tensorboard.SummaryWriter('out')\nos.remove('out')",
        "relative",
    ),
    "rm": (SAVE + "!rm out/a.csv", "deleted"),
    "rm of a directory": (SAVE + "!rm -rf out", "deleted"),
    "rm of all in a directory": (SAVE + "!rm -rf out/*", "deleted"),
    "rm of all files of another kind": (SAVE + "!rm -rf out/*.png", "relative"),
    "rm before the write": ("!rm -rf out\n" + SAVE, "relative"),
    "renamed": (SAVE + "os.rename('out/a.csv', 'out/b.csv')", "relative"),
    "moved, then removed": ("open('a.tmp', 'w')\nos.replace('a.tmp', 'a')\nos.remove('a')", "deleted"),
    "copied, then removed": ("open('a.tmp', 'w')\nshutil.copy('a.tmp', 'a')\nos.remove('a')", "relative"),
    "archived on the machine, then removed": (
        SAVE + "shutil.make_archive('all', 'zip', 'out')\nshutil.rmtree('out')",
        "deleted relative",
    ),
    "archived on the machine, then downloaded and removed": (
        SAVE + "shutil.make_archive('all', 'zip', 'out')\nfiles.download('all.zip')\nshutil.rmtree('out')",
        "kept",
    ),
    "archived under the name of the directory, which is removed": (
        "torch.save(m, 'out/a')\nshutil.make_archive('out', 'zip', 'out')\nshutil.rmtree('out')",
        "deleted relative",
    ),
    "archived on the machine, then removed, all of it": (
        SAVE + "shutil.make_archive('all', 'zip', 'out')\nshutil.rmtree('out')\nos.remove('all.zip')",
        "deleted",
    ),
    "copied, and the first removed": ("open('a', 'w')\nshutil.copy('a', 'b')\nos.remove('a')", "deleted relative"),
    "copied twice, and the first two removed": (
        "open('a', 'w')\nshutil.copy('a', 'b')\nshutil.copy('b', 'c')\nos.remove('a')\nos.remove('b')",
        "deleted relative",
    ),
    "copied, and both removed": (
        "open('a', 'w')\nshutil.copy('a', 'b')\nos.remove('a')\nos.remove('b')",
        "deleted",
    ),
    "copied before it is written, then removed": ("shutil.copy('a', 'b')\nopen('a', 'w')\nos.remove('a')", "deleted"),
    "copied to an unknown place, then removed": ("open('a', 'w')\nshutil.copy('a', place)\nos.remove('a')", "deleted"),
    "moved through a temporary file that is removed on failure": (
        """
        try:
            open('a.tmp', 'w')
            os.replace('a.tmp', 'a')
        finally:
            if os.path.exists('a.tmp'):
                os.remove('a.tmp')
        """,
        "deleted relative",
    ),
    "copied by cp, and the first removed": ("torch.save(m, 'a')\n!cp a b\n!rm a", "deleted relative"),
    "zipped, and the first removed": ("torch.save(m, 'a')\n!zip b.zip a\n!rm a", "deleted relative"),
    "what was fetched is copied, then removed": ("!wget -O a https://a.b/c\n!cp a b\n!rm a", ""),
    "copied in each round, and the first removed": (
        "for n in x:\n    open('tmp', 'w')\n    shutil.copy('tmp', f'out/{n}')\n    os.remove('tmp')",
        "deleted relative",
    ),
    "copied to Drive in each round, and the first removed": (
        "for n in x:\n    open('tmp', 'w')\n"
        "    shutil.copy('tmp', f'/content/drive/MyDrive/{n}')\n    os.remove('tmp')",
        "kept",
    ),
    "copied to Drive, then removed": (SAVE + "shutil.copytree('out', '/content/drive/MyDrive/o')\n!rm -r out", "kept"),
    "in a temporary directory": (
        "with tempfile.TemporaryDirectory() as place:\n    open(os.path.join(place, 'a'), 'w')",
        "unknown",
    ),
    "in a temporary directory, by pathlib": (
        "with tempfile.TemporaryDirectory() as place:\n    (Path(place) / 'a').write_text('x')",
        "unknown",
    ),
    "in a temporary directory that is the working directory": (
        "with tempfile.TemporaryDirectory() as place, contextlib.chdir(place):\n    open('a', 'w')\nopen('b', 'w')",
        "unknown relative",
    ),
    "copied out of a temporary directory": (
        "with tempfile.TemporaryDirectory() as place:\n    open(os.path.join(place, 'a'), 'w')\n"
        "    shutil.copy(os.path.join(place, 'a'), 'b')",
        "unknown relative",
    ),
    "copied out with its temporary directory": (
        "with tempfile.TemporaryDirectory() as place:\n    open(Path(place) / 'a', 'w')\n"
        "    shutil.copytree(place, 'all')",
        "unknown relative",
    ),
    "archived with its temporary directory": (
        "place = tempfile.TemporaryDirectory()\nopen(f'{place.name}/a', 'w')\n"
        "shutil.make_archive('all', 'zip', place.name)",
        "unknown relative",
    ),
    "copied to Drive with its temporary directory": (
        "with tempfile.TemporaryDirectory() as place:\n    open(os.path.join(place, 'a'), 'w')\n"
        "    shutil.copytree(place, '/content/drive/MyDrive/a')",
        "unknown",
    ),
    "copied out of a temporary directory, to Drive as well": (
        "with tempfile.TemporaryDirectory() as place:\n    open(os.path.join(place, 'a'), 'w')\n"
        "    shutil.copytree(place, 'all')\n    shutil.copytree(place, '/content/drive/MyDrive/a')",
        "unknown",
    ),
    "copied out of another temporary directory": (
        "with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory() as other:\n"
        "    open(os.path.join(place, 'a'), 'w')\n    shutil.copytree(other, 'all')",
        "unknown",
    ),
    "in a temporary directory that stays": ("place = tempfile.mkdtemp()\nopen(place + '/a', 'w')", "ephemeral"),
    "in a temporary directory that is removed": (
        "place = tempfile.mkdtemp()\nopen(place + '/a', 'w')\nshutil.rmtree(place)",
        "deleted",
    ),
    "a temporary file": ("with tempfile.NamedTemporaryFile() as f:\n    torch.save(m, f.name)", "unknown"),
    "a temporary file that is copied": (
        "with tempfile.NamedTemporaryFile() as f:\n    torch.save(m, f.name)\n    shutil.copy(f.name, 'a')",
        "unknown relative",
    ),
    "a temporary file that stays": (
        "with tempfile.NamedTemporaryFile(delete=False) as f:\n    torch.save(m, f.name)",
        "ephemeral",
    ),
    "a temporary file that is removed": (
        "with tempfile.NamedTemporaryFile(delete=False) as f:\n    torch.save(m, f.name)\nos.remove(f.name)",
        "deleted",
    ),
}


@pytest.mark.parametrize(("cells", "expected"), DELETIONS.values(), ids=DELETIONS.keys())
def test_what_is_deleted_later_is_not_lost(cells: str, expected: str) -> None:
    assert fates(cells) == expected
