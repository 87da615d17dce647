"""Tests speak English unless they ask for another language, whatever the developer's own is."""

import os


def pytest_configure():
    os.environ["LANGUAGE"] = "en"
