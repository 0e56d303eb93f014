"""script/browser.py: which Chromium the browser tests get, and that a missing one is loud."""

import importlib.util
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def browser():
    spec = importlib.util.spec_from_file_location("browser", TOP / "script/browser.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def program(tmp_path):
    """Makes programs that end with a certain code."""

    def make(name, code):
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\nexit {code}\n")
        path.chmod(0o755)
        return path

    return make


def test_browser_path_wins_over_everything(browser, program, monkeypatch):
    monkeypatch.setenv("PATH", f"{program('chromium', 0).parent}:/usr/bin:/bin")
    named = program("mine", 0)
    assert browser.find_browser({"BROWSER_PATH": str(named)}) == named


def test_browser_path_that_does_not_start_is_an_error(browser, program):
    named = program("broken", 1)
    with pytest.raises(browser.BrowserMissingError, match="broken, which does not start"):
        browser.find_browser({"BROWSER_PATH": str(named)})


def test_browser_on_path_that_only_pretends_is_passed_over(browser, program, monkeypatch):
    program("chromium-browser", 1)
    real = program("google-chrome", 0)
    monkeypatch.setenv("PATH", f"{real.parent}:/nowhere")
    assert browser.find_browser({}) == real


def test_browser_missing_is_said_in_one_sentence(browser, monkeypatch):
    for way in ("_on_path", "_from_debian", "_from_npm"):
        monkeypatch.setattr(browser, way, lambda: None)
    with pytest.raises(browser.BrowserMissingError, match=r"^No browser: install Chromium"):
        browser.find_browser({})


def test_node_is_the_one_of_the_wheel(browser):
    assert browser.find_node().is_relative_to(sys.prefix)
    assert browser.works(browser.find_node())
