"""Whatever ends an attempt, the next one goes on from what is finished, and the tables have the same bytes."""

import json
import sys
import threading
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import govsim
from govsim.study.runs import finish, keep, shards
from govsim.study.runs.lock import locked
from govsim.study.runs.shards import GROUP_ROWS, as_arrow, file_stamp, write_table
from govsim.study.speak.errors import InputError, RunError

COMPARE = ("compare", "scenarios=[baseline,credit]", "seeds=10", "weeks=60")
TABLES = ("scenario.yaml", "runs.parquet", "weekly.parquet", "effects.csv", "figures/enterprises.parquet")


@pytest.fixture(scope="module")
def scenarios():
    return {name: govsim.load_scenario(name, ["weeks=60"]) for name in ("baseline", "credit")}


@pytest.fixture
def compare(scenarios, engine, tmp_path, monkeypatch, capsys):
    """An attempt at a comparison, as the command line makes it: exit status and what was said."""
    monkeypatch.chdir(tmp_path)

    def attempt(out, yearly=False, lang="en", draw=lambda shown, folder: ([], [])):
        plan = keep.Plan("compare", scenarios, tuple(range(10)), {}, "baseline", yearly)
        capsys.readouterr()
        try:
            found = keep.keep(plan, Path(out), keep.How(lang=lang, words=COMPARE, started=1.0, draw=draw))
            status = 1 if found.failures else 0
        except (InputError, RunError, keep.Interrupted) as error:
            status = {InputError: 2, RunError: 1, keep.Interrupted: 130}[type(error)]
            print(error, file=sys.stderr)
        return SimpleNamespace(status=status, err=capsys.readouterr().err, folder=tmp_path)

    return attempt


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    """Three runs a part."""
    monkeypatch.setattr(keep, "PART_RUNS", 3)


@pytest.fixture
def counting(engine):
    """The stand-in engine, counting the runs it plays; `stop` is called after each, and may raise."""
    engine.played = []
    engine.stop = lambda: None

    def run_many(model, jobs, on_done=None, **about):
        def tell(result):
            engine.played.append((result.scenario.name, result.seed))
            if on_done:
                on_done(result)
            engine.stop()

        return play(model, jobs, on_done=tell, **about)

    play, engine.run_many = engine.run_many, run_many
    return engine


def after(runs, error, played):
    def stop():
        if len(played) == runs:
            raise error

    return stop


def bytes_of(folder, names=TABLES):
    return {name: (folder / name).read_bytes() for name in names}


WHOLE = {}


def whole(compare, counting):
    """What an uninterrupted attempt leaves."""
    if not WHOLE:
        done = compare("whole")
        assert done.status == 0, done.err
        counting.played.clear()
        WHOLE.update(bytes_of(done.folder / "whole"))
    return dict(WHOLE)


def test_interrupted_before_the_first_run_nothing_is_left(compare, counting, engine):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    engine.run_many = stopped
    done = compare("here")
    assert done.status == 130 and "nothing was written" in done.err and not (done.folder / "here").exists()


@pytest.mark.parametrize("runs", [1, 3, 7, 19, 20])
def test_an_interrupted_comparison_keeps_every_run_goes_on_and_gives_the_same_bytes(cli, compare, counting, runs):
    expected = whole(compare, counting)
    counting.stop = after(runs, KeyboardInterrupt, counting.played)
    done = compare("here")
    assert done.status == 130
    assert f"{runs} of 20 runs are kept in here" in done.err
    with pytest.raises(ValueError, match="unfinished results"):
        govsim.read_results(done.folder / "here")
    assert "20" in cli("results", "here").out
    counting.played.clear()
    counting.stop = lambda: None
    done = compare("here")
    assert done.status == 0, done.err
    assert len(counting.played) == 20 - runs
    assert bytes_of(done.folder / "here") == expected
    assert not (done.folder / "here" / "parts").exists()
    counting.played.clear()
    done = compare("here")
    assert done.status == 0 and not counting.played and "Nothing was run" in done.err


def test_interrupted_while_figures_are_drawn_every_run_is_kept(compare, counting):
    """Also where they are drawn for results that are there; what is there is then as it was."""
    expected = whole(compare, counting)

    def stopped(*_):
        raise KeyboardInterrupt

    done = compare("here", draw=stopped)
    assert done.status == 130 and "20 of 20 runs are kept in here" in done.err
    counting.played.clear()
    assert compare("here").status == 0 and not counting.played
    done = compare("here", lang="zh", draw=stopped)
    assert done.status == 130 and "here is as it was" in done.err
    assert bytes_of(done.folder / "here") == expected


def test_tables_are_written_while_others_draw_and_a_disk_that_fills_then_is_no_matter_of_figures(
    cli, compare, counting, monkeypatch
):
    expected = whole(compare, counting)

    def draw(shown, folder):
        seen = shown.weekly_of(("seed", "workers", "no such"))
        assert list(seen) == ["seed", "workers"] and len(seen) == 2 * 10 * 60
        shown.meanwhile()
        return [], []

    def full(file, parts):
        raise OSError(28, "No space left on device")

    write = finish.write_table
    monkeypatch.setattr(finish, "write_table", full)
    done = compare("here", draw=draw)
    assert done.status == 1 and "No space left on device" in done.err and "Figures are missing" not in done.err
    assert "20 of 20 runs are kept" in done.err and not (Path("here") / "provenance.json").exists()
    monkeypatch.setattr(finish, "write_table", write)
    assert compare("here", draw=draw).status == 0
    assert bytes_of(done.folder / "here") == expected


@pytest.mark.parametrize("at", [0, 1, 9, 15])
def test_a_full_disk_loses_the_part_in_flight_only(cli, compare, counting, monkeypatch, at):
    expected = whole(compare, counting)
    writes = []
    write = shards.write_whole

    def full(file, data):
        writes.append(file)
        if len(writes) == at + 1:
            file.with_name(f".{file.name}.tmp").write_bytes(data[: len(data) // 2])
            raise OSError(28, "No space left on device")
        write(file, data)

    monkeypatch.setattr(shards, "write_whole", full)
    monkeypatch.setattr(keep, "write_whole", full)
    done = compare("here")
    assert done.status == 1 and "No space left on device" in done.err and "Traceback" not in done.err
    monkeypatch.setattr(shards, "write_whole", write)
    monkeypatch.setattr(keep, "write_whole", write)
    assert compare("here").status == 0
    assert bytes_of(done.folder / "here") == expected
    assert not list((done.folder / "here").rglob("*.tmp"))


def test_results_that_finish_in_any_order_give_the_same_bytes(cli, compare, engine):
    play = engine.run_many

    def shuffled(model, jobs, on_done=None, **about):
        results = play(model, jobs, **about)
        for at in np.random.default_rng(3).permutation(len(results)):
            on_done(results[at])
        return results

    assert compare("whole").status == 0
    engine.run_many = shuffled
    done = compare("here")
    assert bytes_of(done.folder / "here") == bytes_of(done.folder / "whole")


@pytest.mark.parametrize("how", ["cut", "changed", "gone", "note"])
def test_a_damaged_part_is_done_again(cli, compare, counting, how):
    expected = whole(compare, counting)
    counting.stop = after(10, KeyboardInterrupt, counting.played)
    parts = compare("here").folder / "here" / "parts"
    file = parts / "0000003-weekly.parquet"
    data = file.read_bytes()
    if how == "gone":
        file.unlink()
    elif how == "note":
        (parts / "0000003.json").write_text("{")
    else:
        file.write_bytes({"cut": data[:-9], "changed": data[:100] + b"?" + data[101:]}[how])
    counting.played.clear()
    counting.stop = lambda: None
    done = compare("here")
    assert done.status == 0 and "One part was damaged" in done.err
    assert len(counting.played) == 20 - 10 + 3
    assert bytes_of(done.folder / "here") == expected


@pytest.mark.parametrize("table", ["weekly.parquet", "effects.csv"])
def test_a_damaged_table_is_made_again(cli, compare, counting, table):
    expected = whole(compare, counting)
    compare("here")
    file = cli("results").folder / "here" / table
    file.write_bytes(file.read_bytes()[:-7])
    assert f"damaged: {table}" in cli("results", "here").out
    done = compare("here")
    assert done.status == 0 and f"{table} is damaged" in done.err
    assert bytes_of(done.folder / "here") == expected


def test_other_settings_never_mix_into_a_result(cli, counting):
    cli(*COMPARE, "out=here")
    before = bytes_of(cli("results").folder / "here", (*TABLES, "provenance.json"))
    for change in ("weeks=61", "seeds=11", "instrument.credit_penalties.loan_spread=0.05"):
        done = cli(*COMPARE[:2], *(["seeds=10"] if "seeds" not in change else []),
                   *(["weeks=60"] if "weeks" not in change else []), change, "out=here")  # fmt: skip
        assert done.status == 2 and "other settings" in done.err
    assert bytes_of(done.folder / "here", (*TABLES, "provenance.json")) == before
    folders = {cli(*COMPARE, change).folder for change in ("tables=yearly", "engine=mesa", "lang=zh")}
    assert len(list((folders.pop() / "results" / "compare").iterdir())) == 1, "these change no number"


def test_unfinished_results_of_other_settings_are_not_touched(cli, counting):
    counting.stop = after(7, KeyboardInterrupt, counting.played)
    assert "7 of 20 runs are kept" in cli(*COMPARE, "out=here").err
    counting.stop = lambda: None
    done = cli(*(word for word in COMPARE if not word.startswith("weeks=")), "weeks=70", "out=here")
    assert done.status == 2 and "unfinished results of other settings" in done.err


def test_a_file_of_the_users_own_is_never_overwritten(cli, compare, engine, tmp_path):
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "runs.parquet").write_text("mine")
    done = compare("here")
    assert done.status == 2 and "runs.parquet" in done.err
    assert (tmp_path / "here" / "runs.parquet").read_text() == "mine"
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "notes.txt").write_text("mine")
    assert compare("there").status == 0
    assert (tmp_path / "there" / "notes.txt").read_text() == "mine"


def test_a_table_asked_for_later_is_added(cli, compare, counting):
    expected = whole(compare, counting)
    compare("here")
    done = compare("here", yearly=True)
    assert done.status == 0 and "enterprises.parquet is missing" in done.err
    assert bytes_of(done.folder / "here", TABLES[:4]) == {name: expected[name] for name in TABLES[:4]}
    assert len(govsim.read_results(done.folder / "here").enterprises) == 60
    assert "Nothing was run" in compare("here", yearly=True).err


def test_figures_in_another_language_are_drawn_from_the_tables(compare, counting):
    def drawing(lang):
        def draw(shown, folder):
            (folder / f"one_{lang}.png").write_text(f"{len(shown.runs)} runs")
            return [folder / f"one_{lang}.png"], []

        return draw

    compare("here", draw=drawing("en"))
    counting.played.clear()
    done = compare("here", lang="zh", draw=drawing("zh"))
    names = {file.name for file in (done.folder / "here" / "figures").iterdir()}
    assert done.status == 0 and not counting.played and names == {"one_en.png", "one_zh.png", "enterprises.parquet"}
    about = govsim.read_results(done.folder / "here").provenance
    assert about["figures"] == {"en": ["one_en.png"], "zh": ["one_zh.png"]}


def test_figures_that_are_missing_are_drawn_by_the_next_same_command(compare, counting):
    """Whether they were deleted, or drawing them failed."""
    drawn = []

    def draw(shown, folder):
        drawn.append(folder)
        for name in ("one.png", "two.svg"):
            (folder / name).write_text(name)
        return [folder / "one.png", folder / "two.svg"], []

    def broken(shown, folder):
        (folder / "one.png").write_text("half")
        raise ImportError("no such backend")

    done = compare("here", draw=broken)
    assert done.status == 0 and govsim.read_results(done.folder / "here").provenance["figures"] == {}
    counting.played.clear()
    compare("here", draw=draw)
    figures = done.folder / "here" / "figures"
    assert len(drawn) == 1 and {file.name for file in figures.iterdir()} == {
        "one.png",
        "two.svg",
        "enterprises.parquet",
    }
    compare("here", draw=draw)
    assert len(drawn) == 1
    (figures / "two.svg").unlink()
    compare("here", draw=None)
    compare("here", draw=draw)
    assert len(drawn) == 2 and (figures / "two.svg").is_file() and not counting.played


def test_a_second_process_waits_for_the_first(tmp_path):
    waiting, order = threading.Event(), []

    def second():
        with locked(tmp_path / "parts", lambda holder: waiting.set()):
            order.append("second")

    other = threading.Thread(target=second)
    with locked(tmp_path / "parts", lambda holder: None):
        other.start()
        assert waiting.wait(10)
        order.append("first")
        import shutil

        shutil.rmtree(tmp_path / "parts")  # as a finished attempt does
    other.join(10)
    assert order == ["first", "second"] and (tmp_path / "parts" / "lock").is_file()


def test_a_failed_run_is_kept_as_a_row_over_attempts(cli, compare, counting):
    counting.run_many = partial(counting.run_many, failing=[1, 3, 4, 5])
    counting.stop = after(8, KeyboardInterrupt, counting.played)
    compare("here")
    counting.stop = lambda: None
    done = compare("here")
    assert done.status == 1
    runs = govsim.read_results(done.folder / "here").runs
    assert sorted(runs[runs["error"].notna()]["seed"]) == [1, 1, 3, 3, 4, 4, 5, 5]
    assert json.loads(cli("results", "show", "here", "--json").out)


def test_a_sweep_is_kept_with_its_values(cli, counting):
    words = ("sweep", "scenario=credit", "instrument.credit_penalties.loan_spread=0,0.01", "population=county,small",
             "weeks=60", "seeds=4")  # fmt: skip
    assert cli(*words, "out=whole").status == 0
    counting.played.clear()
    counting.stop = after(7, KeyboardInterrupt, counting.played)
    cli(*words, "out=here")
    counting.stop = lambda: None
    done = cli(*words, "out=here")
    assert bytes_of(done.folder / "here") == bytes_of(done.folder / "whole")
    weekly = govsim.read_results(done.folder / "here").weekly
    assert set(weekly["population"]) == {"county", "small"} and set(weekly.iloc[:, 4]) == {0.0, 0.01}


def test_parts_leave_no_trace_in_a_table(tmp_path):
    table = as_arrow(pd.DataFrame({"a": np.arange(3 * GROUP_ROWS // 2), "b": ["x"] * (3 * GROUP_ROWS // 2)}))
    write_table(tmp_path / "one", [table])
    write_table(tmp_path / "many", (table.slice(at, 10_007) for at in range(0, len(table), 10_007)))
    assert file_stamp(tmp_path / "one") == file_stamp(tmp_path / "many")
