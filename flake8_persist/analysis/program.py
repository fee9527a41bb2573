"""The whole analysis: from a tree to its accesses and mounts."""

from __future__ import annotations

import ast
from typing import NamedTuple

from flake8_persist.analysis import byte_copies, downloads, effects, indirect, relevance, shell
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis.access import Program
from flake8_persist.analysis.carrying import with_fates
from flake8_persist.analysis.evaluate import Evaluator
from flake8_persist.analysis.landing import Places
from flake8_persist.analysis.lookup import Lookup
from flake8_persist.analysis.record import record
from flake8_persist.analysis.sightings import Sightings
from flake8_persist.analysis.state import State
from flake8_persist.analysis.text import text
from flake8_persist.analysis.timeline import Timeline
from flake8_persist.catalog.loader import Catalog
from flake8_persist.environments.model import Environment
from flake8_persist.triage.roots import imported_roots


class Given(NamedTuple):
    """What the analysis is told besides the program."""

    environment: Environment
    persistent: tuple[str, ...] = ()  # prefixes that the user calls persistent
    ephemeral: tuple[str, ...] = ()
    mounted: tuple[str, ...] = ()  # mount points that something else mounts
    ignored: frozenset[str] = frozenset()  # APIs that are not looked at
    progress: bool = False  # work out what an interruption would cost, too
    blanks: frozenset[int] = frozenset()  # lines that assign the empty field of a form


def analyse(tree: ast.Module, given: Given, catalog: Catalog | None = None) -> Program:
    """The accesses and mounts of a program, in the order in which they happen."""
    recording = record(tree)
    if catalog is None:
        catalog = Catalog.for_roots(imported_roots(tree))
    evaluator = Evaluator(recording, catalog, given.environment, given.blanks)
    ignored = frozenset(map(catalog.canonical, given.ignored))
    sightings = Sightings(evaluator, Places(given.persistent, given.ephemeral), ignored)
    words = (
        *recording.calls,
        *map(s.word_of, recording.stores),
        *indirect.handed_on(recording),
        *relevance.bases(recording),
    )
    names = catalog.names_among(words) | effects.NAMES | shell.NAMES | byte_copies.NAMES | downloads.NAMES
    start = given.environment.start_directory
    here = (text(start or "."),)  # a dot: somewhere that is not established
    state = State(here, (), frozenset(given.mounted), (), (here,))
    if given.progress:
        return _with_progress(tree, evaluator, sightings, names, state)
    timeline = Timeline(evaluator, sightings, names)
    timeline.run(state)
    accesses = with_fates(sightings.accesses, timeline.moments, tuple(sightings.copies))
    return Program(accesses, sightings.mounts, sightings.endings, None, Lookup(evaluator))


def _with_progress(
    tree: ast.Module, evaluator: Evaluator, sightings: Sightings, names: frozenset[str], start: State
) -> Program:
    from flake8_persist.analysis import endangered, watching

    watch = watching.Watch(sightings)
    timeline = Timeline(evaluator, watch, names | watching.names(evaluator.recording))
    timeline.run(start)
    accesses = with_fates(sightings.accesses, timeline.moments, tuple(sightings.copies))
    keras = not imported_roots(tree).isdisjoint(("keras", "tensorflow", "tf_keras"))
    found = endangered.progress(evaluator, watch.seen, accesses, keras)
    return Program(accesses, sightings.mounts, sightings.endings, found, Lookup(evaluator))
