"""The beginnings of URIs that stand for remote storage, as fsspec and the storage services write them."""

SCHEMES = ("gs", "gcs", "s3", "s3a", "hdfs", "abfs", "abfss", "az", "adl", "wasb", "wasbs", "dbfs", "hf", "oss", "cos")
