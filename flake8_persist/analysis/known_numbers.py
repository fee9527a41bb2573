"""What gives a number, a date, or a name made up at random: as a text, each is a part of a name.

Which one it is, nobody can know; but ``f"{datetime.now():%Y%m%d}.csv"`` is a relative path whatever the day.
"""

from __future__ import annotations

from flake8_persist.analysis import values as v
from flake8_persist.analysis.invocation import Call, Handler

_NUMBERS = (
    *(f"builtins.{name}" for name in ("abs", "hash", "id", "round", "sum")),
    *(f"datetime.datetime.{name}" for name in ("fromtimestamp", "now", "today", "utcnow", "utcfromtimestamp")),
    "datetime.date.today",
    "os.getpid",
    *(f"random.{name}" for name in ("getrandbits", "randint", "random", "randrange", "uniform")),
    *(f"secrets.{name}" for name in ("randbelow", "token_hex")),
    *(f"time.{name}" for name in ("asctime", "ctime", "perf_counter", "time", "time_ns")),
    *(f"uuid.{name}" for name in ("uuid1", "uuid3", "uuid4", "uuid5", "uuid7")),
    *(f"pandas.Timestamp.{name}" for name in ("now", "today", "utcnow")),
)


_COUNTING = (
    "builtins.range",
    "itertools.count",
    *(f"tqdm.{module}trange" for module in ("", "auto.", "notebook.", "std.")),
)


def _number(_call: Call) -> v.Value:
    return v.NUMBER


def _numbers(_call: Call) -> v.Value:
    """The numbers are of no interest: ``epoch_{…}`` says more than a list of them."""
    return v.Sequence((v.NUMBER,), False)


FUNCTIONS: dict[str, Handler] = {**dict.fromkeys(_NUMBERS, _number), **dict.fromkeys(_COUNTING, _numbers)}
