"""Programs that are nested deeply, or that go on for long, around one write. Each is made to a size."""

from __future__ import annotations

from collections.abc import Callable

Source = Callable[[int], str]

_SAVE = "torch.save(m, 'a.pt')\n"


def _blocks(head: str) -> Source:
    return lambda n: "".join(f"{' ' * level}{head.format(level)}:\n" for level in range(n)) + " " * n + _SAVE


_BODIES: dict[str, Source] = {
    "parentheses": lambda n: f"torch.save(m, {'(' * n}'a.pt'{')' * n})\n",
    "lists": lambda n: f"p = {'[' * n}'a.pt'{']' * n}\n{_SAVE}",
    "dictionaries": lambda n: f"p = {'{1: ' * n}'a.pt'{'}' * n}\n{_SAVE}",
    "attributes": lambda n: f"torch.save(m{'.a' * n}, 'a.pt')\n",
    "subscripts": lambda n: f"torch.save(m, p{'[0]' * n})\n{_SAVE}",
    "calls in a chain": lambda n: f"torch.save(m{'.a()' * n}, 'a.pt')\n",
    "calls in calls": lambda n: f"torch.save(m, {'str(' * n}'a.pt'{')' * n})\n",
    "calls of what is made": lambda n: (
        f"from pathlib import Path\ntorch.save(m, Path('a'){'.joinpath(b)' * (n // 4)})\n"
    ),
    "replacements": lambda n: "torch.save(m, 'a.pt'" + ".replace('a', 'ab')" * n + ")\n",
    "lambdas": lambda n: f"f = {'lambda: ' * n}{_SAVE}f()\n",
    "signs": lambda n: f"x = {'-' * n}1\n{_SAVE}",
    "powers": lambda n: f"x = {'2 ** ' * n}1\n{_SAVE}",
    "negations": lambda n: f"x = {'not ' * n}1\n{_SAVE}",
    "terms": lambda n: "torch.save(m, " + "'a' + " * n + "'.pt')\n",
    "alternatives": lambda n: f"torch.save(m, {'x or ' * n}'a.pt')\n",
    "conditions": lambda n: "torch.save(m, " + "'a' if x else " * n + "'a.pt')\n",
    "comparisons": lambda n: f"x = 1{' < 1' * n}\n{_SAVE}",
    "slashes": lambda n: "from pathlib import Path\ntorch.save(m, Path('a')" + " / 'b'" * (n // 4) + ")\n",
    "literals side by side": lambda n: "torch.save(m, " + "'a' " * n + "'.pt')\n",
    "comprehensions": lambda n: f"x = {'[' * n}1{' for a in b]' * n}\n{_SAVE}",
    "f-strings": lambda n: "torch.save(m, " + "f'{" * n + "x" + "}'" * n + f")\n{_SAVE}",
    "fields of formats": lambda n: f"torch.save(m, f'{{x:{'{y:' * n}{'}' * n}}}')\n{_SAVE}",
    "starred names": lambda n: f"{'[*' * n}p{']' * n} = m\n{_SAVE}",
    "awaits": lambda n: f"async def f():\n    x = {'await ' * n}m\n    {_SAVE}",
    "arms": lambda n: "if a: p = 'x'\n" + "elif b: p = 'y'\n" * n + "torch.save(m, p)\n",
    "cases": lambda n: f"match m:\n    case {'[' * n}x{']' * n}:\n        {_SAVE}",
    "cases in brackets": lambda n: f"match m:\n    case {'(' * n}x{')' * n}:\n        {_SAVE}",
    "targets": lambda n: f"{'a = ' * n}'a.pt'\ntorch.save(m, a)\n",
    "decorators": lambda n: "@a\n" * n + f"def f(): {_SAVE}f()\n",
    "items of with": lambda n: f"with {', '.join(f'open({i}) as f{i}' for i in range(n))}: {_SAVE}",
    "parameters": lambda n: f"def f({', '.join(f'p{i}={i}' for i in range(n))}): {_SAVE}f()\n",
    "doublings": lambda n: "p = 'a'\n" + "p = p + p\n" * (n // 4) + "torch.save(m, p)\n",
    "doublings in f-strings": lambda n: "p = 'a'\n" + "p = f'{p}{p}'\n" * (n // 4) + "torch.save(m, p)\n",
    "doublings of lists": lambda n: "p = ['a']\n" + "p = [p, p]\n" * (n // 4) + "torch.save(m, p[0])\n",
    "choices of imports": lambda n: (
        "".join(f"{' ' * level}if m:\n" for level in range(n)) + f"{' ' * n}import os\n{_SAVE}"
    ),
    "blocks": _blocks("if m"),
    "loops": _blocks("for x{} in 'ab'"),
    "functions": _blocks("def f{}()"),
    "classes": _blocks("class C{}"),
    "blocks of with": _blocks("with m as x{}"),
    "shell lines": lambda n: f"!{'(' * n}ls{')' * n}\n{_SAVE}",
    "shell lines in shell lines": lambda n: f"!echo {'$(echo ' * n}a{')' * n} > b.txt\n{_SAVE}",
    "commands in a line": lambda n: f"!{'cp a b; ' * (n // 4)}\n{_SAVE}",
    "magics": lambda n: f"{'%time ' * n}\n{_SAVE}",
    "folds of lines": lambda n: f"!echo {'a ' * 3}\\\n" * (n // 4) + f"\n{_SAVE}",
}

DEEP: dict[str, Source] = {
    name: lambda n, body=body: f"import torch\n{body(n)}"  # type: ignore[misc]
    for name, body in _BODIES.items()
}

CALCULATIONS = {
    "a long number": f"torch.save(m, str({'9' * 5000}))\n",
    "a long text": "torch.save(m, 'a' * 10**12)\n",
    "a text of any length": "torch.save(m, 'a' * (1 << 60))\n",
    "a long list": "p = ['a.pt'] * 10**12\ntorch.save(m, p[0])\n",
    "a high power": "torch.save(m, str(9**9**9**9) + '.pt')\n",
    "a wide field": "torch.save(m, f'{1:0999999999999d}.pt')\ntorch.save(m, '%0999999999d.pt' % 1)\n",
    "a wide field of format": "torch.save(m, '{:>999999999999}.pt'.format('a'))\n",
    "filling": "torch.save(m, 'a'.zfill(10**12))\ntorch.save(m, 'a'.ljust(10**12))\n",
    "a long loop": "for i in range(10**12): torch.save(m, f'{i}.pt')\n",
    "a product of loops": "torch.save(m, [a + b + c + d for a in x for b in x for c in x for d in x][0])\n".replace(
        "x", f"{list('abcdefghij')}"
    ),
    "a class that derives from itself": "class A(A): pass\nclass B(C): pass\nclass C(B): pass\nB().save('a')\n",
    "a list that holds itself": "x = []\nx.append(x)\ntorch.save(m, x[0][0])\n",
    "a function that calls itself": "def g(p=lambda: g()): return g(g(p))\ntorch.save(m, g(g))\n",
    "a surrogate": "torch.save(m, '\\ud800.pt')\ntorch.save(m, '\\x00.pt')\ntorch.save(m, b'\\xff')\n",
    "wrong formats": "torch.save(m, '%z' % 1)\ntorch.save(m, '{'.format(1))\ntorch.save(m, '{:{}}'.format(1, 2))\n",
    "formats that reach inside": "torch.save(m, '{0.__class__.__mro__[1]}.pt'.format(1))\n",
}
