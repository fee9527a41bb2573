"""What the analysis asks the catalogue, one line for each question."""

from __future__ import annotations

import pytest

from flake8_persist.catalog import rows
from flake8_persist.catalog.factories import (
    Argument,
    Attributes,
    Either,
    InstanceOf,
    IterableOf,
    Returns,
    SelfClass,
    TupleOf,
    parse,
)
from flake8_persist.catalog.loader import Catalog
from flake8_persist.catalog.model import Api, Artifact, Direction, Place

CATALOG = Catalog.for_roots([])


def brief(found: tuple[Api, ...]) -> list[str]:
    """``write data path@0`` for each row."""
    return [f"{api.direction.value} {api.artifact.value} {api.parameter}@{place(api)}" for api in found]


def place(api: Api) -> str:
    return api.position.value if isinstance(api.position, Place) else str(api.position)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("builtins.open", ["write data file@0"]),
        ("io.open", ["write data file@0"]),
        ("os.makedirs", ["write dir name@0"]),
        ("os.replace", ["delete data src@0", "write cache dst@1"]),
        ("shutil.copy", ["read data src@0", "write cache dst@1"]),
        ("numpy.save", ["write data file@0"]),
        ("jax.numpy.save", ["write data file@0"]),
        ("joblib.dump", ["write checkpoint filename@1"]),
        ("torch.save", ["write checkpoint f@1"]),
        ("torch.jit.save", ["write checkpoint f@1"]),
        ("torch.onnx.export", ["write checkpoint f@2"]),
        ("torch.utils.tensorboard.SummaryWriter", ["write log log_dir@0"]),
        ("tensorboardX.SummaryWriter", ["write log logdir@0", "write log log_dir@7"]),
        ("matplotlib.pyplot.savefig", ["write figure fname@0"]),
        ("matplotlib.pyplot.imsave", ["write figure fname@0"]),
        ("cv2.imwrite", ["write figure filename@0"]),
        ("cv2.VideoWriter", ["write figure filename@0"]),
        ("tifffile.imwrite", ["write figure file@0"]),
        ("soundfile.write", ["write figure file@0"]),
        ("supervision.VideoSink", ["write figure target_path@0"]),
        ("pandas.ExcelWriter", ["write data path@0"]),
        ("sklearn.tree.export_graphviz", ["write figure out_file@1"]),
        ("tensorflow.saved_model.save", ["write checkpoint export_dir@1"]),
        ("tensorflow.train.CheckpointManager", ["write checkpoint directory@1"]),
        ("tensorflow.keras.callbacks.ModelCheckpoint", ["write checkpoint filepath@0"]),
        ("tensorflow.keras.models.save_model", ["write checkpoint filepath@1"]),
        ("google.colab.files.download", ["copy-out data filename@0"]),
        ("huggingface_hub.upload_file", ["copy-out data path_or_fileobj@None"]),
        ("wandb.save", ["copy-out checkpoint glob_str@0"]),
        ("os.environ['WANDB_DIR']", ["write log value@value"]),
        ("loguru.logger.add", ["write log sink@0"]),
        ("pandas.read_csv", ["read data filepath_or_buffer@0"]),
        ("pickle.dump", []),
        ("json.dump", []),
        ("print", []),
    ],
)
def test_calls(name: str, expected: list[str]) -> None:
    assert brief(CATALOG.calls(name)) == expected


@pytest.mark.parametrize(
    "name", ["trl.SFTConfig", "transformers.Seq2SeqTrainingArguments", "gliner.training.TrainingArguments"]
)
def test_a_constructor_is_taken_over_from_the_base(name: str) -> None:
    first = CATALOG.calls(name)[0]
    assert (first.name, first.parameter, first.position) == ("transformers.TrainingArguments", "output_dir", 0)
    assert first.default == "trainer_output"


def test_a_constructor_of_its_own_comes_first() -> None:
    assert brief(CATALOG.calls("trl.DPOTrainer")) == ["write checkpoint args@2"]
    assert brief(CATALOG.calls("transformers.Trainer")) == ["write checkpoint args@1"]


@pytest.mark.parametrize(
    "name",
    ["omegaconf.OmegaConf.save", "kaggle.api.dataset_download_files", "llama_index.StorageContext.from_defaults"],
)
def test_a_method_may_be_named_through_its_class(name: str) -> None:
    assert CATALOG.calls(name)


@pytest.mark.parametrize(
    ("receiver", "name", "expected"),
    [
        ("pathlib.Path", "write_text", ["write data self@self"]),
        ("pathlib.PosixPath", "mkdir", ["write dir self@self"]),
        ("pathlib.Path", "rename", ["delete data self@self", "write cache target@0"]),
        ("pandas.DataFrame", "to_csv", ["write data path_or_buf@0"]),
        ("pandas.core.frame.DataFrame", "to_csv", ["write data path_or_buf@0"]),
        ("geopandas.GeoDataFrame", "to_csv", ["write data path_or_buf@0"]),
        ("pandas.io.formats.style.Styler", "to_html", ["write data buf@0"]),
        ("matplotlib.figure.Figure", "savefig", ["write figure fname@0"]),
        ("matplotlib.animation.FuncAnimation", "save", ["write figure filename@0"]),
        ("PIL.Image.Image", "save", ["write figure fp@0"]),
        ("keras.Sequential", "save", ["write checkpoint filepath@0"]),
        ("tf_keras.Model", "export", ["write checkpoint filepath@0"]),
        ("tensorflow.keras.models.Model", "save_weights", ["write checkpoint filepath@0"]),
        ("keras.applications.ResNet50V2", "save", ["write checkpoint filepath@0"]),
        ("torch.nn.Module", "save", []),
        ("torch.jit.ScriptModule", "save", ["write checkpoint f@0"]),
        ("transformers.BertForSequenceClassification", "save_pretrained", ["write checkpoint save_directory@0"]),
        ("transformers.BertTokenizerFast", "from_pretrained", ["read checkpoint pretrained_model_name_or_path@0"]),
        ("trl.SFTTrainer", "save_model", ["write checkpoint output_dir@0"]),
        ("peft.PeftModelForCausalLM", "save_pretrained", ["write checkpoint save_directory@0"]),
        ("diffusers.StableDiffusionPipeline", "save_pretrained", ["write checkpoint save_directory@0"]),
        ("lightning.Trainer", "save_checkpoint", ["write checkpoint filepath@0"]),
        ("lightning.Fabric", "save", ["write checkpoint path@0"]),
        ("xgboost.XGBClassifier", "save_model", ["write checkpoint fname@0"]),
        ("lightgbm.Booster", "save_model", ["write checkpoint filename@0"]),
        ("catboost.CatBoostRegressor", "save_model", ["write checkpoint fname@0"]),
        ("gensim.models.Word2Vec", "save", ["write checkpoint fname_or_handle@0"]),
        ("stable_baselines3.PPO", "save", ["write checkpoint path@0"]),
        ("stable_baselines.PPO2", "save", ["write checkpoint save_path@0"]),
        ("stable_baselines.ppo2.PPO2", "save", ["write checkpoint save_path@0"]),
        ("datasets.DatasetDict", "save_to_disk", ["write data dataset_dict_path@0"]),
        ("plotly.graph_objs.Figure", "write_html", ["write figure file@0"]),
        ("moviepy.editor.VideoFileClip", "write_videofile", ["write figure filename@0"]),
        ("sentence_transformers.SentenceTransformer", "save", ["write checkpoint path@0"]),
        ("boto3.S3.Client", "upload_file", ["copy-out data Filename@0"]),
        ("collections.OrderedDict", "save", []),
    ],
)
def test_methods(receiver: str, name: str, expected: list[str]) -> None:
    assert brief(CATALOG.methods(receiver, name)) == expected


def test_yolo_writes_below_its_project() -> None:
    project = next(api for api in CATALOG.methods("ultralytics.YOLO", "train") if api.parameter == "project")
    assert (project.position, project.default, project.direction) == (None, "runs/<task>", Direction.WRITE)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("builtins.open", False),
        ("torch.save", False),
        ("cv2.imwrite", False),
        ("os.makedirs", True),
        ("shutil.copytree", True),
        ("transformers.TrainingArguments", True),
        ("keras.callbacks.ModelCheckpoint", True),
        ("keras.callbacks.CSVLogger", False),
        ("keras.models.save_model", None),  # .h5 does, .keras does not
    ],
)
def test_who_creates_missing_parents(name: str, expected: bool | None) -> None:
    written = [api for api in CATALOG.calls(name) if api.direction is Direction.WRITE]
    assert written[0].creates_parents is expected


@pytest.mark.parametrize(
    "name", ["sqlite3.connect", "sqlalchemy.create_engine", "optuna.create_study", "duckdb.connect"]
)
def test_live_databases_stay_where_they_are(name: str) -> None:
    assert not CATALOG.calls(name)[0].moves


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("torch.utils.tensorboard.writer.SummaryWriter", "torch.utils.tensorboard.SummaryWriter"),
        ("keras.src.callbacks.ModelCheckpoint", "keras.callbacks.ModelCheckpoint"),
        ("tensorflow.python.keras.callbacks.ModelCheckpoint", "keras.callbacks.ModelCheckpoint"),
        ("keras.src.models.model.Model.save", "keras.Model.save"),
        ("keras.utils.vis_utils.plot_model", "keras.utils.plot_model"),
        ("tensorflow.keras", "keras"),
        ("tensorflow.compat.v1.keras.models.load_model", "keras.models.load_model"),
        ("tensorflow.compat.v1.gfile.FastGFile", "tensorflow.io.gfile.GFile"),
        ("lightning.pytorch.callbacks.ModelCheckpoint", "pytorch_lightning.callbacks.ModelCheckpoint"),
        ("lightning.pytorch.loggers.csv_logs.CSVLogger", "pytorch_lightning.loggers.CSVLogger"),
        ("lightning.fabric.loggers.CSVLogger", "lightning_fabric.loggers.CSVLogger"),
        ("pytorch_lightning.fabric.Fabric", "lightning_fabric.Fabric"),
        ("transformers.trainer.Trainer", "transformers.Trainer"),
        ("fastai.vision.all.Learner", "fastai.learner.Learner"),
        ("fastai.vision.all.Path", "pathlib.Path"),
        ("fastbook.untar_data", "fastai.data.external.untar_data"),
        ("pylab.savefig", "matplotlib.pyplot.savefig"),
        ("llama_index.StorageContext", "llama_index.core.StorageContext"),
        ("llama_index.core.StorageContext", "llama_index.core.StorageContext"),
        ("langchain.vectorstores.chroma.Chroma", "langchain_community.vectorstores.Chroma"),
        ("sklearn.externals.joblib.dump", "joblib.dump"),
        ("imageio.v2.imwrite", "imageio.imwrite"),
        ("imageio.v3.imwrite", "imageio.v3.imwrite"),
        ("numpy.lib.npyio.save", "numpy.lib.npyio.save"),  # too little to go by
        ("keras.layers.Dense", "keras.layers.Dense"),
        ("torch.optim.Adam", "torch.optim.Adam"),
        ("mypackage.ModelCheckpoint", "mypackage.ModelCheckpoint"),
    ],
)
def test_canonical_names(spelling: str, expected: str) -> None:
    assert CATALOG.canonical(spelling) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("torch.save", True),
        ("fastai.vision.all.Learner", True),
        ("keras.applications.VGG16", True),
        ("torchvision.models.resnet18", False),  # only by a pattern that fits anything
        ("keras.applications.open", False),
        ("numpy.open", False),
        ("matplotlib.pyplot.print", False),
    ],
)
def test_what_a_star_import_may_bring(name: str, expected: bool) -> None:
    assert CATALOG.knows(name) is expected


@pytest.mark.parametrize(
    "name",
    ["pathlib.Path", "keras.Sequential", "torch.nn.Module", "transformers.BertModel", "numpy.ndarray", "gtts.gTTS"],
)
def test_classes(name: str) -> None:
    assert CATALOG.is_class(name)


@pytest.mark.parametrize("name", ["torch.save", "scanpy.settings", "os", "loguru.logger", "torch.nn.Linear"])
def test_what_is_no_known_class(name: str) -> None:
    assert not CATALOG.is_class(name)


def test_bases() -> None:
    assert CATALOG.bases("tensorflow.keras.Sequential") == ("keras.Model",)
    assert CATALOG.bases("transformers.AutoModelForCausalLM") == ("transformers.AutoModel",)
    assert CATALOG.bases("diffusers.training_utils.EMAModel") == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("PIL.Image.open", InstanceOf("PIL.Image.Image")),
        ("tensorflow.keras.models.load_model", InstanceOf("keras.Model")),
        ("pandas.DataFrame.style", InstanceOf("pandas.io.formats.style.Styler")),
        ("plotly.express.bar", InstanceOf("plotly.graph_objects.Figure")),
        ("transformers.AutoModelForCausalLM.from_pretrained", InstanceOf("transformers.PreTrainedModel")),
        ("transformers.BertModel.from_pretrained", SelfClass()),
        ("stable_baselines3.PPO.learn", SelfClass()),
        ("pathlib.Path.glob", IterableOf(InstanceOf("pathlib.Path"))),
        (
            "matplotlib.pyplot.subplots",
            TupleOf((InstanceOf("matplotlib.figure.Figure"), InstanceOf("matplotlib.axes.Axes"))),
        ),
        ("datasets.load_dataset", Either((InstanceOf("datasets.DatasetDict"), InstanceOf("datasets.Dataset")))),
        (
            "diffusers.StableDiffusionPipeline.__call__",
            Attributes((("images", IterableOf(InstanceOf("PIL.Image.Image"))),)),
        ),
        ("accelerate.Accelerator.unwrap_model", Argument(0)),
        ("accelerate.Accelerator.prepare", Argument(None)),
        ("keras.Sequential", None),
        ("math.sqrt", None),
    ],
)
def test_what_factories_return(name: str, expected: Returns | None) -> None:
    assert CATALOG.returns(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.B", InstanceOf("a.B")),
        ("(a.B [c.D])", TupleOf((InstanceOf("a.B"), IterableOf(InstanceOf("c.D"))))),
        (".x=a.B .y=[c.D]", Attributes((("x", InstanceOf("a.B")), ("y", IterableOf(InstanceOf("c.D")))))),
        ("a.B | self", Either((InstanceOf("a.B"), SelfClass()))),
        ("argument 1", Argument(1)),
        ("arguments", Argument(None)),
    ],
)
def test_the_syntax_of_returned_values(text: str, expected: Returns) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("savefig", ["write figure fname@0"]),
        ("to_csv", ["write data path_or_buf@0", "write data filename@None", "write data file_name@None"]),
        ("save_faiss_index", ["write data file@1"]),
        ("tts_to_file", ["write figure file_path@None"]),
        ("write_text", ["write data self@self"]),
        ("push_to_hub", ["copy-out checkpoint repo_id@0"]),
        ("save", []),
        ("write", []),
        ("save_model", []),
    ],
)
def test_methods_that_are_known_by_name(name: str, expected: list[str]) -> None:
    assert brief(CATALOG.unmistakable(name)) == expected


@pytest.mark.parametrize(
    ("method", "argument", "expected"),
    [
        ("save_model", "out/model", [Artifact.CHECKPOINT]),
        ("save_model", "model.json", [Artifact.CHECKPOINT]),
        ("save_model", "model", []),
        ("save", "model.h5", [Artifact.CHECKPOINT]),
        ("save", "out/PLOT.PNG", [Artifact.FIGURE]),
        ("save", "report.docx", [Artifact.DATA]),
        ("save", "out/model", []),
        ("extractall", "../data", [Artifact.CACHE]),
        ("extractall", "..", []),
        ("savefig", "x.png", []),
    ],
)
def test_methods_that_are_known_by_the_shape_of_the_path(method: str, argument: str, expected: list[Artifact]) -> None:
    shaped = [one for one in CATALOG.by_shape(method) if one.accepts(argument) and one.api.position is not None]
    assert [one.api.artifact for one in shaped] == expected


def test_rows_of_the_user_are_found_like_others() -> None:
    own = rows.row("mylib.save_model,function,path,0,,,checkpoint,write,file,,,,")
    method = rows.row("mylib.Saver.put,method,path,0,,,data,write,file,,,,")
    catalog = CATALOG.with_rows([own, method])
    assert catalog.calls("mylib.io.save_model") == (own,)
    assert catalog.methods("mylib.Saver", "put") == (method,)
    assert catalog.is_class("mylib.Saver")
    assert catalog.calls("torch.save") == CATALOG.calls("torch.save")
    assert CATALOG.calls("mylib.save_model") == ()


def test_rows_of_the_user_replace_those_of_the_tables() -> None:
    own = rows.row("torch.save,function,f,1,,,data,write,file,yes,,,")
    catalog = CATALOG.with_rows([own])
    assert catalog.calls("torch.save") == (own,)
    assert catalog.calls("torch.load") == CATALOG.calls("torch.load")


def test_one_catalogue_for_the_same_imports() -> None:
    assert Catalog.for_roots(["torch", "numpy"]) is Catalog.for_roots({"numpy", "torch"})


@pytest.mark.parametrize(
    ("name", "argument", "writing", "silent"),
    [
        ("transformers.TrainingArguments", "save_strategy", "steps", "no"),
        ("trl.SFTConfig", "save_strategy", "epoch", "no"),
        ("catboost.CatBoostClassifier", "allow_writing_files", "None", "False"),
    ],
)
def test_an_argument_can_keep_a_constructor_from_writing(name: str, argument: str, writing: str, silent: str) -> None:
    mode = Catalog.for_roots({name.partition(".")[0]}).calls(name)[0].mode

    assert mode is not None
    assert mode.parameter == argument
    assert writing in mode.writes
    assert silent in mode.reads
