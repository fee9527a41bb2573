"""One walk over the tree, in program order: who binds which name, who calls what, in which block.

Statements nest only as deep as Python's parser lets them (about a hundred); expressions and ``elif`` chains may be
much deeper, so they are walked with an explicit stack and a loop.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any

from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import signatures
from flake8_persist.analysis.binding import Binder, may_be_function
from flake8_persist.analysis.noted import noted

_LEAVING = frozenset({ast.Return, ast.Raise, ast.Break, ast.Continue})
_EXITS = frozenset({"exit", "quit", "sys.exit", "os._exit", "os.abort"})
_UPDATES = frozenset(
    {
        *("update", "setdefault", "popitem", "append", "appendleft", "extend", "extendleft", "insert", "remove"),
        *("pop", "popleft", "clear", "sort", "reverse", "add", "discard"),
    }
)


def record(tree: ast.Module) -> s.Recording:
    recorder = _Recorder(tree)
    recorder.run()
    binder = recorder.binder
    return s.Recording(recorder.module, recorder.scopes, recorder.calls, binder.aliases, binder.stores)


def _is_exit(statement: ast.stmt) -> bool:
    """``sys.exit()``; a ``quit`` of something else, such as a browser, ends that alone."""
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return False
    called = statement.value.func
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        return f"{called.value.id}.{called.attr}" in _EXITS
    return isinstance(called, ast.Name) and called.id in _EXITS


class _Recorder:
    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.point = 0
        self.module = s.Scope(s.ScopeKind.MODULE, "", tree, None, 0)
        self.scopes = [self.module]
        self.calls: dict[str, list[s.CallEvent]] = {}
        self.binder = Binder(self.module)
        self.pending: list[tuple[s.Scope, list[ast.stmt] | ast.expr]] = []
        self.loops: list[s.Compound | None] = []  # enclosing loops of the statement at hand
        self.changing: list[ast.Call] = []  # calls that change a container, in the statement at hand
        self.statements: dict[type[ast.stmt], Callable[[Any, s.Block], None]] = {
            ast.Assign: self.assign,
            ast.AnnAssign: self.annotated,
            ast.AugAssign: self.augmented,
            ast.Expr: self.expression,
            ast.If: self.branch,
            ast.For: self.loop,
            ast.AsyncFor: self.loop,
            ast.While: self.while_loop,
            ast.Try: self.attempt,
            ast.With: self.with_block,
            ast.AsyncWith: self.with_block,
            ast.Match: self.match,
            ast.FunctionDef: self.function,
            ast.AsyncFunctionDef: self.function,
            ast.ClassDef: self.class_body,
            ast.Import: self.imports,
            ast.ImportFrom: self.import_from,
            ast.Return: self.returned,
            ast.Delete: self.deletion,
            ast.Global: self.global_names,
            ast.Nonlocal: self.nonlocal_names,
            ast.Break: self.jump,
            ast.Continue: self.jump,
        }
        if hasattr(ast, "TryStar"):
            self.statements[ast.TryStar] = self.attempt

    def run(self) -> None:
        self.body(self.tree.body, self.module.body)
        for scope, body in self.pending:  # grows while it is worked off
            self.loops = []
            if isinstance(body, list):
                self.body(body, scope.body)
            else:
                self.scan(body, scope.body)
                self.change(scope.body)
                scope.returns.append(s.Return(body, scope.body, self.next()))

    def next(self) -> int:
        self.point += 1
        return self.point

    def change(self, block: s.Block) -> None:
        """Containers have changed once the statement that does it is over."""
        for call in self.changing:
            self.binder.update(call, block, self.next())
        self.changing.clear()

    def forget(self, block: s.Block, first: int = 0) -> None:
        """Where containers change on the way, nothing is known of them any more."""
        for call in self.changing[first:]:
            if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
                self.binder.bind(call.func.value.id, s.Disturbed(), block, self.next())
        del self.changing[first:]

    # statements

    def body(self, statements: list[ast.stmt], block: s.Block) -> None:
        for statement in statements:
            handler = self.statements.get(type(statement))
            if handler is not None:
                handler(statement, block)
            else:
                self.scan(statement, block)
            self.change(block)
            if statement.__class__ in _LEAVING or (statement.__class__ is ast.Expr and _is_exit(statement)):
                self.leave(block)

    def leave(self, block: s.Block) -> None:
        if block.left is None:
            block.left = self.point

    def assign(self, node: ast.Assign, block: s.Block) -> None:
        self.scan(node.value, block)
        point = self.next()
        for target in node.targets:
            self.scan(target, block)
            if isinstance(target, ast.Name) and may_be_function(node.value):
                self.binder.aliases.add(target.id)
            self.binder.target(target, lambda unpack: s.Assigned(node.value, unpack), block, point, node.value)

    def annotated(self, node: ast.AnnAssign, block: s.Block) -> None:
        if node.value is None:
            return
        value = node.value
        self.scan(value, block)
        self.binder.target(node.target, lambda unpack: s.Assigned(value, unpack), block, self.next(), value)

    def augmented(self, node: ast.AugAssign, block: s.Block) -> None:
        self.scan(node.value, block)
        point = self.next()
        if isinstance(node.target, ast.Name):
            self.binder.bind(node.target.id, s.Augmented(node), block, point)
        else:
            self.binder.store(node.target, s.Augmented(node), block, point)

    def expression(self, node: ast.Expr, block: s.Block) -> None:
        self.scan(node.value, block)
        call = node.value
        if not isinstance(call, ast.Call):
            return
        if s.last_name(call.func) == "setattr" and len(call.args) == 3:
            base, name, value = call.args
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                target = ast.copy_location(ast.Attribute(base, name.value, ast.Store()), call)
                self.binder.store(target, s.Assigned(value), block, self.next())

    def branch(self, node: ast.If, block: s.Block) -> None:
        self.scan(node.test, block)
        self.forget(block)
        compound = s.Compound(s.CompoundKind.IF, node, block, self.next())
        block.events.append(compound)
        while True:
            self.arm(compound, node.body, node.test)
            if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
                node = node.orelse[0]
                self.scan(node.test, block)
                self.changing.clear()
                continue
            break
        if node.orelse:
            compound.exhaustive = True
            self.arm(compound, node.orelse, None)
        if compound.exhaustive and all(arm.leaves for arm in compound.arms):
            self.leave(block)

    def arm(self, compound: s.Compound, body: Iterable[ast.stmt], test: ast.expr | None = None) -> s.Block:
        arm = s.Block(compound.block.scope, compound)
        compound.arms.append(arm)
        compound.tests.append(test)
        self.body(list(body), arm)
        return arm

    def loop(self, node: ast.For | ast.AsyncFor, block: s.Block) -> None:
        self.scan(node.iter, block)
        self.forget(block)
        compound = s.Compound(s.CompoundKind.LOOP, node, block, self.next())
        block.events.append(compound)
        body = s.Block(block.scope, compound)
        compound.arms.append(body)
        self.scan(node.target, block)
        self.binder.target(node.target, lambda unpack: s.Looped(node.iter, unpack), body, self.next())
        self.loop_body(compound, node.body, body, node.orelse)

    def while_loop(self, node: ast.While, block: s.Block) -> None:
        self.scan(node.test, block)
        self.forget(block)
        compound = s.Compound(s.CompoundKind.LOOP, node, block, self.next())
        compound.exhaustive = isinstance(node.test, ast.Constant) and bool(node.test.value)
        block.events.append(compound)
        body = s.Block(block.scope, compound)
        compound.arms.append(body)
        self.loop_body(compound, node.body, body, node.orelse)

    def loop_body(self, loop: s.Compound, statements: list[ast.stmt], body: s.Block, orelse: list[ast.stmt]) -> None:
        self.loops.append(loop)
        self.body(statements, body)
        self.loops.pop()
        if orelse:
            loop.orelse = self.arm(loop, orelse)

    def jump(self, _node: ast.Break | ast.Continue, block: s.Block) -> None:
        if self.loops and (loop := self.loops[-1]) is not None:
            loop.jumps.append((block, self.next()))

    def attempt(self, node: ast.Try, block: s.Block) -> None:
        compound = s.Compound(s.CompoundKind.TRY, node, block, self.next())
        compound.exhaustive = True
        block.events.append(compound)
        self.arm(compound, node.body)
        for handler in node.handlers:
            arm = s.Block(block.scope, compound)
            compound.arms.append(arm)
            if handler.name:
                self.binder.bind(handler.name, s.Opaque("exception"), arm, self.next())
            self.body(handler.body, arm)
        if node.orelse:
            compound.orelse = self.arm(compound, node.orelse)
        if node.finalbody:
            compound.final = self.arm(compound, node.finalbody)
            if compound.final.leaves:
                self.leave(block)
        tried = compound.orelse.leaves if compound.orelse else compound.arms[0].leaves
        handlers = compound.arms[1 : 1 + len(node.handlers)]
        if tried and all(arm.leaves for arm in handlers):
            self.leave(block)

    def with_block(self, node: ast.With | ast.AsyncWith, block: s.Block) -> None:
        for item in node.items:
            context = item.context_expr
            self.scan(context, block)
            block.events.append(s.EnterEvent(item, self.next()))
            if item.optional_vars is not None:
                self.binder.target(
                    item.optional_vars,
                    lambda unpack, context=context: s.Entered(context, unpack),  # type: ignore[misc]
                    block,
                    self.next(),
                )
        self.body(node.body, block)
        point = self.next()
        block.events.extend(s.ExitEvent(item, point) for item in reversed(node.items))

    def match(self, node: ast.Match, block: s.Block) -> None:
        self.scan(node.subject, block)
        compound = s.Compound(s.CompoundKind.MATCH, node, block, self.next())
        block.events.append(compound)
        for case in node.cases:
            arm = s.Block(block.scope, compound)
            compound.arms.append(arm)
            for name in signatures.captures(case.pattern):
                self.binder.bind(name, s.Opaque("pattern"), arm, self.next())
            if case.guard is not None:
                self.scan(case.guard, arm)
            self.body(case.body, arm)
            wildcard = isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None
            compound.exhaustive = compound.exhaustive or (wildcard and case.guard is None)

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, block: s.Block) -> None:
        for expression in (*node.decorator_list, *signatures.defaults(node.args)):
            self.scan(expression, block)
        scope = s.Scope(s.ScopeKind.FUNCTION, node.name, node, block, self.next())
        self.open(scope, node.args, node.body)
        self.binder.bind(node.name, s.Defined(scope), block, scope.point)

    def open(self, scope: s.Scope, arguments: ast.arguments, body: list[ast.stmt] | ast.expr) -> None:
        self.scopes.append(scope)
        names = signatures.parameters(arguments)
        self.binder.aliases.update(names)
        for name in names:
            self.binder.bind(name, s.Parameter(name), scope.body, scope.point)
        self.pending.append((scope, body))

    def class_body(self, node: ast.ClassDef, block: s.Block) -> None:
        for expression in (*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)):
            self.scan(expression, block)
        scope = s.Scope(s.ScopeKind.CLASS, node.name, node, block, self.next())
        self.scopes.append(scope)
        self.binder.bind(node.name, s.Defined(scope), block, scope.point)
        block.events.append(scope)
        loops, self.loops = self.loops, []
        self.body(node.body, scope.body)
        self.loops = loops

    def imports(self, node: ast.Import, block: s.Block) -> None:
        for alias in node.names:
            if alias.asname:
                self.binder.bind(alias.asname, s.Imported(alias.name), block, self.next())
            else:
                root = alias.name.partition(".")[0]
                self.binder.bind(root, s.Imported(root), block, self.next())

    def import_from(self, node: ast.ImportFrom, block: s.Block) -> None:
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            if alias.name == "*":
                block.scope.stars.append(module)
                continue
            name = alias.asname or alias.name
            if name != alias.name:
                self.binder.aliases.add(name)
            self.binder.bind(name, s.Imported(f"{module}.{alias.name}"), block, self.next())

    def returned(self, node: ast.Return, block: s.Block) -> None:
        if node.value is not None:
            self.scan(node.value, block)
        block.scope.returns.append(s.Return(node.value, block, self.next()))

    def deletion(self, node: ast.Delete, block: s.Block) -> None:
        for target in node.targets:
            self.binder.target(target, lambda _: s.Opaque("deleted"), block, self.next())

    def global_names(self, node: ast.Global, block: s.Block) -> None:
        block.scope.globals.update(node.names)

    def nonlocal_names(self, node: ast.Nonlocal, block: s.Block) -> None:
        block.scope.nonlocals.update(node.names)

    # expressions

    def scan(self, root: ast.AST, block: s.Block) -> None:
        """Record the calls, lambdas, comprehensions and walruses of an expression, inner ones first."""
        found = noted(root)
        if not found:
            return
        point = self.next()
        for node in reversed(found):
            if isinstance(node, ast.Call):
                event = s.CallEvent(node, block, point)
                block.events.append(event)
                if isinstance(node.func, ast.Attribute) and node.func.attr in _UPDATES:
                    self.changing.append(node)
                self.calls.setdefault(s.last_name(node.func), []).append(event)
            elif isinstance(node, ast.NamedExpr):
                self.binder.bind(node.target.id, s.Assigned(node.value), block, point)
            elif isinstance(node, ast.Yield | ast.YieldFrom):
                block.scope.yields.append(s.Return(node, block, point))
                block.events.append(s.YieldEvent(point))
            elif isinstance(node, ast.Lambda):
                for default in signatures.defaults(node.args):
                    self.scan(default, block)
                self.open(s.Scope(s.ScopeKind.LAMBDA, "<lambda>", node, block, point), node.args, node.body)
            else:
                self.comprehension(node, block, point)  # type: ignore[arg-type]

    def comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, block: s.Block, point: int
    ) -> None:
        scope = s.Scope(s.ScopeKind.COMPREHENSION, "", node, block, point)
        self.scopes.append(scope)
        loop = s.Compound(s.CompoundKind.LOOP, node, block, point)
        scope.body.owner = None
        block.events.append(loop)
        loop.arms.append(scope.body)
        for number, generator in enumerate(node.generators):
            self.scan(generator.iter, scope.body if number else block)
            iterable = generator.iter
            self.binder.target(
                generator.target,
                lambda unpack, iterable=iterable: s.Looped(iterable, unpack),  # type: ignore[misc]
                scope.body,
                self.next(),
            )
            for condition in generator.ifs:
                self.scan(condition, scope.body)
        elements = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
        before = len(self.changing)
        for element in elements:
            self.scan(element, scope.body)
        self.forget(block, before)
