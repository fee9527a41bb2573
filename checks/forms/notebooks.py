"""Notebooks as people write them, each a list of cells; a cell that begins with ``#:`` is text."""

from __future__ import annotations

SEGMENTATION = [
    "#: # Leaf segmentation\n\n![a leaf](leaf.png)\n%cd is explained below",
    "!pip install -q albumentations\n%cd /content",
    "import os\nimport torch\nfrom torch import nn\n\nOUT = 'runs/leaf'\nos.makedirs(OUT, exist_ok=True)",
    "%%time\nmodel = nn.Conv2d(3, 1, 3)\nfor epoch in range(3):\n    loss = model(torch.rand(1, 3, 8, 8)).mean()\n"
    "    torch.save(model.state_dict(), f'{OUT}/leaf_{epoch}.pt')",
    "import matplotlib.pyplot as plt\n\nplt.plot([1, 2])\nplt.savefig('curve.png')",
    "!cp curve.png {OUT}/curve.png\n!ls {OUT}",
]
SALES = [
    "#: Monthly sales, cleaned",
    "%matplotlib inline\n%load_ext autoreload\nimport pandas as pd",
    "sales = pd.read_csv('/content/sales.csv')\nsales['total'] = sales.price * sales.pieces",
    "sales.to_csv('/content/clean.csv', index=False)\nfiles = !ls /content",
    "%%bash\nmkdir -p reports\ncp clean.csv reports/\necho done > reports/log.txt",
    "with open('notes.txt', 'w') as out:\n    out.write(str(sales.total.sum()))",
]
MOUNTED = [
    "from google.colab import drive\n\ndrive.mount('/content/drive')",
    "%cd /content/drive/MyDrive\nimport joblib\nfrom sklearn.linear_model import LogisticRegression",
    "clf = LogisticRegression()\njoblib.dump(clf, 'clf.joblib')",
    "%cd /content\njoblib.dump(clf, 'second.joblib')",
    "if clf:\n    !mkdir -p deep\n    %cd deep\n    joblib.dump(clf, 'third.joblib')\nelse:\n    %cd /tmp",
]
SCRIPTED = [
    "#: Training as a script",
    "%%writefile fit.py\nimport torch\ntorch.save({}, 'inside.pt')\n\n\nprint('saved')",
    "# what comes out\n!python fit.py --epochs 2 \\\n    --output_dir results \\\n    --seed 1",
    "EPOCHS = 3\n!yolo train model=yolov8n.pt data=coco8.yaml epochs={EPOCHS} project=yolo_runs",
    "import shutil\n\nshutil.make_archive('results', 'zip', 'results')",
]
WRITER = [
    "import numpy as np\nfrom torch.utils.tensorboard import SummaryWriter\n\nwriter = SummaryWriter()",
    "def keep(name, values):\n    np.save(f'arrays/{name}.npy', values)\n\n\n"
    "keep('a', np.ones(3))\n\nkeep('b', np.ones(4))",
    "%%capture noise\nfor step in range(10):\n    writer.add_scalar('loss', 1 / (step + 1), step)\n"
    "np.savetxt('steps.txt', [1])",
    "%time np.save('timed.npy', np.ones(9))\nwriter.close()",
]
CHECKPOINTS = [
    "#: ## Settings\n- `!rm -rf` nothing",
    "from pathlib import Path\n\nBASE = Path('/content/work')\nBASE.mkdir(exist_ok=True)",
    "from tensorflow import keras\n\nnet = keras.Sequential([keras.layers.Dense(1)])\nbest = BASE / 'best.keras'",
    "net.fit([[1.0]], [[1.0]], callbacks=[keras.callbacks.ModelCheckpoint(str(best))])\nnet.save(BASE / 'last.keras')",
    "name = 'last.keras'\n!cp {BASE}/{name} /content/copy.keras\n!zip -r work.zip work && ls",
]

ALL = {
    "segmentation": SEGMENTATION,
    "sales": SALES,
    "mounted": MOUNTED,
    "scripted": SCRIPTED,
    "writer": WRITER,
    "checkpoints": CHECKPOINTS,
}
