"""Frames and models of Spark, by all the ways that lead to a writer."""

from __future__ import annotations

import pytest

from flake8_persist.api import analyze

START = (
    "from pyspark.sql import SparkSession\n"
    "from pyspark.ml import Pipeline, PipelineModel\n"
    "from pyspark.ml.recommendation import ALS\n"
    "spark = SparkSession.builder.master('local[*]').appName('a').getOrCreate()\n"
    "df = spark.read.option('header', True).csv('a.csv')\n"
)
CASES = {
    "a frame": ("df.write.parquet('out')", ["PST111"]),
    "with a mode": ("df.write.mode('overwrite').option('header', True).csv('out')", ["PST111"]),
    "by its format": ("df.write.format('json').save('/tmp/out')", ["PST112"]),
    "a frame made of others": (
        "df.filter(df.a > 1).join(df, 'a').groupBy('a').agg({'b': 'sum'}).write.csv('out')",
        ["PST111"],
    ),
    "a part of a frame": ("train, test = df.randomSplit([0.8, 0.2])\ntest.coalesce(1).write.json('out')", ["PST111"]),
    "a frame of a query": ("spark.sql('select 1').write.orc('out')", ["PST111"]),
    "a frame without holes": ("df.na.drop().write.parquet('out')", ["PST111"]),
    "a frame of pandas": ("df.toPandas().to_csv('a.csv')", ["PST111"]),
    "a model": ("ALS(rank=3).fit(df).save('als')", ["PST101"]),
    "a model by its writer": ("model = ALS().fit(df)\nmodel.write().overwrite().save('als')", ["PST101"]),
    "a pipeline": ("Pipeline(stages=[]).fit(df).write().save('/content/p')", ["PST102"]),
    "predictions": ("ALS().fit(df).transform(df).write.parquet('out')", ["PST111"]),
    "what is read": ("PipelineModel.load('p')\nspark.read.parquet('a')", []),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_what_is_written(source: str, expected: list[str]) -> None:
    assert [finding.code for finding in analyze(START + source).findings] == expected


def test_on_a_cluster_nothing_of_it_is_on_the_machine() -> None:
    source = f"# Databricks notebook source\n{START}df.write.csv('/tmp/out')\ndf.toPandas().to_csv('/tmp/a.csv')\n"
    assert [finding.span.line for finding in analyze(source).findings] == [8]
