"""All programs of this check."""

from __future__ import annotations

from artifact_experiments import ARTIFACTS
from figure_experiments import FIGURES
from hub_experiments import HUB
from notebook_experiments import NOTEBOOKS
from place_experiments import PLACES
from state_experiments import STATES
from table_experiments import TABLES
from torch_experiments import TORCH

EXPERIMENTS = (*TORCH, *ARTIFACTS, *TABLES, *FIGURES, *PLACES, *STATES, *HUB, *NOTEBOOKS)
