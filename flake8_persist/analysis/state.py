"""What a program has set up by a certain moment: its working directory and its mounts."""

from __future__ import annotations

from typing import NamedTuple

from flake8_persist.analysis.text import Text

_DIRECTORIES = 4  # more possible working directories than these are as good as none


class State(NamedTuple):
    directories: tuple[Text, ...]  # the possible working directories; none: not known
    pushed: tuple[tuple[Text, ...], ...]  # what popd goes back to, newest last
    mounted: frozenset[str]  # mount points
    links: tuple[tuple[str, Text], ...] = ()  # symbolic links and what they lead to, newest last
    visited: tuple[tuple[Text, ...], ...] = ()  # the last two places of "cd", for "cd -"; os.chdir does not count
    doomed: bool = False  # what happens now is expected to fail: with pytest.raises(...)

    def moved(self, directories: tuple[Text, ...]) -> State:
        return self._replace(directories=directories[:_DIRECTORIES])

    def visiting(self, directories: tuple[Text, ...]) -> State:
        """After ``%cd``."""
        return self.moved(directories)._replace(visited=(*self.visited[-1:], directories[:_DIRECTORIES]))

    def is_like(self, other: State) -> bool:
        """Do later writes land at the same places?"""
        return (self.directories, self.mounted, self.links) == (other.directories, other.mounted, other.links)


def join(states: list[State]) -> State:
    """The state after one of several arms. What one of them mounted or linked is taken for that."""
    first = states[0]
    if all(state == first for state in states):
        return first
    known = all(state.directories for state in states)
    directories = dict.fromkeys(directory for state in states for directory in state.directories) if known else {}
    mounted = frozenset().union(*(state.mounted for state in states))
    kept = tuple(directories) if len(directories) <= _DIRECTORIES else ()
    links = tuple(dict.fromkeys(link for state in states for link in state.links))
    return State(kept, first.pushed, mounted, links, first.visited, first.doomed)
