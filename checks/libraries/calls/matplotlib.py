# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import matplotlib.animation
import matplotlib.image
import matplotlib.pyplot as plt
from case import Back, Case
from matplotlib.backends.backend_pdf import PdfPages

IMAGE = [[0.0, 1.0], [1.0, 0.0]]


def _animate(path: str) -> None:
    figure = plt.figure()
    animation = matplotlib.animation.FuncAnimation(figure, lambda frame: [], frames=2)
    animation.save(path, writer="pillow")
    plt.close(figure)


def _frames(path: str) -> None:
    figure = plt.figure()
    writer = matplotlib.animation.PillowWriter()
    with writer.saving(figure, path, 50):
        writer.grab_frame()
    plt.close(figure)


def _pages(path: str) -> None:
    with PdfPages(path) as pages:
        pages.savefig(plt.figure())
    plt.close("all")


def _thumbnail(path: str) -> None:
    plt.close(matplotlib.image.thumbnail("source.png", path))


def _source() -> None:
    matplotlib.image.imsave("source.png", [[0.0] * 100] * 100)


CASES = [
    Case(
        "matplotlib.pyplot.savefig",
        "a.png",
        lambda p: plt.savefig(p),
        back=Back("matplotlib.pyplot.imread", plt.imread),
    ),
    Case("matplotlib.pyplot.savefig", "a", lambda p: plt.savefig(p), lands="a.png"),
    Case("matplotlib.figure.Figure.savefig", "a.pdf", lambda p: plt.gcf().savefig(p)),
    Case("matplotlib.pyplot.imsave", "a.png", lambda p: plt.imsave(p, IMAGE)),
    Case("matplotlib.image.imsave", "a.png", lambda p: matplotlib.image.imsave(p, IMAGE)),
    Case("matplotlib.image.thumbnail", "a.png", _thumbnail, needs=_source),
    Case("matplotlib.animation.Animation.save", "a.gif", _animate),
    Case("matplotlib.animation.AbstractMovieWriter.saving", "a.gif", _frames),
    Case("matplotlib.backends.backend_pdf.PdfPages", "a.pdf", _pages),
]
