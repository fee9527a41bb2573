"""A literal that several paths begin with: it can be edited only where all of them move together."""

from __future__ import annotations

import ast
from functools import cached_property

from flake8_persist.analysis.access import Access, Target
from flake8_persist.codemod import rewriting
from flake8_persist.codemod.companions import Members, makes_directory
from flake8_persist.codemod.layout import Layout, decisive_origin, lost_targets
from flake8_persist.codemod.locations import Locations
from flake8_persist.codemod.relations import Location, Relation, located, relation
from flake8_persist.codemod.uses import Others, Uses
from flake8_persist.codemod.variables import Branch
from flake8_persist.environments.model import Environment


class Sharing:
    """The literals by which a group is reached."""

    def __init__(self, uses: Uses, layout: Layout, environment: Environment, members: Members) -> None:
        self._uses = uses
        self._layout = layout
        self._environment = environment
        self.members = members
        self.calls = {layout.accesses[index].node for index in members}
        self._arguments = {layout.accesses[index].argument for index in members}
        self._decided: dict[tuple[ast.expr, ast.expr], Others] = {}
        self._branches: dict[tuple[ast.expr, str], Others] = {}

    def others(self, target: Target) -> Others:
        """What becomes of the other uses of the literal that decides the path, if it moves."""
        origin = decisive_origin(target)
        if origin is None:
            return Others.STAY
        key = origin.whole, origin.node
        if key not in self._decided:
            inside = self._layout.stands_inside(origin)
            self._decided[key] = Others.STAY if inside else self._other_uses(origin.whole)
        return self._decided[key]

    def _other_uses(self, literal: ast.expr) -> Others:
        sharers = self._layout.by_literal[literal]
        if any(target not in self.members.get(index, ()) for index, target in sharers):
            return Others.STAY
        if any(holder in self._arguments for holder in (literal, *self._uses.subject.around(literal))):
            return Others.FOLLOW
        is_place = all(self._names_member(target) for _, target in sharers)  # one literal, one decision
        return self._uses.others(literal, is_place=is_place, calls=self.calls)

    def moves_wholly(self, access: Access) -> bool:
        """Do all the places that are lost move to which an access goes?"""
        return set(map(id, lost_targets(access))) <= self._moving

    @cached_property
    def _moving(self) -> set[int]:
        return {id(target) for targets in self.members.values() for target in targets}

    def others_of_branch(self, target: Target, branch: Branch) -> Others:
        """What becomes of the other uses of the variable that holds a path, if only this path moves from its base."""
        origin, where = decisive_origin(target), located(branch.place)
        key = branch.path, where.shown
        if key not in self._branches:
            self._branches[key] = (
                Others.UNCLEAR if origin is None else self._other_branches(origin.whole, branch, where)
            )
        return self._branches[key]

    def _other_branches(self, literal: ast.expr, branch: Branch, where: Location) -> Others:
        subject = self._uses.subject
        variable = subject.variable(branch.path)
        if variable is None:
            return Others.UNCLEAR
        holders = {holder for load in subject.loads(variable.id) for holder in subject.around(load)}
        for index, other in self._layout.by_literal[literal]:
            if other in self.members.get(index, ()):
                continue
            kind = relation(self._layout.absolute(other), where)
            if kind in (Relation.SAME, Relation.BELOW) or self._layout.accesses[index].node in holders:
                return Others.STAY
        return self._uses.others(branch.path, is_place=self._is_member(where), calls=self.calls)

    @cached_property
    def _places(self) -> Locations[bool]:
        """Where the members are, and whether a directory is made there."""
        found: Locations[bool] = Locations()
        for index, targets in self.members.items():
            for target in targets:
                found.add(self._layout.absolute(target), makes_directory(self._layout.accesses[index]))
        return found

    def _names_member(self, target: Target) -> bool:
        """Does the literal that begins a path name a file or directory of the group, and not one around them?"""
        named = rewriting.named(target, self._environment)
        return named is not None and self._is_member(located(named))

    def _is_member(self, place: Location) -> bool:
        return any(
            kind is Relation.SAME or (kind is Relation.BELOW and is_directory)
            for kind, is_directory in self._places.find(place)
        )
