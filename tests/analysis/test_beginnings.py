"""A path that begins with something unknown may lie anywhere, unless that is a part of a name: a number, a date."""

from __future__ import annotations

import pytest
from written_paths import program, stored

from flake8_persist.catalog.model import Direction

RELATIVE = {
    "a number of a loop": "for n in range(9):\n    open(f'{n}.txt', 'w')",
    "a number of a loop, as a text": "for n in range(9):\n    open(str(n) + '.txt', 'w')",
    "a number of a loop with a bar": "from tqdm import trange\nfor n in trange(9):\n    open(f'{n}.txt', 'w')",
    "a number of a loop without an end": "import itertools\nfor n in itertools.count():\n    open(f'{n}.txt', 'w')",
    "a number of a tensor": "def keep(loss):\n    open(f'{loss.item()}.txt', 'w')",
    "a counted item": "for n, one in enumerate(items):\n    open('%s.txt' % n, 'w')",
    "a counter": "n = 0\nfor one in items:\n    n += 1\n    open('{}.txt'.format(n), 'w')",
    "a sum": "def keep(epoch):\n    open(f'{epoch + 1}.txt', 'w')",
    "a padded number": "for n in range(9):\n    open(str(n).zfill(4) + '.txt', 'w')",
    "a length": "open(f'{len(items)}.txt', 'w')",
    "a rounded number": "open(f'{round(loss, 2)}.txt', 'w')",
    "an integer": "open(f'{int(share * 100)}.txt', 'w')",
    "a specification of a number": "def keep(epoch):\n    open(f'{epoch:03d}.txt', 'w')",
    "a specification of a share": "def keep(share):\n    open('{:.1%}.txt'.format(share), 'w')",
    "a specification of a date": "def keep(day):\n    open(f'{day:%Y-%m-%d}.txt', 'w')",
    "a percent sign and a number": "def keep(epoch):\n    open('%03d.txt' % epoch, 'w')",
    "today": "from datetime import date\nopen(str(date.today()) + '.txt', 'w')",
    "now, in words": "from datetime import datetime\nopen(datetime.now().isoformat() + '.txt', 'w')",
    "now, in a form of its own": "import datetime\nopen(datetime.datetime.now().strftime('%Y%m%d.txt'), 'w')",
    "seconds": "import time\nopen(f'{int(time.time())}.txt', 'w')",
    "an identifier": "import uuid\nopen(f'{uuid.uuid4()}.txt', 'w')",
    "an identifier in figures": "import uuid\nopen(uuid.uuid4().hex + '.txt', 'w')",
    "the beginning of an identifier": "import uuid\nopen(str(uuid.uuid4())[:8] + '.txt', 'w')",
    "a base name": "import os\ndef keep(path):\n    open(os.path.basename(path), 'w')",
    "a stem of a base name": "import os\ndef keep(p):\n    open(os.path.splitext(os.path.basename(p))[0] + 't', 'w')",
    "a name": "from pathlib import Path\ndef keep(path):\n    open(Path(path).name, 'w')",
    "a stem": "from pathlib import Path\ndef keep(path):\n    open(Path(path).stem + '.txt', 'w')",
    "the last part of a path": "def keep(path):\n    open(path.split('/')[-1], 'w')",
    "names in the working directory": "import os\nfor name in os.listdir():\n    open(name, 'a')",
    "names that a pattern finds": "import glob\nfor name in glob.glob('*.txt'):\n    open(name, 'a')",
    "a name of a class": "def keep(net):\n    open(type(net).__name__ + '.txt', 'w')",
    "a name of a function": "def keep(function):\n    open(f'{function.__name__.lower()}.txt', 'w')",
    "a directory of a number": "for n in range(9):\n    open(f'{n}/a.txt', 'w')",
}
ANYWHERE = {
    "a parameter": "def keep(name):\n    open(f'{name}.txt', 'w')",
    "a parameter in a template": "def keep(name):\n    open('%s.txt' % name, 'w')",
    "a text of some width": "def keep(name):\n    open(f'{name:20}', 'w')",
    "a text repeated": "def keep(name):\n    open(name * 2, 'w')",
    "a text filled in": "def keep(name):\n    open(name % 2, 'w')",
    "a part of a parameter": "def keep(path):\n    open(path.split('.')[0] + '.txt', 'w')",
    "names in some directory": "import os\nfor name in os.listdir('in'):\n    open(name, 'a')",
}


@pytest.mark.parametrize("source", RELATIVE.values(), ids=RELATIVE)
def test_what_begins_with_a_part_of_a_name_is_relative(source: str) -> None:
    assert stored(source) == ["relative"]


@pytest.mark.parametrize("source", ANYWHERE.values(), ids=ANYWHERE)
def test_what_begins_with_anything_may_lie_anywhere(source: str) -> None:
    assert stored(source) == ["unknown"]


def test_it_counts_from_the_working_directory() -> None:
    source = "import os\nos.chdir('/tmp')\nfor n in range(9):\n    open(f'{n}.txt', 'w')"
    assert [one.absolute.show() for access in program(source).accesses for one in access.targets] == ["/tmp/{…}.txt"]


@pytest.mark.parametrize("carried", ["files.download(name)", "os.remove(name)"])
def test_it_can_be_carried_away(carried: str) -> None:
    source = f"""\
        import os
        from google.colab import files
        for n in range(9):
            name = f"{{n}}.txt"
            open(name, "w").write("a")
            {carried}
        """
    writes = [one for one in program(source).accesses if one.direction is Direction.WRITE]
    assert all(one.kept_by or one.deleted_by for one in writes)
