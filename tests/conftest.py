"""Tests speak English unless they ask for another language, and take the time they need."""

import os

from hypothesis import settings


def pytest_configure():
    os.environ["LANGUAGE"] = "en"
    settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
    settings.load_profile("untimed")
