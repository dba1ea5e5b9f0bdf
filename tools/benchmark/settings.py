"""The site's settings with the benchmark's addresses."""

from newsapp.settings import *  # noqa: F403

ROOT_URLCONF = "tools.benchmark.urls"
