"""Objects that a library hands out on the way to what is written."""

from __future__ import annotations

import pytest

from flake8_persist.api import analyze

CASES = {
    "a learner that fit gives back": (
        "import lightgbm as lgb\nm = lgb.LGBMClassifier().fit(x, y)\nm.booster_.save_model('m')",
        ["PST101"],
    ),
    "a model that loads weights": (
        "from ultralytics import YOLO\nm = YOLO('a.yaml').load('a.pt')\nm.train(data='d.yaml')",
        ["PST103"],
    ),
    "a model of a zoo": ("import segmentation_models as sm\nm = sm.Unet('resnet34')\nm.save('unet')", ["PST101"]),
    "a forest of keras": (
        "import tensorflow_decision_forests as tfdf\nm = tfdf.keras.RandomForestModel()\nm.save('forest')",
        ["PST101"],
    ),
    "a tree that is parsed": (
        "import xml.etree.ElementTree as ET\ntree = ET.parse('in.xml')\ntree.write('out.xml')",
        ["PST111"],
    ),
    "a table that is read": (
        "from astropy.table import Table\nt = Table.read('in.fits')\nt.write('out.fits')",
        ["PST111"],
    ),
    "a structure": ("from Bio.PDB import PDBIO\nio = PDBIO()\nio.set_structure(s)\nio.save('a.pdb')", ["PST111"]),
    "a trajectory": ("import mdtraj\nt = mdtraj.join(parts)\nt.save_xtc('a.xtc')", ["PST111"]),
    "a graph of a tree": (
        "import pydotplus\ng = pydotplus.graph_from_dot_data(dot)\ng.write_png('tree.png')",
        ["PST131"],
    ),
    "one of several graphs": (
        "import pydot\n(g,) = pydot.graph_from_dot_data(dot)\ng.write_png('tree.png')",
        ["PST131"],
    ),
    "an explanation": (
        "from lime.lime_text import LimeTextExplainer\n"
        "e = LimeTextExplainer().explain_instance(text, f)\n"
        "e.save_to_file('lime.html')",
        ["PST131"],
    ),
    "a plot of a model": (
        "from yellowbrick.classifier import ROCAUC\nv = ROCAUC(model)\nv.show(outpath='roc.png')",
        ["PST131"],
    ),
    "the storage of an index": (
        "from llama_index.core import VectorStoreIndex\n"
        "i = VectorStoreIndex.from_documents(docs)\n"
        "i.storage_context.persist('index')",
        ["PST111"],
    ),
    "a map": ("import geemap\ngeemap.landsat_timelapse(roi, 'a.gif')\ngeemap.landsat_timelapse(roi)", ["PST131"]),
    "a logger": ("from bayes_opt.logger import JSONLogger\nJSONLogger(path='steps')", ["PST121"]),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_what_is_written(source: str, expected: list[str]) -> None:
    assert [finding.code for finding in analyze(source).findings] == expected
