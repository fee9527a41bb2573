"""Figures and images: matplotlib, pillow, opencv, imageio."""

from __future__ import annotations

from programs import Program

FIGURES = (
    Program(
        "curves of a training",
        """\
import os
import matplotlib.pyplot as plt

FIGS = "figures"
os.makedirs(FIGS, exist_ok=True)
for name, values in {"loss": [3, 2, 1], "acc": [0.1, 0.2, 0.3]}.items():
    fig, ax = plt.subplots()
    ax.plot(values)
    ax.set_title(name)
    fig.savefig(os.path.join(FIGS, name + ".png"), dpi=40)
    plt.close(fig)
print(sorted(os.listdir(FIGS)))
""",
        loads='from PIL import Image\nprint(Image.open(f"{ROOT}/figures/loss.png").format)\n',
    ),
    Program(
        "figure without a suffix",
        """\
import os
import matplotlib.pyplot as plt

plt.plot([1, 2])
plt.savefig("plot")
plt.savefig("plot.svg")
print(os.path.exists("plot.png"), os.path.exists("plot.svg"))
""",
        loads='from PIL import Image\nprint(Image.open(f"{ROOT}/plot.png").size)\n',
        varies=frozenset({"*.svg"}),
    ),
    Program(
        "samples of a generator, one image an epoch",
        """\
from PIL import Image
import os

SAMPLES = "samples"
if not os.path.exists(SAMPLES):
    os.mkdir(SAMPLES)
for epoch in range(3):
    Image.new("RGB", (4, 4), (epoch, 0, 0)).save(f"{SAMPLES}/epoch_{epoch}.png")
frames = [Image.open(f"{SAMPLES}/epoch_{epoch}.png") for epoch in range(3)]
frames[0].save("progress.gif", save_all=True, append_images=frames[1:])
print(Image.open("progress.gif").n_frames)
""",
        loads='from PIL import Image\nprint(Image.open(f"{ROOT}/samples/epoch_2.png").getpixel((0, 0)))\n',
    ),
    Program(
        "resized copies of what is there",
        """\
import os
from PIL import Image

os.makedirs("thumbs", exist_ok=True)
for name in sorted(os.listdir("images")):
    image = Image.new("L", (2, 2), len(open(os.path.join("images", name)).read()))
    image.save(os.path.join("thumbs", os.path.splitext(name)[0] + ".png"))
print(sorted(os.listdir("thumbs")), sorted(os.listdir("images")))
""",
        inputs={"images/a.txt": "a", "images/b.txt": "bb"},
        loads='from PIL import Image\nprint(Image.open(f"{ROOT}/thumbs/b.png").getpixel((1, 1)))\n',
    ),
    Program(
        "cv2 says nothing when it fails",
        """\
import cv2
import numpy as np
import os

out_dir = "masks"
os.makedirs(out_dir, exist_ok=True)
ok = [cv2.imwrite(out_dir + "/%02d.png" % n, np.full((2, 2), n, np.uint8)) for n in range(2)]
print(ok, cv2.imread(out_dir + "/01.png", cv2.IMREAD_GRAYSCALE).tolist())
""",
        loads='import cv2\nprint(cv2.imread(f"{ROOT}/masks/01.png", 0).sum())\n',
    ),
    Program(
        "plt.imsave and imageio",
        """\
import imageio.v2 as imageio
import matplotlib.pyplot as plt
import numpy as np

image = np.zeros((2, 2, 3), np.uint8)
plt.imsave("a.png", image)
imageio.imwrite("b.png", image)
print(imageio.imread("b.png").shape, plt.imread("a.png").shape)
""",
        loads='import imageio.v2 as i\nprint(i.imread(f"{ROOT}/b.png").sum())\n',
    ),
    Program(
        "confusion matrix from a function with a default",
        """\
import matplotlib.pyplot as plt

def plot_matrix(matrix, title="Confusion", save_to="confusion.png"):
    plt.figure(figsize=(2, 2))
    plt.title(title)
    plt.imshow(matrix)
    plt.savefig(save_to, bbox_inches="tight")
    plt.close()

plot_matrix([[1, 0], [0, 1]])
plot_matrix([[2, 0], [0, 2]], title="Second", save_to="second.png")
import os
print(os.path.getsize("confusion.png") > 0, os.path.getsize("second.png") > 0)
""",
        loads='from PIL import Image\nprint(Image.open(f"{ROOT}/second.png").format)\n',
    ),
    Program(
        "figure by its path's parts",
        """\
from pathlib import Path
import matplotlib.pyplot as plt

base = Path("plots/base.txt")
base.parent.mkdir(exist_ok=True)
base.write_text("x")
fig = plt.figure()
fig.savefig(base.with_suffix(".pdf"))
fig.savefig(base.with_name("other.png"))
fig.savefig(base.parent / "deep.jpg")
print(sorted(p.name for p in Path("plots").iterdir()))
""",
        loads='from PIL import Image\nprint(Image.open(f"{ROOT}/plots/deep.jpg").format)\n',
        varies=frozenset({"*.pdf"}),
    ),
    Program(
        "archive of figures",
        """\
import os
import shutil
import matplotlib.pyplot as plt

os.makedirs("figs/sub", exist_ok=True)
plt.plot([1])
plt.savefig("figs/one.png")
plt.savefig("figs/sub/two.png")
archive = shutil.make_archive("figs", "zip", root_dir="figs")
print(os.path.basename(archive))
""",
        loads='import zipfile\nprint(sorted(zipfile.ZipFile(f"{ROOT}/figs.zip").namelist()))\n',
    ),
    Program(
        "archive below a base directory",
        """\
import os
import shutil

os.makedirs("deliver/parts", exist_ok=True)
for n in range(2):
    with open(f"deliver/parts/{n}.txt", "w") as f:
        f.write(str(n))
path = shutil.make_archive("bundle", "gztar", "deliver", "parts")
print(os.path.basename(path), os.path.exists("bundle.tar.gz"))
shutil.unpack_archive("bundle.tar.gz", "unpacked")
print(sorted(os.listdir("unpacked/parts")))
""",
        loads='import tarfile\nprint(sorted(tarfile.open(f"{ROOT}/bundle.tar.gz").getnames()))\n',
        varies=frozenset({"*.tar.gz"}),
    ),
)
