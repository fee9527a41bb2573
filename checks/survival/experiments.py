"""All programs of this check."""

from __future__ import annotations

from figure_experiments import FIGURES
from table_experiments import TABLES
from torch_experiments import TORCH

EXPERIMENTS = (*TORCH, *TABLES, *FIGURES)
