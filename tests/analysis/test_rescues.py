"""A write is kept if a later, live statement takes the same bytes to a place that lasts."""

from __future__ import annotations

import pytest
from fates import IMPORTS, fates
from written_paths import written

from flake8_persist.analysis.program import Given
from flake8_persist.api import analyze
from flake8_persist.environments.registry import environment

SAVE = "open('out/a.csv', 'w')\n"
MODULES = "import tarfile, zipfile\n"
DRIVE = "/content/drive/MyDrive"

COPIES = {
    "none": (SAVE, "relative"),
    "file": (SAVE + f"shutil.copy('out/a.csv', '{DRIVE}')", "kept"),
    "file, with its times": (SAVE + f"shutil.copy2('out/a.csv', '{DRIVE}/a.csv')", "kept"),
    "bytes of the file": (SAVE + f"shutil.copyfile('out/a.csv', '{DRIVE}/a.csv')", "kept"),
    "file by its absolute name": (SAVE + f"shutil.copy('/content/out/a.csv', '{DRIVE}')", "kept"),
    "file by a roundabout name": (SAVE + f"shutil.copy('./out/../out/a.csv', '{DRIVE}')", "kept"),
    "file by a path object": (SAVE + f"shutil.copy(Path('out') / 'a.csv', Path('{DRIVE}') / 'x')", "kept"),
    "file by a variable": (
        f"name = f'out/{{run}}.csv'\nopen(name, 'w')\nshutil.copy(name, '{DRIVE}')",
        "kept",
    ),
    "file by the same expression": (
        f"open(f'out/{{run}}.csv', 'w')\nshutil.copy(f'out/{{run}}.csv', '{DRIVE}')",
        "kept",
    ),
    "file by another expression": (
        f"open(f'out/{{run}}.csv', 'w')\nshutil.copy(f'out/{{other}}.csv', '{DRIVE}')",
        "relative",
    ),
    "another file": (SAVE + f"shutil.copy('out/b.csv', '{DRIVE}')", "relative"),
    "file of the same name elsewhere": (SAVE + f"shutil.copy('a.csv', '{DRIVE}')", "relative"),
    "one file of two": (SAVE + f"open('out/b.csv', 'w')\nshutil.copy('out/b.csv', '{DRIVE}')", "relative kept"),
    "file of a name that begins alike": (
        "open('out2/a', 'w')\n" + f"shutil.copytree('out', '{DRIVE}/out')",
        "relative",
    ),
    "file in an archive that is downloaded": (
        MODULES + SAVE + "with zipfile.ZipFile('a.zip', 'w') as z:\n    z.write('out/a.csv')\nfiles.download('a.zip')",
        "kept kept",
    ),
    "file in an archive on Drive": (
        MODULES + SAVE + f"with tarfile.open('{DRIVE}/a.tar', 'w') as t:\n    t.add('out/a.csv', arcname='a.csv')",
        "kept persistent",
    ),
    "directory in an archive on Drive": (
        MODULES + SAVE + f"t = tarfile.open('{DRIVE}/a.tar', 'w')\nt.add('out')",
        "kept persistent",
    ),
    "files of a list in an archive": (
        MODULES + SAVE + "with zipfile.ZipFile('a.zip', 'w') as z:\n    for n in ['out/a.csv']:\n        z.write(n)\n"
        f"shutil.move('a.zip', '{DRIVE}')",
        "kept kept",
    ),
    "file in an archive that stays": (
        MODULES + SAVE + "with zipfile.ZipFile('a.zip', 'w') as z:\n    z.write('out/a.csv')",
        "relative relative",
    ),
    "another file in the archive": (
        MODULES + SAVE + f"with zipfile.ZipFile('{DRIVE}/a.zip', 'w') as z:\n    z.write('out/b.csv')",
        "relative persistent",
    ),
    "directory": (SAVE + f"shutil.copytree('out', '{DRIVE}/out')", "kept"),
    "directory of the directory": ("open('out/x/y/a', 'w')\n" + f"shutil.copytree('out', '{DRIVE}/out')", "kept"),
    "directory below that of the file": (SAVE + f"shutil.copytree('out/x', '{DRIVE}/out')", "relative"),
    "the whole machine": (SAVE + f"shutil.copytree('/content', '{DRIVE}/all')", "kept"),
    "the working directory": (SAVE + f"shutil.copytree('.', '{DRIVE}/all')", "kept"),
    "to another local place": (SAVE + "shutil.copy('out/a.csv', '/content/backup')", "relative"),
    "to another mount point": (
        "open('out/a.csv', 'w')\n" + "shutil.copy('out/a.csv', '/mnt/drive/MyDrive/x')",
        "relative",
    ),
    "to a place that is not known": (SAVE + "shutil.copy('out/a.csv', target)", "relative"),
    "on the way through a local place": (
        SAVE + f"shutil.copy('out/a.csv', '/tmp/a.csv')\nshutil.copy('/tmp/a.csv', '{DRIVE}')",
        "kept",
    ),
    "on the way through two local places": (
        SAVE
        + "shutil.copytree('out', '/tmp/x')\nshutil.copytree('/tmp/x', '/tmp/y')\n"
        + f"shutil.copytree('/tmp/y', '{DRIVE}/y')",
        "kept",
    ),
    "before the write": (f"shutil.copy('out/a.csv', '{DRIVE}')\n" + SAVE, "relative"),
    "before and after the write": (
        f"shutil.copy('out/a.csv', '{DRIVE}')\n" + SAVE + f"shutil.copy('out/a.csv', '{DRIVE}')",
        "kept",
    ),
    "between two writes of one file": (
        SAVE + f"shutil.copy('out/a.csv', '{DRIVE}')\n" + SAVE,
        "kept relative",
    ),
    "bytes, by pathlib": (SAVE + f"Path('{DRIVE}/a').write_bytes(Path('out/a.csv').read_bytes())", "kept persistent"),
    "text, by pathlib": (SAVE + f"Path('{DRIVE}/a').write_text(Path('out/a.csv').read_text())", "kept persistent"),
    "text that was changed": (
        SAVE + f"Path('{DRIVE}/a').write_text(Path('out/a.csv').read_text() + 'x')",
        "relative persistent",
    ),
    "bytes, by open": (SAVE + f"open('{DRIVE}/a', 'wb').write(open('out/a.csv', 'rb').read())", "kept persistent"),
    "some bytes": (SAVE + f"open('{DRIVE}/a', 'wb').write(open('out/a.csv', 'rb').read(9))", "relative persistent"),
    "bytes of another file": (SAVE + f"open('{DRIVE}/a', 'wb').write(open('b', 'rb').read())", "relative persistent"),
    "bytes to the machine": (SAVE + "open('/tmp/a', 'wb').write(open('out/a.csv', 'rb').read())", "relative ephemeral"),
    "bytes by handles": (
        SAVE + f"with open('out/a.csv', 'rb') as s, open('{DRIVE}/a', 'wb') as t:\n    t.write(s.read())",
        "kept persistent",
    ),
    "bytes by handles, through a variable": (
        SAVE
        + "with open('out/a.csv', 'rb') as s:\n    data = s.read()\n"
        + f"with open('{DRIVE}/a', 'wb') as t:\n    t.write(data)",
        "kept persistent",
    ),
    "bytes by handles, block by block": (
        SAVE + f"with open('out/a.csv', 'rb') as s, open('{DRIVE}/a', 'wb') as t:\n    shutil.copyfileobj(s, t)",
        "kept persistent",
    ),
    "bytes compressed": (
        SAVE
        + f"import gzip\nwith open('out/a.csv', 'rb') as s, gzip.open('{DRIVE}/a', 'wb') as t:\n    t.write(s.read())",
        "kept persistent",
    ),
    "moved": (SAVE + f"shutil.move('out/a.csv', '{DRIVE}')", "kept"),
    "moved with its directory": (SAVE + f"shutil.move('out', '{DRIVE}')", "kept"),
    "renamed, then moved": (
        SAVE + f"os.rename('out/a.csv', 'out/b.csv')\nshutil.move('out/b.csv', '{DRIVE}')",
        "kept",
    ),
    "renamed, and left there": (SAVE + "os.rename('out/a.csv', 'out/b.csv')", "relative"),
    "replaced, and left there": (
        "torch.save(m, 'out/a.tmp')\nos.replace('out/a.tmp', 'out/a.pt')",
        "relative",
    ),
    "replaced, then copied": (
        f"torch.save(m, 'out/a.tmp')\nos.replace('out/a.tmp', 'out/a.pt')\nshutil.copy('out/a.pt', '{DRIVE}')",
        "kept",
    ),
    "from another working directory": (
        "os.chdir('out')\nopen('a.csv', 'w')\nos.chdir('..')\n" + f"shutil.copy('out/a.csv', '{DRIVE}')",
        "kept",
    ),
    "to the working directory, which is on Drive": (
        "open('/content/a.csv', 'w')\n" + f"os.chdir('{DRIVE}')\nshutil.copy('/content/a.csv', '.')",
        "kept",
    ),
    "through a link to Drive": (
        f"os.symlink('{DRIVE}/x', 'safe')\n" + SAVE + "shutil.copy('out/a.csv', 'safe')",
        "kept",
    ),
}

ARCHIVES = {
    "to Drive": (SAVE + f"shutil.make_archive('{DRIVE}/all', 'zip', 'out')", "kept"),
    "to the machine": (SAVE + "shutil.make_archive('all', 'zip', 'out')", "relative"),
    "to the machine, then copied": (
        SAVE + f"shutil.make_archive('all', 'zip', 'out')\nshutil.copy('all.zip', '{DRIVE}')",
        "kept",
    ),
    "to the machine, then downloaded": (
        SAVE + "shutil.make_archive('all', 'zip', 'out')\nfiles.download('all.zip')",
        "kept",
    ),
    "to the machine, by what it gives back": (
        SAVE + "name = shutil.make_archive('all', 'zip', 'out')\nfiles.download(name)",
        "kept",
    ),
    "of another directory": (SAVE + f"shutil.make_archive('{DRIVE}/all', 'zip', 'in')", "relative"),
    "of the working directory, for want of another": (SAVE + f"shutil.make_archive('{DRIVE}/all', 'zip')", "kept"),
    "of the working directory, to the machine": (SAVE + "shutil.make_archive('all', 'zip')", "relative"),
    "of another directory, by its other name": (
        SAVE + f"shutil.make_archive('{DRIVE}/all', 'zip', base_dir='in')",
        "relative",
    ),
    "of the working directory": (SAVE + f"shutil.make_archive('{DRIVE}/all', 'zip', '.')", "kept"),
    "zip": (SAVE + f"!zip -r {DRIVE}/all.zip out", "kept"),
    "zip to the machine": (SAVE + "!zip -r all.zip out", "relative"),
    "zip to the machine, then copied": (SAVE + f"!zip -r all.zip out\n!cp all.zip {DRIVE}", "kept"),
    "zip to the machine, then downloaded": (SAVE + "!zip -r all.zip out\nfiles.download('all.zip')", "kept"),
    "zip of another directory": (SAVE + f"!zip -r {DRIVE}/all.zip in", "relative"),
    "tar": (SAVE + f"!tar czf {DRIVE}/all.tar.gz out", "kept"),
    "tar to the machine": (SAVE + "!tar czf all.tar.gz out", "relative"),
    "run directory to Drive": (
        f"!yolo detect train data=d.yaml\n!zip -r {DRIVE}/run.zip runs/detect/train",
        "kept",
    ),
    "run directory, kept on the machine": (
        "!yolo detect train data=d.yaml\n!zip -r run.zip runs/detect/train",
        "default",
    ),
    "all that a writer put into a directory": (
        f"m.save_pretrained('out')\n!cd out && tar czf {DRIVE}/all.tar.gz *",
        "kept",
    ),
    "files of one kind that a writer put into a directory": (
        f"m.save_pretrained('out')\n!cp out/*.json {DRIVE}",
        "relative",
    ),
    "parent of the run directory": (f"!yolo detect train data=d.yaml\n!cp -r runs {DRIVE}", "kept"),
    "best weights of the run": (
        f"!yolo detect train data=d.yaml\n!cp runs/detect/train/weights/best.pt {DRIVE}",
        "kept",
    ),
}

SHELL = {
    "cp": (SAVE + f"!cp out/a.csv {DRIVE}", "kept"),
    "cp of a directory": (SAVE + f"!cp -r out {DRIVE}/", "kept"),
    "cp of all in a directory": (SAVE + f"!cp -r out/* {DRIVE}/", "kept"),
    "cp of all files of a kind": (SAVE + f"!cp out/*.csv {DRIVE}/", "kept"),
    "cp of all files of another kind": (SAVE + f"!cp out/*.png {DRIVE}/", "relative"),
    "cat": (SAVE + f"!cat out/a.csv > {DRIVE}/a.csv", "kept persistent"),
    "a script that reads it, and writes something else": (
        f"torch.save(m, 'a.pt')\n!python detect.py --weights a.pt --project {DRIVE}/runs",
        "relative persistent",
    ),
    "a script that reads it, and another command that copies something else": (
        f"torch.save(m, 'a.pt')\n!python detect.py --weights a.pt --project /tmp/x && cp b {DRIVE}",
        "relative ephemeral",
    ),
    "a function that makes something else of it": (
        f"import pdf2image\nopen('a.pdf', 'w')\npdf2image.convert_from_path('a.pdf', 500, '{DRIVE}/p')",
        "relative persistent",
    ),
    "cp of two files": (SAVE + f"!cp in/x.csv out/a.csv {DRIVE}/", "kept"),
    "cp in quotes": (SAVE + '!cp "out/a.csv" "/content/drive/My Drive/x"', "kept"),
    "cp with a variable": (f"NAME = 'out/a.csv'\nopen(NAME, 'w')\n!cp $NAME {DRIVE}", "kept"),
    "cp with an expression": (f"D = '{DRIVE}'\n" + SAVE + "!cp out/a.csv {D}/x", "kept"),
    "cp to the machine": (SAVE + "!cp out/a.csv /content/backup", "relative"),
    "cp to an unquoted space": (SAVE + "!cp out/a.csv /content/drive/My Drive/x", "relative"),
    "cp after cd": (SAVE + f"!cd out && cp a.csv {DRIVE}", "kept"),
    "mv": (SAVE + f"!mv out/a.csv {DRIVE}", "kept"),
    "rsync": (SAVE + f"!rsync -a out/ {DRIVE}/out/", "kept"),
    "os.system": (SAVE + f"os.system('cp -r out {DRIVE}')", "kept"),
    "subprocess": (SAVE + f"subprocess.run(['cp', '-r', 'out', '{DRIVE}'])", "kept"),
    "magic": (SAVE + f"%cp -r out {DRIVE}", "kept"),
    "shell cell": (SAVE + f"get_ipython().run_cell_magic('bash', '', 'cp -r out {DRIVE}\\n')", "kept"),
    "shell cell with cd": (SAVE + f"get_ipython().run_cell_magic('bash', '', 'cd out\\ncp a.csv {DRIVE}\\n')", "kept"),
    "commented": (SAVE + f"# !cp -r out {DRIVE}", "relative"),
    "gsutil": (SAVE + "!gsutil -m cp -r out gs://bucket/x", "kept"),
    "gsutil the other way": (SAVE + "!gsutil cp gs://bucket/x out", "relative"),
    "aws": (SAVE + "!aws s3 cp out/a.csv s3://bucket/", "kept"),
    "aws sync": (SAVE + "!aws s3 sync out s3://bucket/x", "kept"),
    "gcloud": (SAVE + "!gcloud storage cp -r out gs://bucket/", "kept"),
    "rclone": (SAVE + "!rclone copy out remote:out", "kept"),
    "rclone the other way": (SAVE + "!rclone copy remote:out out", "relative"),
    "rclone to a directory of the machine": (SAVE + "!rclone copy out /content/backup", "relative"),
    "rclone to Drive": (SAVE + f"!rclone sync out {DRIVE}/out", "kept"),
    "azcopy": (SAVE + "!azcopy copy out 'https://a.blob.core.windows.net/b?sv=1' --recursive", "kept"),
    "aws without what it leaves out": (SAVE + "!aws s3 mv out/a.csv s3://bucket/a.csv --quiet", "kept"),
    "hf": (SAVE + "!hf upload me/r out/a.csv", "kept"),
    "hf with a name in the repository": (SAVE + "!huggingface-cli upload me/r out out --repo-type dataset", "kept"),
    "hf under the name of another file": (SAVE + "!hf upload me/r b.csv out/a.csv", "relative"),
    "hf of a large directory": (SAVE + "!hf upload-large-folder me/r out", "kept"),
    "hf the other way": (SAVE + "!hf download me/r a.csv --local-dir out", "relative"),
    "kaggle": (SAVE + "!kaggle datasets version -p out -m 'a message'", "kept"),
    "kaggle by the long name": (SAVE + "!kaggle datasets create --path=out -r zip", "kept"),
    "kaggle in its directory": (SAVE + "%cd out\n!kaggle datasets version -m x", "kept"),
    "kaggle of another directory": (SAVE + "!kaggle datasets version -p in -m x", "relative"),
    "kaggle the other way": (SAVE + "!kaggle datasets download me/d -p out", "relative"),
    "kaggle competition": (SAVE + "!kaggle competitions submit -c titanic -f out/a.csv -m x", "kept"),
    "curl with a form": (SAVE + "!curl -F file=@out/a.csv https://x.example/", "kept"),
    "curl with a form of a type": (SAVE + "!curl -F 'file=@out/a.csv;type=text/csv' https://x.example/", "kept"),
    "curl with the body": (SAVE + "!curl -X POST --data-binary @out/a.csv https://x.example/", "kept"),
    "curl with words": (SAVE + "!curl -d out/a.csv https://x.example/", "relative"),
    "curl with a file": (SAVE + "!curl --upload-file out/a.csv https://x.example/a.csv", "kept"),
    "curl with a file, in short": (SAVE + "!curl -T out/a.csv https://x.example/a.csv", "kept"),
    "curl the other way": (SAVE + "!curl -o out/a.csv https://x.example/a.csv", "relative"),
    "wandb": (SAVE + "!wandb artifact put -n p/a --type data out/a.csv", "kept"),
    "GitHub": (SAVE + "!gh release upload v1 out/a.csv --clobber", "kept"),
    "scp": (SAVE + "!scp -P 2222 out/a.csv me@host:/d/", "kept"),
    "scp to a host of a variable": ("HOST = input()\n" + SAVE + "!scp out/a.csv me@{HOST}:/d/", "kept"),
    "scp the other way": (SAVE + "!scp me@host:/d/a.csv out/", "relative"),
    "scp within the machine": (SAVE + "!scp out/a.csv backup/", "relative"),
    "rsync to a host": (SAVE + "!rsync -av out/ host:out", "kept"),
    "cp to an option": (SAVE + f"!cp -r -t {DRIVE} out", "kept"),
    "cp to a long option": (SAVE + f"!cp --recursive --target-directory={DRIVE}/x out/a.csv out/b.csv", "kept"),
    "an archive of 7z": (SAVE + "!7z a a.7z out\nfiles.download('a.7z')", "kept"),
    "an archive of 7z that stays": (SAVE + "!7z a a.7z out", "relative"),
    "gzip to Drive": (SAVE + f"!gzip -c out/a.csv > {DRIVE}/a.csv.gz", "kept"),
    "dd": (SAVE + f"!dd if=out/a.csv of={DRIVE}/a.csv bs=1M", "kept"),
    "s3cmd": (SAVE + "!s3cmd put out/a.csv s3://b/", "kept"),
    "a variable of the environment": (f"os.environ['D'] = '{DRIVE}'\n" + SAVE + "!cp -r out $D/x", "kept"),
    "a variable of the environment, by magic": (f"%env D={DRIVE}\n" + SAVE + "!cp -r out ${D}/x", "kept"),
    "a variable of the environment that leads elsewhere": ("%env D=/tmp\n" + SAVE + "!cp -r out $D/x", "relative"),
    "rsync to a colon in a name": (SAVE + "!rsync -a out/ ./12:30/", "relative"),
    "tar of a directory elsewhere": (SAVE + f"!tar -czf {DRIVE}/a.tgz -C /content/out a.csv", "kept"),
    "tar of the same name here": (SAVE + f"!tar -czf {DRIVE}/a.tgz -C /content/in a.csv", "relative"),
}

CLUSTER = {
    "a copy": ("dbutils.fs.cp('file:/tmp/a.csv', 'dbfs:/a.csv')", "kept"),
    "a copy of the directory": ("dbutils.fs.cp('file:/tmp', '/backup', True)", "kept"),
    "a copy by an address with three slashes": ("dbutils.fs.cp(f'file:///tmp/a.csv', '/Volumes/a/b/c')", "kept"),
    "a move": ("dbutils.fs.mv('file:/tmp/a.csv', '/mnt/a.csv')", "kept"),
    "a magic": ("%fs cp file:/tmp/a.csv dbfs:/a.csv", "kept"),
    "a program": ("!databricks fs cp /tmp/a.csv dbfs:/a.csv", "kept"),
    "a file of the cluster": ("dbutils.fs.cp('/tmp/a.csv', 'dbfs:/a.csv')", "ephemeral"),
    "a copy within the machine": ("dbutils.fs.cp('file:/tmp/a.csv', 'file:/tmp/b.csv')", "ephemeral"),
    "a copy to the machine": ("dbutils.fs.cp('dbfs:/a.csv', 'file:/tmp/a.csv')", "ephemeral"),
    "a file that is deleted": ("dbutils.fs.rm('file:/tmp/a.csv')", "deleted"),
    "a file of the cluster that is deleted": ("dbutils.fs.rm('/tmp/a.csv')", "ephemeral"),
}

GIT = {
    "git": (SAVE + "!git add out/a.csv && git commit -m x && git push", "kept"),
    "git of a directory": (SAVE + "!git add out\n!git commit -m x\n!git push origin main", "kept"),
    "git of all that is here": (SAVE + "!git add .\n!git commit -m x\n!git push", "kept"),
    "git of all": (SAVE + "!git add -A\n!git commit -m x\n!git push", "kept"),
    "git of all, and a pathspec": (SAVE + "!git add -A in\n!git commit -m x\n!git push", "relative"),
    "git in the directory": (SAVE + "%cd out\n!git add a.csv\n!git push", "kept"),
    "git with its directory": (SAVE + "!git -C out add a.csv\n!git -C out push", "kept"),
    "git with another directory": (SAVE + "!git -C in add a.csv\n!git -C in push", "relative"),
    "git in a shell cell": (
        SAVE + "get_ipython().run_cell_magic('bash', '', 'cd out\\ngit add .\\ngit commit -m x\\ngit push\\n')",
        "kept",
    ),
    "git as arguments": (SAVE + "subprocess.run(['git', 'add', '.'])\nsubprocess.run(['git', 'push'])", "kept"),
    "git without a push": (SAVE + "!git add . && git commit -m x", "relative"),
    "git without an add": (SAVE + "!git push", "relative"),
    "git that pushes what was there before": ("!git add .\n" + SAVE + "!git push", "relative"),
    "git that pushes first": (SAVE + "!git push\n!git add .", "relative"),
    "dvc": (SAVE + "!dvc add out/a.csv && dvc push", "kept"),
    "dvc without a push": (SAVE + "!dvc add out/a.csv", "relative"),
    "dvc with a push of git": (SAVE + "!dvc add out/a.csv\n!git push", "relative"),
}

SERVICES = {
    "an open file": (
        SAVE + "from huggingface_hub import upload_file\nupload_file(path_or_fileobj=open('out/a.csv', 'rb'))",
        "kept",
    ),
    "a file that is open for a while": (
        SAVE
        + "from ftplib import FTP\nftp = FTP('h')\nwith open('out/a.csv', 'rb') as f:\n    ftp.storbinary('STOR a', f)",
        "kept",
    ),
    "another open file": (
        SAVE + "from huggingface_hub import upload_file\nupload_file(path_or_fileobj=open('out/b.csv', 'rb'))",
        "relative",
    ),
    "media for Drive": (
        SAVE + "from googleapiclient.http import MediaFileUpload\nmedia = MediaFileUpload('out/a.csv', resumable=True)",
        "kept",
    ),
    "files.download": (SAVE + "files.download('out/a.csv')", "kept"),
    "files.download of another file": (SAVE + "files.download('out/b.csv')", "relative"),
    "files.download in a loop over names": (
        """
        for name in ('a', 'b'):
            open(name + '.csv', 'w')
        for name in ('a', 'b'):
            files.download(name + '.csv')
        """,
        "kept",
    ),
    "files.download of some names": (
        """
        for name in ('a', 'b'):
            open(name + '.csv', 'w')
        files.download('a.csv')
        """,
        "relative",
    ),
    "files.download of what a glob finds": (SAVE + "for f in glob.glob('out/*.csv'):\n    files.download(f)", "kept"),
    "files.download of what a directory holds": (
        SAVE + "for f in os.listdir('out'):\n    files.download(os.path.join('out', f))",
        "kept",
    ),
    "files.download of what a path object finds": (
        SAVE + "for f in Path('out').glob('*.csv'):\n    files.download(str(f))",
        "kept",
    ),
    "files.download of files of another kind": (
        SAVE + "for f in glob.glob('out/*.png'):\n    files.download(f)",
        "relative",
    ),
    "copies of what a glob finds": (
        SAVE + f"for f in glob.glob('out/*'):\n    shutil.copy(f, '{DRIVE}')",
        "kept",
    ),
    "copies of what a glob finds deeper": (
        SAVE + f"for f in glob.glob('/content/**/*.csv', recursive=True):\n    shutil.copy(f, '{DRIVE}')",
        "kept",
    ),
    "copies of what a walk finds": (
        SAVE
        + "for base, _, names in os.walk('out'):\n    for name in names:\n"
        + f"        shutil.copy(os.path.join(base, name), '{DRIVE}')",
        "kept",
    ),
    "copies of what a glob finds beside it": (
        "open('out/x/a.csv', 'w')\n" + f"for f in glob.glob('out/*.csv'):\n    shutil.copy(f, '{DRIVE}')",
        "relative",
    ),
    "upload_file": (
        "from huggingface_hub import upload_file\n"
        + SAVE
        + "upload_file(path_or_fileobj='out/a.csv', path_in_repo='a.csv', repo_id='me/x')",
        "kept",
    ),
    "upload_folder": (
        "from huggingface_hub import HfApi\n" + SAVE + "HfApi().upload_folder(folder_path='out', repo_id='me/x')",
        "kept",
    ),
    "upload_folder of another folder": (
        "from huggingface_hub import HfApi\n" + SAVE + "HfApi().upload_folder(folder_path='in', repo_id='me/x')",
        "relative",
    ),
    "push_to_hub of the arguments": (
        "from transformers import TrainingArguments\nTrainingArguments(output_dir='out', push_to_hub=True)",
        "kept",
    ),
    "push_to_hub that is off": (
        "from transformers import TrainingArguments\nTrainingArguments(output_dir='out', push_to_hub=False)",
        "relative",
    ),
    "push_to_hub of the trainer": (
        "from transformers import Trainer, TrainingArguments\n"
        "trainer = Trainer(model, TrainingArguments('out'))\ntrainer.train()\ntrainer.push_to_hub()",
        "kept",
    ),
    "push_to_hub of another trainer": (
        "from transformers import Trainer, TrainingArguments\n"
        "Trainer(model, TrainingArguments('out')).train()\nTrainer(model, TrainingArguments('b')).push_to_hub()",
        "relative kept",
    ),
    "push_to_hub of the model": ("model.save_pretrained('out')\nmodel.push_to_hub('me/x')", "kept"),
    "push_to_hub before the save": ("model.push_to_hub('me/x')\nmodel.save_pretrained('out')", "relative"),
    "push_to_hub under if False": (
        "model.save_pretrained('out')\nif False: model.push_to_hub('me/x')",
        "relative",
    ),
    "two functions of one module": (
        "import wandb\nwandb.init()\nwandb.log_artifact(wandb.Artifact('x', 'data'))",
        "default",
    ),
    "wandb.save": ("import wandb\n" + SAVE + "wandb.save('out/a.csv')", "kept"),
    "wandb.save of a pattern": ("import wandb\n" + SAVE + "wandb.save('out/*.csv')", "kept"),
    "wandb artifact": (
        "import wandb\n" + SAVE + "art = wandb.Artifact('x', 'data')\nart.add_file('out/a.csv')",
        "kept",
    ),
    "mlflow.log_artifact to a server": (
        "import mlflow\nmlflow.set_tracking_uri('http://a:5000')\n" + SAVE + "mlflow.log_artifact('out/a.csv')",
        "remote kept",
    ),
    "mlflow.log_artifacts to Databricks": (
        "import mlflow\nmlflow.set_tracking_uri('databricks')\n" + SAVE + "mlflow.log_artifacts('out')",
        "kept",
    ),
    "mlflow.log_artifact to a server that is known elsewhere": (
        "import mlflow, dagshub\ndagshub.init('a', 'b')\n" + SAVE + "mlflow.log_artifact('out/a.csv')",
        "kept",
    ),
    "mlflow.log_artifact to this machine": ("import mlflow\n" + SAVE + "mlflow.log_artifact('out/a.csv')", "relative"),
    "mlflow.log_artifact to a database on this machine": (
        "import mlflow\nmlflow.set_tracking_uri(uri='sqlite:///a.db')\n" + SAVE + "mlflow.log_artifact('out/a.csv')",
        "relative relative",
    ),
    "boto3": ("import boto3\n" + SAVE + "boto3.client('s3').upload_file('out/a.csv', 'bucket', 'a')", "kept"),
    "cloud storage": (
        "from google.cloud import storage\n"
        + SAVE
        + "storage.Client().bucket('b').blob('a').upload_from_filename('out/a.csv')",
        "kept",
    ),
}

LIVE = {
    "dead branch": (SAVE + f"if False:\n    shutil.copytree('out', '{DRIVE}/o')", "relative"),
    "branch that a flag switches off": (
        "BACKUP = False\n" + SAVE + f"if BACKUP:\n    shutil.copytree('out', '{DRIVE}/o')",
        "relative",
    ),
    "branch that may be taken": (SAVE + f"if keep:\n    shutil.copytree('out', '{DRIVE}/o')", "kept"),
    "another branch": (
        f"if new:\n    open('out/a.csv', 'w')\nelse:\n    shutil.copytree('out', '{DRIVE}/o')",
        "relative",
    ),
    "another branch of a loop": (
        "for n in x:\n    if n % 9:\n        open('out/a.csv', 'w')\n"
        f"    else:\n        shutil.copytree('out', '{DRIVE}/o')",
        "kept",
    ),
    "another branch of a loop, in front": (
        f"for n in x:\n    if n % 9:\n        shutil.copytree('out', '{DRIVE}/o')\n"
        "    else:\n        open('out/a.csv', 'w')",
        "kept",
    ),
    "loop in another branch": (
        f"if new:\n    open('out/a.csv', 'w')\nelse:\n    for n in x:\n        shutil.copytree('out', '{DRIVE}/o')",
        "relative",
    ),
    "another branch of a function that others call": (
        f"@app.route('/')\ndef run(todo):\n    if todo == 'save':\n        open('out/a.csv', 'w')\n"
        f"    else:\n        shutil.copytree('out', '{DRIVE}/o')",
        "kept",
    ),
    "comment": (SAVE + f"# shutil.copytree('out', '{DRIVE}/o')", "relative"),
    "string": (SAVE + f"'''shutil.copytree('out', '{DRIVE}/o')'''", "relative"),
    "after sys.exit": (SAVE + f"sys.exit()\nshutil.copytree('out', '{DRIVE}/o')", "relative"),
    "after sys.exit that may happen": (
        SAVE + f"if bad:\n    sys.exit()\nshutil.copytree('out', '{DRIVE}/o')",
        "kept",
    ),
    "before sys.exit": (SAVE + f"shutil.copytree('out', '{DRIVE}/o')\nsys.exit()", "kept"),
    "after return": (
        f"""
        def run():
            open('out/a', 'w')
            return 1
            shutil.copytree('out', '{DRIVE}/o')
        run()
        """,
        "relative",
    ),
    "after raise": (
        f"""
        def run():
            open('out/a', 'w')
            raise ValueError
            shutil.copytree('out', '{DRIVE}/o')
        run()
        """,
        "relative",
    ),
    "after continue": (
        f"""
        for n in range(3):
            open('out/a', 'w')
            continue
            shutil.copytree('out', '{DRIVE}/o')
        """,
        "relative",
    ),
    "write after return": ("def run():\n    return 1\n    open('out/a', 'w')\nrun()", ""),
    "in the else of a loop": (
        SAVE + f"for n in range(3):\n    pass\nelse:\n    shutil.copytree('out', '{DRIVE}/o')",
        "kept",
    ),
    "in finally": (
        f"""
        try:
            open('out/a', 'w')
            train()
        finally:
            shutil.copytree('out', '{DRIVE}/o')
        """,
        "kept",
    ),
    "in finally after return": (
        f"""
        def run():
            try:
                open('out/a', 'w')
                return train()
            finally:
                shutil.copytree('out', '{DRIVE}/o')
        run()
        """,
        "kept",
    ),
    "when interrupted": (
        f"""
        try:
            open('out/a', 'w')
            train()
        except KeyboardInterrupt:
            shutil.copytree('out', '{DRIVE}/o')
        """,
        "kept",
    ),
    "in a helper called later": (
        f"""
        def backup():
            shutil.copytree('out', '{DRIVE}/o')
        open('out/a', 'w')
        backup()
        """,
        "kept",
    ),
    "in a helper called before": (
        f"""
        def backup():
            shutil.copytree('out', '{DRIVE}/o')
        backup()
        open('out/a', 'w')
        """,
        "relative",
    ),
    "in a helper called before and after": (
        f"""
        def backup():
            shutil.copytree('out', '{DRIVE}/o')
        backup()
        open('out/a', 'w')
        backup()
        """,
        "kept",
    ),
    "in a helper that nobody calls": (
        f"""
        def backup():
            shutil.copytree('out', '{DRIVE}/o')
        open('out/a', 'w')
        """,
        "relative",
    ),
    "in a helper called in a dead branch": (
        f"""
        def backup():
            shutil.copytree('out', '{DRIVE}/o')
        open('out/a', 'w')
        if False:
            backup()
        """,
        "relative",
    ),
    "between two calls of the helper that writes": (
        f"""
        def save(name):
            open('out/' + name, 'w')
        save('a')
        shutil.copytree('out', '{DRIVE}/o')
        save('b')
        """,
        "relative",
    ),
    "after two calls of the helper that writes": (
        f"""
        def save(name):
            open('out/' + name, 'w')
        save('a')
        save('b')
        shutil.copytree('out', '{DRIVE}/o')
        """,
        "kept",
    ),
    "after each call of the helper that writes": (
        f"""
        def save(name):
            open('out/' + name, 'w')
        save('a')
        shutil.copytree('out', '{DRIVE}/o')
        save('b')
        shutil.copytree('out', '{DRIVE}/p')
        """,
        "kept",
    ),
    "in a helper for one of two files": (
        f"""
        def save(name):
            open(name, 'w')
        def backup(name):
            shutil.copy(name, '{DRIVE}')
        backup('b')
        save('a')
        backup('a')
        """,
        "kept",
    ),
    "in a helper for the file that is written later": (
        f"""
        def save(name):
            open(name, 'w')
        def backup(name):
            shutil.copy(name, '{DRIVE}')
        backup('a')
        save('a')
        backup('b')
        """,
        "relative",
    ),
    "after a helper that a function for others calls as well": (
        f"""
        def save():
            open('out/a', 'w')
        def again():
            save()
        save()
        shutil.copytree('out', '{DRIVE}/o')
        """,
        "kept",
    ),
    "in a helper that takes the path": (
        f"""
        def backup(path):
            shutil.copy(path, '{DRIVE}')
        open('out/a', 'w')
        open('out/b', 'w')
        backup('out/b')
        """,
        "relative kept",
    ),
    "in a helper registered at exit": (
        f"""
        def backup():
            shutil.copytree('out', '{DRIVE}/o')
        atexit.register(backup)
        open('out/a', 'w')
        """,
        "kept",
    ),
    "registered at exit with its arguments": (
        f"atexit.register(shutil.copytree, 'out', '{DRIVE}/o')\nopen('out/a', 'w')",
        "kept",
    ),
    "in a helper that a decorator registers at exit": (
        f"""
        @atexit.register
        def backup():
            shutil.copytree('out', '{DRIVE}/o')
        open('out/a', 'w')
        """,
        "kept",
    ),
    "in a helper that a signal calls": (
        f"""
        import signal
        def backup(number, frame):
            shutil.copytree('out', '{DRIVE}/o')
        signal.signal(signal.SIGTERM, backup)
        open('out/a', 'w')
        """,
        "kept",
    ),
    "in a helper that runs in a thread": (
        f"""
        import threading
        def backup():
            while True:
                shutil.copytree('out', '{DRIVE}/o')
        threading.Thread(target=backup, daemon=True).start()
        open('out/a', 'w')
        """,
        "kept",
    ),
    "in a callback of the library": (
        f"""
        import keras
        class Backup(keras.callbacks.Callback):
            def on_epoch_end(self, epoch, logs=None):
                shutil.copy('out/a.keras', '{DRIVE}')
        model.fit(x, callbacks=[Backup()])
        model.save('out/a.keras')
        """,
        "kept",
    ),
    "in a method of what is handed to the library": (
        f"""
        class Backup:
            def after_epoch(self):
                shutil.copy('out/a.pt', '{DRIVE}')
        train(callbacks=[Backup()])
        torch.save(m, 'out/a.pt')
        """,
        "kept",
    ),
    "of what a method of what is handed to the library writes": (
        f"""
        class Saver:
            def after_epoch(self):
                torch.save(m, 'out/a.pt')
        saver = Saver()
        train(saver)
        shutil.copy('out/a.pt', '{DRIVE}')
        """,
        "kept",
    ),
    "in a method that is called": (
        f"""
        class Run:
            def save(self):
                open('out/a', 'w')
            def backup(self):
                shutil.copytree('out', '{DRIVE}/o')
        run = Run()
        run.save()
        run.backup()
        """,
        "kept",
    ),
    "in a method that nobody calls": (
        f"""
        class Run:
            def save(self):
                open('out/a', 'w')
            def backup(self):
                shutil.copytree('out', '{DRIVE}/o')
        Run().save()
        """,
        "relative",
    ),
    "in a module of functions for others": (
        f"""
        def backup():
            shutil.copytree('out', '{DRIVE}/o')
        def save():
            open('out/a', 'w')
        """,
        "kept",
    ),
    "before the write in a function for others": (
        f"""
        def save():
            shutil.copytree('out', '{DRIVE}/o')
            open('out/a', 'w')
        """,
        "relative",
    ),
    "in the exit of a context manager": (
        f"""
        @contextlib.contextmanager
        def kept():
            yield
            shutil.copytree('out', '{DRIVE}/o')
        with kept():
            open('out/a', 'w')
        """,
        "kept",
    ),
    "in the entry of a context manager": (
        f"""
        @contextlib.contextmanager
        def kept():
            shutil.copytree('out', '{DRIVE}/o')
            yield
        with kept():
            open('out/a', 'w')
        """,
        "relative",
    ),
    "in the exit of a class": (
        f"""
        class Kept:
            def __enter__(self):
                return self
            def __exit__(self, *problem):
                shutil.copytree('out', '{DRIVE}/o')
        with Kept():
            open('out/a', 'w')
        """,
        "kept",
    ),
}

ROUNDS = {
    "at the end of each round": (
        f"for n in range(9):\n    open('out/a', 'w')\n    shutil.copy('out/a', '{DRIVE}')",
        "kept",
    ),
    "at the start of each round": (
        f"for n in range(9):\n    if n:\n        shutil.copy('out/a', '{DRIVE}')\n    open('out/a', 'w')",
        "kept",
    ),
    "at the start of each round, through a helper": (
        f"""
        def backup():
            shutil.copytree('out', '{DRIVE}/o')
        for n in range(9):
            backup()
            open('out/a', 'w')
        """,
        "kept",
    ),
    "of an archive at the start of each round": (
        f"""
        for n in range(9):
            shutil.make_archive('all', 'zip', 'out')
            shutil.copy('all.zip', '{DRIVE}')
            open('out/a', 'w')
        """,
        "kept",
    ),
    "before the loop": (f"shutil.copytree('out', '{DRIVE}')\nfor n in range(9):\n    open('out/a', 'w')", "relative"),
    "after the loop": (f"for n in range(9):\n    open('out/a', 'w')\nshutil.copytree('out', '{DRIVE}')", "kept"),
    "every so often": (
        f"for n in range(9):\n    open('out/a', 'w')\n    if n % 3 == 0:\n        shutil.copy('out/a', '{DRIVE}')",
        "kept",
    ),
    "in another loop before": (
        f"for n in range(9):\n    shutil.copy('out/a', '{DRIVE}')\nfor n in range(9):\n    open('out/a', 'w')",
        "relative",
    ),
    "in a loop that is left": (
        f"while True:\n    open('out/a', 'w')\n    if done:\n        break\nshutil.copy('out/a', '{DRIVE}')",
        "kept",
    ),
    "on the way out of a loop": (
        f"while True:\n    open('out/a', 'w')\n    if done:\n        shutil.copy('out/a', '{DRIVE}')\n        break",
        "kept",
    ),
    "in a case": (
        f"open('out/a', 'w')\nmatch mode:\n    case 'keep':\n        shutil.copy('out/a', '{DRIVE}')",
        "kept",
    ),
    "in a comprehension": (f"open('out/a', 'w')\n[shutil.copy(f, '{DRIVE}') for f in ['out/a', 'out/b']]", "kept"),
}


@pytest.mark.parametrize(("cells", "expected"), COPIES.values(), ids=COPIES.keys())
def test_copies(cells: str, expected: str) -> None:
    assert fates(cells) == expected


@pytest.mark.parametrize(("cells", "expected"), ARCHIVES.values(), ids=ARCHIVES.keys())
def test_archives(cells: str, expected: str) -> None:
    assert fates(cells) == expected


@pytest.mark.parametrize(("cells", "expected"), SHELL.values(), ids=SHELL.keys())
def test_shell_lines_that_copy(cells: str, expected: str) -> None:
    assert fates(cells) == expected


@pytest.mark.parametrize(("cells", "expected"), CLUSTER.values(), ids=CLUSTER.keys())
def test_copies_to_the_storage_of_a_cluster(cells: str, expected: str) -> None:
    assert fates(f"open('/tmp/a.csv', 'w')\n{cells}", IMPORTS, Given(environment("databricks"))) == expected


@pytest.mark.parametrize(("cells", "expected"), GIT.values(), ids=GIT.keys())
def test_what_is_committed_and_pushed(cells: str, expected: str) -> None:
    assert fates(cells) == expected


@pytest.mark.parametrize(("cells", "expected"), SERVICES.values(), ids=SERVICES.keys())
def test_uploads_and_downloads(cells: str, expected: str) -> None:
    assert fates(cells) == expected


@pytest.mark.parametrize(("cells", "expected"), LIVE.values(), ids=LIVE.keys())
def test_only_what_runs_after_the_write_keeps_it(cells: str, expected: str) -> None:
    assert fates(cells) == expected


@pytest.mark.parametrize(("cells", "expected"), ROUNDS.values(), ids=ROUNDS.keys())
def test_rescues_and_loops(cells: str, expected: str) -> None:
    assert fates(cells) == expected


def test_a_copy_to_drive_that_nothing_mounts_keeps_nothing() -> None:
    assert fates(SAVE + f"shutil.copy('out/a.csv', '{DRIVE}')", IMPORTS) == "relative"


def test_an_empty_word_of_a_command_carries_nothing() -> None:
    assert written("source = ''\nget_ipython().system('cp \"$source\" /content/drive/x')\nopen('a', 'w')") == [
        "/content/drive/x",
        "a",
    ]
    assert written("target = ''\nget_ipython().system('cp /content/drive/x \"$target\"')") == [""]


def test_a_magic_of_databricks_in_a_source_file() -> None:
    cells = "open('/tmp/a.csv', 'w')\n# COMMAND ----------\n# MAGIC %fs cp file:/tmp/a.csv /a\n"
    source = f"# Databricks notebook source\n{cells}"
    assert analyze(source).findings == ()
    assert len(analyze(source.replace(" file:", " ")).findings) == 1
