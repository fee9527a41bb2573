"""What it costs to start: CPU time of whole processes on one tiny file, each command against flake8 alone.

    python benchmarks/start_up.py FLAKE8_ALONE FLAKE8_WITH_PLUGIN [--runs N]

Both are executables, of two virtual environments that differ in this package alone; ``persist-fix`` is taken from
beside the second. For a file that writes nothing and one that writes: the medians of runs in turn, the median of the
differences pair by pair, and that of the ratios. Compile the installed packages first (``python -m compileall``).
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from pathlib import Path

from processes import cost

FILES = {
    "writes nothing": "import os\n\n\ndef double(x):\n    return 2 * x\n\n\nprint(double(os.getpid()))\n",
    "writes": (
        "import torch\nfrom google.colab import drive\n\nprint(drive)\n"
        "m = torch.nn.Linear(1, 1)\ntorch.save(m, 'model.pth')\n"
    ),
}


def paired(command: list[str], other: list[str], directory: str, runs: int) -> list[tuple[float, float]]:
    """CPU seconds of both commands in turn, after a first run that does not count."""
    pairs = [(cost(command, directory).cpu, cost(other, directory).cpu) for _ in range(runs + 1)]
    return pairs[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("alone", metavar="FLAKE8_ALONE", type=os.path.abspath)
    parser.add_argument("plugged", metavar="FLAKE8_WITH_PLUGIN", type=os.path.abspath)
    parser.add_argument("--runs", type=int, default=21, help="pairs of runs (default: 21)")
    options = parser.parse_args()
    check = str(Path(options.plugged).with_name("persist-fix"))
    print(f"{'command':22}{'file':16}{'ms':>8}{'alone ms':>10}{'more ms':>9}{'ratio':>7}")
    with tempfile.TemporaryDirectory() as directory:
        for name, source in FILES.items():
            Path(directory, "program.py").write_text(source, encoding="utf-8")
            for label, command in (("flake8", [options.plugged]), ("persist-fix --check", [check, "--check"])):
                pairs = paired([*command, "program.py"], [options.alone, "program.py"], directory, options.runs)
                own, alone, more, ratio = (
                    statistics.median(figures)
                    for figures in zip(*((one, two, one - two, one / two) for one, two in pairs), strict=True)
                )
                print(f"{label:22}{name:16}{own * 1e3:8.1f}{alone * 1e3:10.1f}{more * 1e3:9.1f}{ratio:7.2f}")


if __name__ == "__main__":
    main()
