from __future__ import annotations

import ast
from collections.abc import Sequence

import pytest

from flake8_persist.analysis.access import Access, Mount, Program, Target
from flake8_persist.analysis.text import Hole, Literal, Origin, Text, concat, text
from flake8_persist.catalog.model import Api, Artifact, Direction, Kind, Shape
from flake8_persist.environments.model import Storage
from flake8_persist.environments.registry import environment
from flake8_persist.rules.judge import judge
from flake8_persist.rules.model import Finding

COLAB = environment("colab")
RELATIVE, EPHEMERAL, DEFAULT = Storage.RELATIVE, Storage.EPHEMERAL, Storage.DEFAULT
KEPT, UNMOUNTED, READONLY = Storage.PERSISTENT, Storage.UNMOUNTED, Storage.READONLY
API = Api(
    "torch.save", Kind.FUNCTION, "f", 1, None, None, Artifact.CHECKPOINT, Direction.WRITE, Shape.FILE, False, True
)


def call(line: int, column: int = 0) -> ast.Call:
    node = ast.parse(" " * column + "f(x)" if not column else f"if 1:\n{' ' * column}f(x)")
    found = next(child for child in ast.walk(node) if isinstance(child, ast.Call))
    return ast.increment_lineno(found, line - found.lineno)


def target(path: str, storage: Storage, callers: Sequence[int] = (), directory: str = "/content") -> Target:
    """``{}`` in the path is a hole."""
    pieces: list[Literal | Hole] = []
    for number, part in enumerate(path.split("{}")):
        pieces += [Hole("n")] if number else []
        pieces += [Literal(part, None)] if part else []
    written = Text(tuple(pieces))
    absolute = written if path.startswith("/") else concat(text(f"{directory}/"), written)
    return Target(written, absolute, storage, tuple(callers))


def chosen(path: str, line: int, rest: str = "", storage: Storage = RELATIVE) -> Target:
    """A target whose path was decided by a literal on ``line``."""
    node = ast.Constant(path, lineno=line, col_offset=7, end_lineno=line, end_col_offset=9 + len(path))
    written = concat(Text((Literal(path, Origin(node, node, 0, len(path))),)), text(rest))
    return Target(written, concat(text("/content/"), written), storage)


def write(
    *targets: Target,
    artifact: Artifact = Artifact.CHECKPOINT,
    name: str = "torch.save",
    node: ast.Call | None = None,
    direction: Direction = Direction.WRITE,
    order: int = 5,
    kept_by: tuple[int, ...] = (),
    deleted_by: tuple[int, ...] = (),
) -> Access:
    return Access(
        API, name, direction, artifact, node or call(9), None, targets, order, kept_by=kept_by, deleted_by=deleted_by
    )


def mount(point: str | None, line: int = 2, order: int = 1) -> Mount:
    return Mount(point, call(line), order, False)


def findings(*accesses: Access, mounts: Sequence[Mount] = ()) -> list[Finding]:
    return judge(Program(accesses, tuple(mounts)), COLAB)


def codes(*accesses: Access, mounts: Sequence[Mount] = ()) -> list[str]:
    return [finding.code for finding in findings(*accesses, mounts=mounts)]


def message(access: Access, mounts: Sequence[Mount] = ()) -> str:
    (finding,) = findings(access, mounts=mounts)
    return finding.message


@pytest.mark.parametrize(
    ("artifact", "tens"), [(Artifact.CHECKPOINT, 0), (Artifact.DATA, 1), (Artifact.LOG, 2), (Artifact.FIGURE, 3)]
)
@pytest.mark.parametrize(
    ("targets", "units"),
    [
        ([target("a", RELATIVE)], 1),
        ([target("/content/a", EPHEMERAL)], 2),
        ([target("runs/", DEFAULT)], 3),
        ([target("a", RELATIVE), target("/tmp/a", EPHEMERAL)], 1),
        ([target("/tmp/a", EPHEMERAL), target("a", RELATIVE)], 2),
        ([target("a", RELATIVE), target("/content/drive/MyDrive/a", KEPT)], 4),
        ([target("/content/drive/MyDrive/a", KEPT), target("/tmp/a", EPHEMERAL)], 4),
        ([target("a", RELATIVE), target("{}", Storage.UNKNOWN)], 4),
        ([target("a", RELATIVE), target("s3://a", Storage.REMOTE)], 4),
        ([target("a", RELATIVE), target("", Storage.MEMORY)], 4),
    ],
)
def test_the_code_tells_what_is_lost_and_why(artifact: Artifact, tens: int, targets: list[Target], units: int) -> None:
    assert codes(write(*targets, artifact=artifact)) == [f"PST1{tens}{units}"]


@pytest.mark.parametrize(
    "access",
    [
        write(target("/content/drive/MyDrive/a", KEPT)),
        write(target("s3://bucket/a", Storage.REMOTE)),
        write(target("", Storage.MEMORY)),
        write(target("{}", Storage.UNKNOWN)),
        write(),
        write(target("a", RELATIVE), artifact=Artifact.CACHE),
        write(target("a", RELATIVE), artifact=Artifact.DIR),
        write(target("a", RELATIVE), direction=Direction.READ),
        write(target("a", RELATIVE), direction=Direction.DELETE),
        write(target("a", RELATIVE), direction=Direction.EXISTS),
        write(target("a", RELATIVE), kept_by=(12,)),
        write(target("a", RELATIVE), deleted_by=(12,)),
    ],
)
def test_what_is_kept_or_no_loss_is_not_reported(access: Access) -> None:
    assert codes(access) == []


def test_a_default_place_loses_the_most_serious_of_its_artifacts_once() -> None:
    node = call(9)
    artifacts = [Artifact.LOG, Artifact.FIGURE, Artifact.DATA, Artifact.CHECKPOINT]
    accesses = [write(target(f"{one.value}/", DEFAULT), artifact=one, node=node) for one in artifacts]

    assert codes(*accesses) == ["PST103"]
    assert codes(*accesses[:3]) == ["PST113"]
    assert codes(*accesses[:2]) == ["PST133"]


def test_two_paths_of_one_call_are_two_findings() -> None:
    node = call(9)
    results = write(target("results", RELATIVE), node=node)
    logs = write(target("logs", RELATIVE), artifact=Artifact.LOG, node=node)

    assert codes(results, logs) == ["PST101", "PST121"]


def test_one_path_of_a_call_is_one_finding() -> None:
    node = call(9)
    accesses = [write(target("a", RELATIVE), artifact=one, node=node) for one in (Artifact.LOG, Artifact.DATA)]

    assert codes(*accesses) == ["PST111"]


def test_findings_come_by_position() -> None:
    assert codes(
        write(target("a", RELATIVE), node=call(20)),
        write(target("a", RELATIVE), node=call(3, column=4), artifact=Artifact.LOG),
        write(target("a", RELATIVE), node=call(3), artifact=Artifact.DATA),
    ) == ["PST111", "PST121", "PST101"]


DRIVE, GDRIVE = "/content/drive/MyDrive/run", "/content/gdrive/MyDrive/run"


@pytest.mark.parametrize(
    ("access", "mounts", "expected"),
    [
        (write(target(DRIVE, UNMOUNTED)), [], ["PST201"]),
        (write(target(f"{DRIVE}_{{}}", UNMOUNTED)), [], ["PST201"]),
        (write(target(DRIVE, UNMOUNTED), artifact=Artifact.DIR), [], []),
        (write(target(DRIVE, UNMOUNTED), artifact=Artifact.CACHE), [], []),
        (write(target(DRIVE, UNMOUNTED)), [mount("/content/drive", order=8)], ["PST202"]),
        (write(target(DRIVE, UNMOUNTED), artifact=Artifact.DIR), [mount("/content/drive", order=8)], ["PST202"]),
        (write(target(DRIVE, UNMOUNTED)), [mount("/content/gdrive")], ["PST203"]),
        (write(target(GDRIVE, UNMOUNTED)), [mount("/content/drive", order=8)], ["PST203"]),
        (write(target(GDRIVE, UNMOUNTED), artifact=Artifact.DIR), [mount("/content/drive")], []),
        (write(target(DRIVE, UNMOUNTED)), [mount("/content/gdrive"), mount("/content/drive", order=8)], ["PST202"]),
        (write(target(DRIVE, UNMOUNTED)), [mount(None)], []),
        (write(target(DRIVE, UNMOUNTED)), [mount("/content/drive", order=1)], []),
        (write(target("/content/drive/a", READONLY)), [mount("/content/drive")], ["PST204"]),
        (write(target("/content/drive/a", READONLY), artifact=Artifact.DIR), [mount("/content/drive")], []),
        (write(target(DRIVE, READONLY)), [mount("/content/drive")], []),
        (write(target("/kaggle/input/a", READONLY)), [], []),
    ],
)
def test_storage_that_is_not_there(access: Access, mounts: list[Mount], expected: list[str]) -> None:
    assert codes(access, mounts=mounts) == expected


@pytest.mark.parametrize(
    "access",
    [write(target(DRIVE, UNMOUNTED), kept_by=(12,)), write(target(DRIVE, UNMOUNTED), deleted_by=(12,))],
)
def test_a_file_that_is_kept_or_deleted_later_is_not_missed(access: Access) -> None:
    assert codes(access) == []


def test_a_fault_of_the_storage_is_reported_beside_a_loss() -> None:
    assert codes(write(target("a", RELATIVE), target(DRIVE, UNMOUNTED))) == ["PST104", "PST201"]


@pytest.mark.parametrize(
    ("access", "expected"),
    [
        (
            write(target("ckpt/epoch_{}.pth", RELATIVE)),
            "torch.save writes a checkpoint to 'ckpt/epoch_{…}.pth', relative to /content: lost when the session ends; "
            "write under /content/drive/MyDrive",
        ),
        (
            write(chosen("ckpt", 3, "/a.pth")),
            "torch.save writes a checkpoint to 'ckpt/a.pth' (directory set on line 3), relative to /content: "
            "lost when the session ends; write under /content/drive/MyDrive",
        ),
        (
            write(chosen("a.csv", 3), artifact=Artifact.DATA, name="pandas.DataFrame.to_csv"),
            "pandas.DataFrame.to_csv writes data to 'a.csv' (path set on line 3), relative to /content: "
            "lost when the session ends; write under /content/drive/MyDrive",
        ),
        (
            write(target("a.csv", RELATIVE, directory="/content/sub"), artifact=Artifact.DATA, name="open"),
            "open writes data to 'a.csv', relative to /content/sub: lost when the session ends; "
            "write under /content/drive/MyDrive",
        ),
        (
            write(target("/tmp/a.png", EPHEMERAL), artifact=Artifact.FIGURE, name="savefig"),
            "savefig writes a figure to '/tmp/a.png', on the machine's own disk: lost when the session ends; "
            "write under /content/drive/MyDrive",
        ),
        (
            write(target("runs/", DEFAULT), artifact=Artifact.LOG, name="SummaryWriter"),
            "SummaryWriter writes a log to its default place 'runs/…', relative to /content: "
            "lost when the session ends; write under /content/drive/MyDrive",
        ),
        (
            write(target("", DEFAULT), artifact=Artifact.LOG, name="Logger"),
            "Logger writes a log to its default place, relative to /content: lost when the session ends; "
            "write under /content/drive/MyDrive",
        ),
        (
            write(target("a", RELATIVE), target(DRIVE, KEPT)),
            "torch.save writes a checkpoint to 'a', relative to /content, on some branch: lost when the session ends; "
            "write under /content/drive/MyDrive",
        ),
        (
            write(target("a", RELATIVE, [20]), target("b", RELATIVE, [31]), target(DRIVE, KEPT, [40])),
            "torch.save writes a checkpoint to 'a', relative to /content, for the calls on lines 20 and 31: "
            "lost when the session ends; write under /content/drive/MyDrive",
        ),
        (
            write(target("a", RELATIVE, [7, 20]), target(DRIVE, KEPT, [7, 40])),
            "torch.save writes a checkpoint to 'a', relative to /content, for the call on line 20: "
            "lost when the session ends; write under /content/drive/MyDrive",
        ),
    ],
)
def test_the_message_of_a_loss(access: Access, expected: str) -> None:
    assert message(access) == expected


@pytest.mark.parametrize(
    ("access", "mounts", "expected"),
    [
        (
            write(target(DRIVE, UNMOUNTED)),
            [],
            "but nothing in this file mounts /content/drive: lost when the session ends; "
            'call drive.mount("/content/drive") first',
        ),
        (
            write(target(DRIVE, UNMOUNTED)),
            [mount("/content/drive", line=30, order=8)],
            "before /content/drive is mounted on line 30: it stays on the machine's own disk, "
            "and the mount may fail or do nothing; mount first",
        ),
        (
            write(target(DRIVE, UNMOUNTED)),
            [mount("/content/gdrive")],
            "but Drive is mounted at /content/gdrive (line 2), not at /content/drive: lost when the session ends; "
            "write under /content/gdrive/MyDrive",
        ),
        (
            write(target("/content/drive/run", READONLY)),
            [mount("/content/drive")],
            "beside the folders of the Drive at /content/drive: the write fails; write under /content/drive/MyDrive",
        ),
    ],
)
def test_the_message_of_a_fault(access: Access, mounts: list[Mount], expected: str) -> None:
    assert message(access, mounts) == f"torch.save writes a checkpoint to '{access.targets[0].text.show()}', {expected}"


def test_the_message_of_a_directory_made_before_the_mount() -> None:
    access = write(target(DRIVE, UNMOUNTED), artifact=Artifact.DIR, name="os.makedirs")
    assert message(access, [mount("/content/drive", order=8)]).startswith(
        "os.makedirs creates the directory '/content/drive/MyDrive/run', before /content/drive is mounted on line 2: "
    )


def test_advice_follows_the_mount_point_in_use() -> None:
    assert message(write(target("a", RELATIVE)), [mount("/content/gdrive")]).endswith(
        "; write under /content/gdrive/MyDrive"
    )


def test_advice_follows_the_root_that_the_user_set() -> None:
    (finding,) = judge(Program((write(target("a", RELATIVE)),)), COLAB, root="/mnt/shared")
    assert finding.help == "write under /mnt/shared"


def test_advice_on_a_platform_without_a_usual_place() -> None:
    (finding,) = judge(Program((write(target("/tmp/a", EPHEMERAL)),)), environment("databricks"))
    assert finding.help == "write to storage that is kept"


def test_many_callers_are_not_all_named() -> None:
    losers = [target("a", RELATIVE, [line]) for line in range(10, 17)]
    assert ", for the calls on lines 10, 11, 12, 13 and 3 more: " in message(write(*losers, target(DRIVE, KEPT, [40])))


def test_a_path_that_climbs_out_is_relative_to_the_working_directory() -> None:
    climbing = Target(text("../a"), text("/a"), RELATIVE)
    assert "'../a', relative to the working directory: " in message(write(climbing))


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("a\nb", r"'a\nb'"),
        ("a\x1b[31mb", r"'a\x1b[31mb'"),
        ("a\ud800b", r"'a\ud800b'"),
        ("größe.pth", "'größe.pth'"),
        ("a" * 100 + "/model.pth", "'" + "a" * 29 + "…" + "a" * 20 + "/model.pth'"),
    ],
)
def test_paths_are_shown_short_and_without_control_characters(path: str, shown: str) -> None:
    assert f" to {shown}, " in message(write(target(path, RELATIVE)))


def test_a_finding_tells_where_the_path_was_decided() -> None:
    lines = ["import torch", "", '  CKPT = "checkpoints"']
    (finding,) = judge(Program((write(chosen("checkpoints", 3, "/a.pth")),)), COLAB, lines=lines)
    assert finding.origin is not None
    assert (finding.origin.line, finding.origin.column) == (3, 7)
    assert finding.note == 'the directory was chosen on line 3: CKPT = "checkpoints"'


def test_a_path_that_is_decided_in_the_call_needs_no_note() -> None:
    (finding,) = judge(Program((write(chosen("a.pth", 9)),)), COLAB, lines=["x"] * 9)
    assert finding.origin is None
    assert finding.note is None


def test_a_finding_carries_what_reports_need() -> None:
    kept, lost = write(target(DRIVE, KEPT)), write(target("ckpt/{}.pth", RELATIVE), node=call(7, column=4))
    (finding,) = findings(kept, lost)
    assert (finding.span.line, finding.span.column) == (7, 4)
    assert (finding.artifact, finding.storage, finding.path) == ("checkpoint", "relative", "ckpt/{…}.pth")
    assert finding.access == 1
    assert finding.message.endswith(f"; {finding.help}")


def test_unknown_parts_that_follow_each_other_are_shown_as_one() -> None:
    (found,) = findings(write(target("run_{}{}{}_{}/model.pth", RELATIVE)))
    assert found.path == "run_{…}_{…}/model.pth"
    assert " to 'run_{…}_{…}/model.pth', relative to /content: " in found.message


def test_a_live_database_is_rather_copied_to_a_drive_that_is_mounted() -> None:
    database = write(target("study.db", RELATIVE), artifact=Artifact.DATA, name="sqlite3.connect")
    database = database._replace(api=API._replace(moves=False))
    (found,) = findings(database)
    assert found.help == "copy it to /content/drive/MyDrive after each commit, or move it there"
    (elsewhere,) = judge(Program((database,), ()), environment("binder"), root="/home/jovyan/kept")
    assert elsewhere.help == "write under /home/jovyan/kept"
