"""What a deletion in a loop deletes: what this round has written, or what is left of an earlier one."""

from __future__ import annotations

import pytest
from fates import fates

LOST = {
    "all but the best": """
        best = None
        for epoch in range(9):
            path = f'{epoch}.pth'
            torch.save(m, path)
            if best:
                os.remove(best)
            best = path
        """,
    "all but the best, if it is better": """
        best, score = None, 0
        for epoch in range(9):
            if train() > score:
                path = f'{epoch}.pth'
                torch.save(m, path)
                if best is not None and os.path.exists(best):
                    os.remove(best)
                best = path
        """,
    "all but the best, by rm": """
        best = None
        for epoch in range(9):
            path = f'{epoch}.pth'
            torch.save(m, path)
            if best:
                !rm {best}
            best = path
        """,
    "all but the best, by os.system": """
        best = None
        for epoch in range(9):
            path = f'{epoch}.pth'
            torch.save(m, path)
            if best:
                os.system(f'rm {best}')
            best = path
        """,
    "all but the best, by pathlib": """
        best = None
        for epoch in range(9):
            path = Path('out') / f'{epoch}.pth'
            torch.save(m, path)
            if best:
                best.unlink()
            best = path
        """,
    "all but the best of a few": """
        best = None
        for name in ['a', 'b', 'c']:
            path = f'{name}.pth'
            torch.save(m, path)
            if best:
                os.remove(best)
            best = path
        """,
    "all but the best, by another name": """
        best = None
        for epoch in range(9):
            path = f'{epoch}.pth'
            torch.save(m, path)
            old = best
            if old:
                os.remove(os.path.join('.', old))
            best = path
        """,
    "all but the best, by its number": """
        best = None
        for epoch in range(9):
            torch.save(m, f'{epoch}.pth')
            if best is not None:
                os.remove(f'{best}.pth')
            best = epoch
        """,
    "all but the best, in a helper": """
        def discard(path):
            if os.path.exists(path):
                os.remove(path)
        best = None
        for epoch in range(9):
            path = f'{epoch}.pth'
            torch.save(m, path)
            if best:
                discard(best)
            best = path
        """,
    "all but the best, of a dictionary": """
        state = {'best': None}
        for epoch in range(9):
            path = f'{epoch}.pth'
            torch.save(m, path)
            if state['best']:
                os.remove(state['best'])
            state['best'] = path
        """,
    "all but the best, of an object": """
        class Saver:
            def __init__(self):
                self.best = None
            def save(self, epoch):
                path = f'{epoch}.pth'
                torch.save(m, path)
                if self.best:
                    os.remove(self.best)
                self.best = path
        saver = Saver()
        for epoch in range(9):
            saver.save(epoch)
        """,
    "all but the best, of an object of somebody else's": """
        class Saver(Callback):
            last = None
            def on_epoch_end(self, epoch, logs):
                path = f'out/{epoch}.pth'
                torch.save(m, path)
                if self.last is not None:
                    os.remove(self.last)
                self.last = path
        fit(Saver())
        """,
    "all but the best, of a global name": """
        last = None
        def save(epoch):
            global last
            path = f'{epoch}.pth'
            torch.save(m, path)
            if last:
                os.remove(last)
            last = path
        for epoch in range(9):
            save(epoch)
        """,
    "all but the last ones": """
        saved = []
        for epoch in range(9):
            path = f'{epoch}.pth'
            torch.save(m, path)
            saved.append(path)
            if len(saved) > 3:
                os.remove(saved.pop(0))
        """,
    "all but the last ones, taken first": """
        saved = []
        for epoch in range(9):
            path = f'{epoch}.pth'
            torch.save(m, path)
            saved.append(path)
            while len(saved) > 3:
                old = saved.pop(0)
                os.remove(old)
        """,
    "all but the best, and the one before": """
        def main():
            best = ''; old = ''
            for epoch in range(9):
                name = os.path.join('out', 'epoch{}.pth'.format(epoch))
                torch.save(m, name)
                if is_best and len(best) > 0 and os.path.exists(best):
                    os.remove(best)
                if len(old) > 0 and os.path.exists(old):
                    os.remove(old)
                if not is_best:
                    old = name
                else:
                    best = name
        main()
        """,
    "all but the last ones, as a new list": """
        saved = []
        for epoch in range(9):
            path = f'{epoch}.pth'
            torch.save(m, path)
            saved = saved + [path]
            if len(saved) > 3:
                os.remove(saved[0])
                saved = saved[1:]
        """,
    "all but the last ones, extended": """
        saved = []
        for epoch in range(9):
            path = f'{epoch}.pth'
            torch.save(m, path)
            saved += [path]
            for old in sorted(saved)[:-3]:
                os.remove(old)
        """,
    "all but the last ones, of a deque": """
        from collections import deque
        saved = deque()
        for epoch in range(9):
            path = f'{epoch}.pth'
            torch.save(m, path)
            saved.append(path)
            if len(saved) > 3:
                os.remove(saved.popleft())
        """,
    "all but the last ones, of an object": """
        class Saver:
            def __init__(self):
                self.saved = []
            def save(self, epoch):
                path = f'{epoch}.pth'
                torch.save(m, path)
                self.saved.append(path)
                if len(self.saved) > 3:
                    os.remove(self.saved.pop(0))
        saver = Saver()
        for epoch in range(9):
            saver.save(epoch)
        """,
    "all but the last ones, one by one": """
        saved = []
        for epoch in range(9):
            path = f'{epoch}.pth'
            torch.save(m, path)
            saved.append(path)
            for old in saved[:-3]:
                os.remove(old)
        """,
    "all but the last ones, behind the loop": """
        saved = []
        for epoch in range(9):
            path = f'{epoch}.pth'
            torch.save(m, path)
            saved.append(path)
        for old in saved[:-3]:
            os.remove(old)
        """,
    "the last one, behind the loop": """
        for epoch in range(9):
            path = f'{epoch}.pth'
            torch.save(m, path)
        os.remove(path)
        """,
    "all but the best, behind the loop": """
        for epoch in range(9):
            torch.save(m, f'{epoch}.pth')
        for path in glob.glob('*.pth'):
            if path != best:
                os.remove(path)
        """,
    "all but the best, passed over": """
        for epoch in range(9):
            torch.save(m, f'{epoch}.pth')
        for path in glob.glob('*.pth'):
            if path == best:
                continue
            os.remove(path)
        """,
    "all but the last ones that are listed": """
        for epoch in range(9):
            torch.save(m, f'{epoch}.pth')
        for path in sorted(glob.glob('*.pth'))[:-1]:
            os.remove(path)
        """,
}


@pytest.mark.parametrize("cells", LOST.values(), ids=LOST.keys())
def test_what_is_left_of_the_last_round_is_lost(cells: str) -> None:
    assert fates(cells) == "relative"


DELETED = {
    "at the end of the round": """
        for n in range(9):
            path = f'{n}.png'
            open(path, 'w')
            os.remove(path)
        """,
    "by the same expression": """
        for n in range(9):
            open(f'{n}.png', 'w')
            os.remove(f'{n}.png')
        """,
    "however the round ends": """
        for n in range(9):
            try:
                path = f'{n}.png'
                open(path, 'w')
            finally:
                os.remove(path)
        """,
    "if it was written": """
        for n in range(9):
            if n % 2:
                path = f'{n}.png'
                open(path, 'w')
            if n % 2:
                os.remove(path)
        """,
    "in a helper": """
        def discard(path):
            if os.path.exists(path):
                os.remove(path)
        for n in range(9):
            path = f'{n}.png'
            open(path, 'w')
            discard(path)
        """,
    "in a helper, with something of an earlier round": """
        def discard(path, before):
            os.remove(path)
        last = None
        for n in range(9):
            path = f'{n}.png'
            open(path, 'w')
            discard(path, last)
            last = path
        """,
    "all that the round has gathered": """
        for n in range(9):
            files = []
            for m in range(9):
                path = f'{n}_{m}.png'
                open(path, 'w')
                files.append(path)
            for path in files:
                os.remove(path)
        """,
    "all that was gathered, which is cleared": """
        files = []
        for n in range(9):
            for m in range(9):
                path = f'{n}_{m}.png'
                open(path, 'w')
                files.append(path)
            for path in files:
                os.remove(path)
            files = []
        """,
    "all that was gathered, behind the loop": """
        files = []
        for n in range(9):
            path = f'{n}.png'
            open(path, 'w')
            files.append(path)
        for path in files:
            os.remove(path)
        """,
    "all that was gathered, taken out one by one": """
        files = []
        for n in range(9):
            path = f'{n}.png'
            open(path, 'w')
            files.append(path)
        while files:
            os.remove(files.pop())
        """,
    "of a number that is counted": """
        n = 0
        while n < 9:
            path = f'out/{n}.png'
            open(path, 'w')
            n += 1
            os.remove(path)
        """,
    "of something that goes on by itself": """
        node = first
        while node is not None:
            open(f'out/{node.name}.png', 'w')
            os.remove(f'out/{node.name}.png')
            node = node.next
        """,
    "of something that is worked out anew": """
        state = start()
        while True:
            state = step(state)
            path = f'out/{state.name}.png'
            open(path, 'w')
            os.remove(path)
        """,
    "of something that is read ahead": """
        name = next(names)
        while name:
            open(f'out/{name}.png', 'w')
            os.remove(f'out/{name}.png')
            name = next(names)
        """,
    "whatever is there, one by one": """
        saved = []
        for n in range(9):
            path = f'{n}.png'
            open(path, 'w')
            saved.append(path)
        while len(saved) > 0:
            old = saved.pop(0)
            os.remove(old)
        """,
    "all that is listed": """
        for n in range(9):
            open(f'out/{n}.png', 'w')
        for path in glob.glob('out/*.png'):
            os.remove(path)
        """,
    "all that is listed, in order": """
        for n in range(9):
            open(f'out/{n}.png', 'w')
        for name in sorted(os.listdir('out')):
            path = os.path.join('out', name)
            if os.path.isfile(path):
                os.remove(path)
        """,
    "all that is listed, by pathlib": """
        for n in range(9):
            open(f'out/{n}.png', 'w')
        for path in Path('out').glob('*.png'):
            path.unlink()
        """,
    "behind the loop, of a name that each round has": """
        for n in range(9):
            path = f'out/{run}.png'
            open(path, 'w')
        os.remove(path)
        """,
    "of an object, in another method": """
        class Frames:
            def write(self, n):
                self.path = f'{n}.png'
                open(self.path, 'w')
            def discard(self):
                os.remove(self.path)
        frames = Frames()
        for n in range(9):
            frames.write(n)
            frames.discard()
        """,
    "of an object, in the same method": """
        class Frames:
            def write(self, n):
                self.path = f'{n}.png'
                open(self.path, 'w')
                os.remove(self.path)
        frames = Frames()
        for n in range(9):
            frames.write(n)
        """,
}


@pytest.mark.parametrize("cells", DELETED.values(), ids=DELETED.keys())
def test_what_the_same_round_has_written_is_deleted(cells: str) -> None:
    assert fates(cells) == "deleted"
