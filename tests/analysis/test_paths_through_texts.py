"""Paths put together by string operations, ``os.path``, ``pathlib`` and ``tempfile``."""

from __future__ import annotations

import pytest
from written_paths import written

CASES = {
    "either of two in a template": ("v = 'a' if z else 'b'\nopen('{}/{}'.format(v, 'c'), 'w')", ["a/c|b/c"]),
    "either of two in a named field": ("v = 'a' if z else 'b'\nopen('{d}/c'.format(d=v), 'w')", ["a/c|b/c"]),
    "either of two in a percent template": ("v = 'a' if z else 'b'\nopen('%s/%s' % (v, 'c'), 'w')", ["a/c|b/c"]),
    "either of two put in": ("v = 'a' if z else 'b'\nopen('x/y'.replace('y', v), 'w')", ["x/a|x/b"]),
    # strings
    "format with an attribute": ("open('{0.out}/a'.format(c), 'w')", ["{…}/a"]),
    "format of unpacked arguments": ("open('{}/{}'.format(*['x', 'y']), 'w')", ["x/y"]),
    "format of an unpacked dictionary": ("open('{d}/a'.format(**{'d': 'x'}), 'w')", ["x/a"]),
    "format_map": ("open('{d}/a'.format_map({'d': 'x'}), 'w')", ["x/a"]),
    "format with doubled braces": ("open('{{{}}}'.format('a'), 'w')", ["{a}"]),
    "a template that the library fills": ("open('{epoch:02d}.txt', 'w')", ["{epoch:02d}.txt"]),
    "nested f-string": ("n = 'a'\nopen(f\"{f'{n}/b'}\", 'w')", ["a/b"]),
    "f-string with an expression": ("open(f'{\"a\" + \"b\"}/c', 'w')", ["ab/c"]),
    "f-string of a path": ("from pathlib import Path\nopen(f'{Path(\"a\") / \"b\"}.txt', 'w')", ["a/b.txt"]),
    "percent with an unknown argument": ("open('out/%s.txt' % name, 'w')", ["out/{…}.txt"]),
    "percent with too few arguments known": ("open('%s/%s' % ('x', n), 'w')", ["x/{…}"]),
    "times": ("open('ab' * 2, 'w')", ["abab"]),
    "join over a comprehension": ("open('_'.join(n for n in ['a', 'b']), 'w')", ["a_b"]),
    "join over a generator of names": ("open('/'.join(str(n) for n in (1, 2)), 'w')", ["1/2"]),
    "join of something unknown": ("open('/'.join(parts), 'w')", ["{…}"]),
    "zfill": ("open('7'.zfill(3), 'w')", ["007"]),
    "zfill of a number": ("n = 7\nopen('e' + str(n).zfill(3), 'w')", ["e007"]),
    "partition": ("open('a.txt'.partition('.')[0], 'w')", ["a"]),
    "rpartition": ("open('a/b.txt'.rpartition('/')[2], 'w')", ["b.txt"]),
    "split at spaces": ("open('a b'.split()[1], 'w')", ["b"]),
    "splitlines": ("open('a\\nb'.splitlines()[0], 'w')", ["a"]),
    "removeprefix": ("open('/content/a'.removeprefix('/content/'), 'w')", ["a"]),
    "removesuffix of a partly known text": ("open(f'out/{n}.txt'.removesuffix('.txt'), 'w')", ["out/{…}"]),
    "upper of a partly known text": ("open(f'out/{n}.txt'.upper(), 'w')", ["OUT/{…}.TXT"]),
    "replace in a partly known text": ("open(f'out/{n}.txt'.replace('.txt', '.csv'), 'w')", ["out/{…}.csv"]),
    "character": ("open('abc'[1], 'w')", ["b"]),
    "slice from the start": ("open('out/a.txt'[4:], 'w')", ["a.txt"]),
    "slice with a step": ("open('abc'[::-1], 'w')", ["cba"]),
    "slice that is not known": ("open('abc'[:n], 'w')", ["{…}"]),
    "slice of a partly known text": ("open(f'out/{n}.txt'[:-4], 'w')", ["out/{…}"]),
    "repr is not the text": ("open(repr('a'), 'w')", ["'a'"]),
    "bytes path": ("open(b'a', 'w')", []),
    "str of a number": ("open(str(3) + '.txt', 'w')", ["3.txt"]),
    "float in an f-string": ("lr = 0.1\nopen(f'lr{lr}', 'w')", ["lr0.1"]),
    "format specification of a known number": ("n = 3\nopen(f'{n:02d}.txt', 'w')", ["03.txt"]),
    "format of a known number": ("open('{:03d}'.format(7), 'w')", ["007"]),
    "percent of a known number": ("open('%03d' % 7, 'w')", ["007"]),
    "format builtin": ("open(format(7, '03d'), 'w')", ["007"]),
    "time stamp": (
        "from datetime import datetime\nopen(datetime.now().strftime('run_%Y') + '/a', 'w')",
        ["run_{…}/a"],
    ),
    "time.strftime": ("import time\nopen('runs/' + time.strftime('%H-%M'), 'w')", ["runs/{…}-{…}"]),
    "translate is unknown": ("open('a'.translate(t), 'w')", ["{…}"]),
    # os and os.path
    "join by keyword only": ("import os\nopen(os.path.join(*['a', 'b']), 'w')", ["a/b"]),
    "join of unknown length": ("import os\nopen(os.path.join('a', *names), 'w')", ["a/{…}"]),
    "join with an unknown base": ("import os\nopen(os.path.join(base, 'a'), 'w')", ["{…}/a"]),
    "join with nothing": ("import os\nopen(os.path.join('', 'a'), 'w')", ["a"]),
    "join ending in nothing": ("import os\nopen(os.path.join('a', '') + 'b', 'w')", ["a/b"]),
    "dirname of a name": ("import os\nopen(os.path.join(os.path.dirname('a'), 'b'), 'w')", ["b"]),
    "dirname of a call's file": ("import os\nopen(os.path.dirname(__file__) + '/a', 'w')", ["{…}/a"]),
    "pardir": ("import os\nopen(os.path.join('a', os.pardir, 'b'), 'w')", ["a/../b"]),
    "extsep": ("import os\nopen('a' + os.extsep + 'b', 'w')", ["a.b"]),
    "relpath": ("import os\nopen(os.path.relpath('/content/a', '/content'), 'w')", ["a"]),
    "commonpath": ("import os\nopen(os.path.commonpath(['a/b', 'a/c']) + '/d', 'w')", ["a/d"]),
    "environment variable in the path": (
        "import os\nos.environ['OUT'] = 'x'\nopen(os.path.expandvars('$OUT/a'), 'w')",
        ["x/a"],
    ),
    "unset environment variable": ("import os\nopen(os.path.expandvars('$SOMEWHERE/a'), 'w')", ["{…}/a"]),
    "environment or default": ("import os\nopen(os.environ.get('OUT') or 'x', 'w')", ["{…}|x"]),
    "scandir": ("import os\nfor e in os.scandir('in'):\n    open(e.path, 'w')", ["in/{…}"]),
    "walk": (
        "import os\nfor d, ds, fs in os.walk('in'):\n    for f in fs:\n        open(os.path.join(d, f), 'w')",
        ["in{…}/{…}"],
    ),
    "glob": ("import glob\nfor p in glob.glob('in/*.txt'):\n    open(p, 'w')", ["in/{…}.txt"]),
    "normcase and fspath": ("import os\nopen(os.fspath(os.path.normcase('a')), 'w')", ["a"]),
    # pathlib
    "parents": ("from pathlib import Path\nopen(Path('a/b/c').parents[1] / 'd', 'w')", ["a/d"]),
    "parts": ("from pathlib import Path\nopen(Path('a/b').parts[0], 'w')", ["a"]),
    "relative_to": ("from pathlib import Path\nopen(Path('/x/a').relative_to('/x'), 'w')", ["a"]),
    "suffix replaced by nothing": ("from pathlib import Path\nopen(Path('a.txt').with_suffix(''), 'w')", ["a"]),
    "with_suffix of an unknown name": (
        "from pathlib import Path\nopen((Path('a') / name).with_suffix('.csv'), 'w')",
        ["a/{…}.csv"],
    ),
    "divided in place": ("from pathlib import Path\np = Path('a')\np /= 'b'\nopen(p, 'w')", ["a/b"]),
    "pathlib with an unknown part": ("from pathlib import Path\nopen(Path('a') / name / 'b', 'w')", ["a/{…}/b"]),
    "pathlib with a number": ("from pathlib import Path\nopen(Path('a') / str(1), 'w')", ["a/1"]),
    "expanduser": ("from pathlib import Path\nopen(Path('~/a').expanduser(), 'w')", ["/root/a"]),
    "pathlib glob": (
        "from pathlib import Path\nfor p in Path('in').glob('*.txt'):\n    p.write_text('')",
        ["in/{…}.txt"],
    ),
    "pathlib iterdir": (
        "from pathlib import Path\nfor p in Path('in').iterdir():\n    p.unlink()\n    open(p, 'w')",
        ["in/{…}"],
    ),
    "pathlib string methods": ("from pathlib import Path\nopen(Path('a/b').as_posix() + 'c', 'w')", ["a/bc"]),
    "pathlib of a path": ("from pathlib import Path\nopen(Path(Path('a')), 'w')", ["a"]),
    "path of this file": ("from pathlib import Path\nopen(Path(__file__).parent / 'a', 'w')", ["{…}/a"]),
    # tempfile
    "gettempdir": ("import os, tempfile\nopen(os.path.join(tempfile.gettempdir(), 'a'), 'w')", ["/tmp/a"]),
    "mkdtemp": ("import tempfile\nopen(tempfile.mkdtemp() + '/a', 'w')", ["/tmp", "/tmp/tmp{…}/a"]),
    "mkdtemp with a prefix in a place": (
        "import tempfile\nopen(tempfile.mkdtemp(prefix='run_', dir='out') + '/a', 'w')",
        ["out", "out/run_{…}/a"],
    ),
    "named temporary file": (
        "import tempfile\nt = tempfile.NamedTemporaryFile(delete=False, suffix='.csv')\nopen(t.name, 'w')",
        ["/tmp", "/tmp/tmp{…}.csv"],
    ),
}


@pytest.mark.parametrize(("source", "paths"), CASES.values(), ids=CASES.keys())
def test_text_is_followed(source: str, paths: list[str]) -> None:
    assert written(source) == paths
