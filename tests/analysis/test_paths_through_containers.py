"""Paths kept in tuples, lists, dictionaries and records, and taken out again."""

from __future__ import annotations

import pytest
from written_paths import written

DATACLASS = "from dataclasses import dataclass, field\nimport os\n@dataclass\n"

CASES = {
    # sequences
    "list in a list": ("t = [['a', 'b'], ['c']]\nopen(t[0][1], 'w')", ["b"]),
    "slice of a list": ("t = ['a', 'b', 'c']\nopen(t[1:][0], 'w')", ["b"]),
    "sum of lists": ("t = ['a'] + ['b']\nopen(t[1], 'w')", ["b"]),
    "repeated list": ("t = ['a'] * 2\nopen(t[1], 'w')", ["a"]),
    "starred in a list": ("t = [*['a'], 'b']\nopen(t[1], 'w')", ["b"]),
    "starred unpacking": ("a, *b = 'x', 'y', 'z'\nopen(b[1], 'w')", ["z"]),
    "starred unpacking, last": ("*a, b = 'x', 'y', 'z'\nopen(b, 'w')", ["z"]),
    "swapped": ("a, b = 'x', 'y'\na, b = b, a\nopen(a, 'w')", ["y"]),
    "unpacked list": ("[a, b] = ['x', 'y']\nopen(a, 'w')", ["x"]),
    "unknown index": ("t = ['a', 'b']\nopen(t[i], 'w')", ["a|b"]),
    "index behind the end": ("t = ['a']\nopen(t[3], 'w')", ["{…}"]),
    "appended": ("t = []\nt.append('a')\nopen(t[0], 'w')", ["a"]),
    "extended": ("t = ['a']\nt.extend(['b'])\nopen(t[1], 'w')", ["b"]),
    "added in place": ("t = ['a']\nt += ['b']\nopen(t[1], 'w')", ["b"]),
    "inserted": ("t = ['a']\nt.insert(0, 'b')\nopen(t[0], 'w')", ["b"]),
    "popped": ("t = ['a', 'b']\nopen(t.pop(), 'w')", ["b"]),
    "popped, and what is left": ("t = ['a', 'b']\np = t.pop(0)\nopen(p, 'w')\nopen(t[0], 'w')", ["a", "b"]),
    "popped in a condition": ("t = ['a', 'b']\nif t.pop():\n    open(t[-1], 'w')", ["{…}"]),
    "popped after some": ("t = ['a']\nif z:\n    t.append('b')\nopen(t.pop(), 'w')", ["a|b"]),
    "reversed in place": ("t = ['a', 'b']\nt.reverse()\nopen(t[0], 'w')", ["b"]),
    "sorted in place": ("t = ['b', 'a']\nt.sort()\nopen(t[0], 'w')", ["b|a"]),
    "changed under another name": ("t = ['a']\nu = t\nu[0] = 'b'\nopen(t[0], 'w')", ["a|b"]),
    "appended under another name": ("t = ['a']\nu = t\nu.append('b')\nopen(t[-1], 'w')", ["a|b"]),
    "updated under another name": ("t = {'a': 'x'}\nu = t\nu.update(a='y')\nopen(t['a'], 'w')", ["x|y"]),
    "filled by a comprehension": ("t = ['a']\n[t.append(n) for n in z]\nopen(t[-1], 'w')", ["{…}"]),
    "default dictionary": (
        "from collections import defaultdict\nd = defaultdict(str)\nd['out'] = 'x'\nopen(d['out'], 'w')",
        ["x"],
    ),
    "list changed by an item": ("t = ['a', 'b']\nt[0] = 'c'\nopen(t[0], 'w')", ["c"]),
    "loop over a changed list": ("t = ['a']\nt[0] = 'c'\nfor p in t:\n    open(p, 'w')", ["c"]),
    "appended in a loop": ("t = []\nfor n in ['a', 'b']:\n    t.append(n)\nfor p in t:\n    open(p, 'w')", ["a|b"]),
    "appended by an unknown number of rounds": (
        "t = ['a']\nwhile c:\n    t.append('b')\nopen(t[-1], 'w')",
        ["a|b"],
    ),
    "sorted": ("for p in sorted({'a', 'b'}):\n    open(p, 'w')", ["a|b"]),
    "first of the sorted": ("open(sorted(['b', 'a'])[0], 'w')", ["a"]),
    "reversed": ("open(list(reversed(['a', 'b']))[0], 'w')", ["b"]),
    "maximum": ("open(max(['a', 'b']), 'w')", ["b"]),
    "next of iter": ("open(next(iter(['a', 'b'])), 'w')", ["a|b"]),
    # dictionaries
    "dict of pairs": ("c = dict([('out', 'x')])\nopen(c['out'], 'w')", ["x"]),
    "dict of a dict": ("c = dict({'a': 'x'}, b='y')\nopen(c['a'] + c['b'], 'w')", ["xy"]),
    "dict.fromkeys": ("c = dict.fromkeys(['a', 'b'], 'x')\nopen(c['b'], 'w')", ["x"]),
    "merged with a bar": ("c = {'out': 'x'} | {'out': 'y'}\nopen(c['out'], 'w')", ["y"]),
    "merged in place with a bar": ("c = {'out': 'x'}\nc |= {'out': 'y'}\nopen(c['out'], 'w')", ["y"]),
    "dictionary comprehension": ("c = {n: n + '.txt' for n in ['a', 'b']}\nopen(c['b'], 'w')", ["b.txt"]),
    "comprehension over items": (
        "d = {'a': 'x'}\nc = {k: 'out/' + v for k, v in d.items()}\nopen(c['a'], 'w')",
        ["out/x"],
    ),
    "key in a variable": ("c = {'out': 'x'}\nk = 'out'\nopen(c[k], 'w')", ["x"]),
    "stored under a variable": ("c = {}\nk = 'out'\nc[k] = 'x'\nopen(c['out'], 'w')", ["x"]),
    "stored under an unknown key": ("c = {'out': 'x'}\nc[k] = 'y'\nopen(c['out'], 'w')", ["x|y"]),
    "unknown key": ("c = {'a': 'x', 'b': 'y'}\nopen(c[k], 'w')", ["x|y"]),
    "missing key": ("c = {'a': 'x'}\nopen(c['b'], 'w')", ["{…}"]),
    "merged with something unknown": ("c = {'out': 'x', **more}\nopen(c['out'], 'w')", ["x|{…}"]),
    "given back by get": ("c = {'out': None}\nopen(c.get('out') or 'x', 'w')", ["x"]),
    "setdefault": ("c = {}\nc.setdefault('out', 'x')\nopen(c['out'], 'w')", ["x"]),
    "setdefault of a known key": ("c = {'out': 'y'}\nc.setdefault('out', 'x')\nopen(c['out'], 'w')", ["y"]),
    "pop": ("c = {'out': 'x'}\nopen(c.pop('out'), 'w')", ["x"]),
    "nested item assignment": ("c = {'a': {}}\nc['a']['b'] = 'x'\nopen(c['a']['b'], 'w')", ["x"]),
    "nested item through its parent": (
        "c = {'a': {'b': 'x'}}\nc['a']['b'] = 'y'\nd = c['a']\nopen(d['b'], 'w')",
        ["y"],
    ),
    "deleted item": ("c = {'out': 'x'}\ndel c['out']\nopen(c.get('out', 'y'), 'w')", ["y"]),
    "copy keeps its own items": ("a = {'out': 'x'}\nb = a.copy()\nb['out'] = 'y'\nopen(a['out'], 'w')", ["x"]),
    "changed through another name": ("a = {'out': 'x'}\nb = a\nb['out'] = 'y'\nopen(a['out'], 'w')", ["x|y"]),
    "changed by a function": (
        "def setup(c):\n    c['out'] = 'y'\nd = {'out': 'x'}\nsetup(d)\nopen(d['out'], 'w')",
        ["x|y"],
    ),
    "item assignment seen by a loop": ("c = {'a': 'x'}\nc['b'] = 'y'\nfor p in c.values():\n    open(p, 'w')", ["x|y"]),
    "item assignment seen by a function": (
        "def save(c):\n    open(c['out'], 'w')\nc = {}\nc['out'] = 'x'\nsave(c)",
        ["x"],
    ),
    "self-referential": ("c = {}\nc['me'] = c\nc['out'] = 'x'\nopen(c['me']['out'], 'w')", ["{…}|x"]),
    "loop over keys": ("for k in {'a': 1, 'b': 2}:\n    open(k, 'w')", ["a|b"]),
    "defaultdict": ("from collections import defaultdict\nc = defaultdict(lambda: 'x')\nopen(c['a'], 'w')", ["{…}"]),
    "ordered dictionary": ("from collections import OrderedDict\nc = OrderedDict(a='x')\nopen(c['a'], 'w')", ["x"]),
    # records
    "named tuple by function": (
        "from collections import namedtuple\nC = namedtuple('C', 'n out')\nopen(C(1, 'x').out, 'w')",
        ["x"],
    ),
    "named tuple by function with a list": (
        "from collections import namedtuple\nC = namedtuple('C', ['out'], defaults=['x'])\nopen(C().out, 'w')",
        ["x"],
    ),
    "named tuple unpacked": (
        "from typing import NamedTuple\nclass C(NamedTuple):\n    a: str\n    b: str\na, b = C('x', 'y')\nopen(b, 'w')",
        ["y"],
    ),
    "named tuple by index": (
        "from typing import NamedTuple\nclass C(NamedTuple):\n    a: str\n    b: str = 'y'\nopen(C('x')[1], 'w')",
        ["y"],
    ),
    "replaced field": (
        "from typing import NamedTuple\nclass C(NamedTuple):\n    a: str = 'x'\nopen(C()._replace(a='y').a, 'w')",
        ["{…}"],
    ),
    "field with a default": (DATACLASS + "class C:\n    out: str = field(default='x')\nopen(C().out, 'w')", ["x"]),
    "field with a factory": (
        DATACLASS
        + "class C:\n    out: str = field(default_factory=lambda: os.path.join('x', 'a'))\nopen(C().out, 'w')",
        ["x/a"],
    ),
    "field that init does not take": (
        DATACLASS + "class C:\n    d: str = 'x'\n    out: str = field(init=False)\n"
        "    def __post_init__(self):\n        self.out = self.d + '/a'\nopen(C('y').out, 'w')",
        ["y/a"],
    ),
    "items by keys that are not known": (
        "ps = {}\nfor n in names():\n    ps[n] = f'd/{n}'\n    open(ps[n], 'w')\n"
        "for p in ps.values():\n    open(p, 'w')\nfor n in ps:\n    open(ps[n], 'w')",
        ["d/{…}", "d/{…}", "d/{…}"],
    ),
    "items by one of several keys": (
        "ps = {}\nfor n in ('a', 'b'):\n    ps[n] = 'd/' + n\n    open(ps[n], 'w')\nopen(ps['a'], 'w')",
        ["d/a|d/b", "d/a|d/b"],
    ),
    "an item of known ones, changed by a key that is not known": (
        "ps = {'x': 'd/x'}\nopen(ps['x'], 'w')\nps[k] = 'd/k'\nopen(ps['x'], 'w')",
        ["d/x", "d/x|d/k"],
    ),
    "field made anew": (
        DATACLASS + "class C:\n    out: str = 'x'\n    def __post_init__(self):\n"
        "        self.out = os.path.join(self.out, 'a')\nopen(C().out, 'w')\nopen(C('y').out, 'w')",
        ["x/a", "y/a"],
    ),
    "field perhaps made anew": (
        DATACLASS + "class C:\n    out: str = 'x'\n    def __post_init__(self):\n"
        "        if unknown:\n            self.out = self.out + '/a'\nopen(C('y').out, 'w')",
        ["y|y/a"],
    ),
    "field in a method": (
        DATACLASS + "class C:\n    out: str = 'x'\n    def save(self):\n        open(self.out, 'w')\n"
        "C().save()\nC(out='y').save()",
        ["x|y"],
    ),
    "attribute made anew": (
        "class C:\n    def __init__(self, out):\n        self.out = out\n        self.out = self.out + '/a'\n"
        "open(C('x').out, 'w')",
        ["x/a"],
    ),
    "inherited field": (
        DATACLASS + "class A:\n    out: str = 'x'\n@dataclass\nclass B(A):\n    n: int = 0\nopen(B('y').out, 'w')",
        ["y"],
    ),
    "dataclass replaced": (
        DATACLASS
        + "class C:\n    out: str = 'x'\nimport dataclasses\nopen(dataclasses.replace(C(), out='y').out, 'w')",
        ["{…}"],
    ),
    "field set afterwards": (DATACLASS + "class C:\n    out: str = 'x'\nc = C()\nc.out = 'y'\nopen(c.out, 'w')", ["y"]),
    "field used in a method": (
        DATACLASS
        + "class C:\n    out: str\n    def save(self):\n        open(self.out, 'w')\nC('x').save()\nC('y').save()",
        ["x|y"],
    ),
    "dataclass of unknown arguments": (DATACLASS + "class C:\n    out: str = 'x'\nopen(C(**kw).out, 'w')", ["{…}"]),
    "namespace set afterwards": (
        "from types import SimpleNamespace\nc = SimpleNamespace()\nc.out = 'x'\nopen(c.out, 'w')",
        ["x"],
    ),
    "namespace of a dictionary": (
        "from types import SimpleNamespace\nc = SimpleNamespace(**{'out': 'x'})\nopen(c.out, 'w')",
        ["x"],
    ),
    "vars of a namespace": (
        "from types import SimpleNamespace\nc = SimpleNamespace(out='x')\nopen(vars(c)['out'], 'w')",
        ["x"],
    ),
    "enum value": ("from enum import Enum\nclass D(Enum):\n    OUT = 'x'\nopen(D.OUT.value, 'w')", ["x"]),
    "enum by name": ("from enum import Enum\nclass D(Enum):\n    OUT = 'x'\nopen(D['OUT'].value, 'w')", ["x"]),
    "enum by value": ("from enum import Enum\nclass D(Enum):\n    OUT = 'x'\nopen(D('x').value, 'w')", ["x"]),
    "string enum": ("from enum import Enum\nclass D(str, Enum):\n    OUT = 'x'\nopen(D.OUT + '/a', 'w')", ["{…}/a"]),
    "loop over an enum": (
        "from enum import Enum\nclass D(Enum):\n    A = 'x'\n    B = 'y'\nfor d in D:\n    open(d.value, 'w')",
        ["x|y"],
    ),
    "enum name": ("from enum import Enum\nclass D(Enum):\n    OUT = 'x'\nopen(D.OUT.name, 'w')", ["OUT"]),
    "OmegaConf": (
        "from omegaconf import OmegaConf\nc = OmegaConf.create({'p': {'out': 'x'}})\nopen(c.p.out, 'w')",
        ["x"],
    ),
    "OmegaConf by item": (
        "from omegaconf import OmegaConf\nc = OmegaConf.create({'out': 'x'})\nopen(c['out'], 'w')",
        ["x"],
    ),
    "OmegaConf set afterwards": (
        "from omegaconf import OmegaConf\nc = OmegaConf.create({'out': 'x'})\nc.out = 'y'\nopen(c.out, 'w')",
        ["y"],
    ),
    "EasyDict": ("from easydict import EasyDict\nc = EasyDict({'out': 'x'})\nopen(c.out, 'w')", ["x"]),
    "EasyDict filled later": (
        "from easydict import EasyDict as edict\nc = edict()\nc.out = 'x'\nopen(c.out, 'w')",
        ["x"],
    ),
    "Munch": ("from munch import Munch\nc = Munch(out='x')\nopen(c.out, 'w')", ["x"]),
    "config dictionary": (
        "from ml_collections import ConfigDict\nc = ConfigDict({'out': 'x'})\nopen(c.out, 'w')",
        ["x"],
    ),
    "own dictionary with attributes": (
        "class AttrDict(dict):\n    __getattr__ = dict.get\nc = AttrDict(out='x')\nopen(c['out'], 'w')",
        ["x"],
    ),
    "JSON that is not known": ("import json\nc = json.load(open('c.json'))\nopen(c['out'], 'w')", ["{…}"]),
    "JSON that is known": ("import json\nc = json.loads('{\"out\": \"x\"}')\nopen(c['out'], 'w')", ["x"]),
}


@pytest.mark.parametrize(("source", "paths"), CASES.values(), ids=CASES.keys())
def test_container_is_followed(source: str, paths: list[str]) -> None:
    assert written(source) == paths
