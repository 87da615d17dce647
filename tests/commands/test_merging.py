"""Results of several people put together are those of one run with all seeds, or are refused in a line."""

import json
import shutil

import pandas as pd
import pytest

import govsim
from govsim.figures import saving
from govsim.study.ask.design import seed_list
from govsim.study.runs.shards import file_stamp

PLAN = ("compare", "scenarios=[baseline,credit]", "weeks=60", "by=industry", "figures=false")


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Where the results lie that are made for the first test and copied for the others."""
    return tmp_path_factory.mktemp("once") / "all"


@pytest.fixture
def there(cli, engine, once, tmp_path):
    """Three people's results, two of whom share a seed, and those of one run with all seeds."""
    if not once.exists():
        once.mkdir()
        for name, seeds in (("a", "[0,3,4]"), ("b", "[1,4,5]"), ("c", "[2]"), ("whole", "6")):
            assert (done := cli(*PLAN, f"seeds={seeds}", f"out={name}")).status == 0, done.err
            shutil.move(tmp_path / name, once / name)
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_merged_results_are_those_of_one_run_with_all_seeds(cli, there):
    done = cli("results", "merge", "c", "b", "a", "out=new", "figures=false")
    assert done.status == 0, done.err
    merged, whole = ({file.name: file.read_bytes() for file in (there / name).iterdir() if file.is_file()}
                     for name in ("new", "whole"))  # fmt: skip
    about, known = json.loads(merged.pop("provenance.json")), json.loads(whole.pop("provenance.json"))
    assert merged == whole and about["files"] == known["files"] and about["id"] == known["id"]
    assert about["seeds"] == [0, 1, 2, 3, 4, 5] and [one["seeds"] for one in about["merged"]] == [
        [2],
        [1, 4, 5],
        [0, 3, 4],
    ]
    assert {"folder", "id", "command", "machine"} <= set(about["merged"][0]) and not (there / "new" / "parts").exists()
    assert "1 in several" in done.err
    assert cli("results", "show", "new").status == 0


def _changed(folder, change):
    """Other numbers in a table, as if its run had left them."""
    runs = pd.read_parquet(folder / "runs.parquet")
    change(runs)
    runs.to_parquet(folder / "runs.parquet")
    _about(folder, lambda about: about["files"].update({"runs.parquet": file_stamp(folder / "runs.parquet")}))


def _about(folder, change):
    about = json.loads((folder / "provenance.json").read_text())
    change(about)
    (folder / "provenance.json").write_text(json.dumps(about))


def _other_number(runs):
    runs.loc[(runs["seed"] == 4) & (runs["scenario"] == "credit"), "workers"] += 1


def test_what_does_not_go_together_is_refused_in_a_line(cli, there):
    _changed(there / "b", _other_number)
    shutil.copytree(there / "a", there / "old")
    _about(there / "old", lambda about: about.update(source="0123"))
    shutil.copytree(there / "a", there / "torn")
    (there / "torn" / "weekly.parquet").write_bytes(b"mine")
    assert cli(*PLAN[:2], "weeks=61", *PLAN[3:], "seeds=[7]", "out=longer").status == 0
    shutil.copytree(there / "a", there / "run")
    _about(there / "run", lambda about: about.update(kind="run"))
    for folders, names in (
        (["a"], "two folders"),
        (["a", "b"], "Seed 4 of scenario credit is in 'a' and 'b'"),
        (["a", "old"], "source is"),
        (["old", "old"], "other code"),
        (["a", "torn"], "'torn' was changed after it was written: weekly.parquet"),
        (["a", "longer"], "weeks is 60 in 'a' and 61 in 'longer'"),
        (["a", "run"], "kind is 'compare' in 'a' and 'run' in 'run'"),
        (["a", "nothing"], "no result 'nothing'"),
        (["a", "c", "to=x"], "does not take 'to'"),
        (["a", "c", "out=whole"], "out = 'whole' holds results of other settings"),
    ):
        done = cli("results", "merge", *folders, *([] if folders[-1][:3] in ("to=", "out") else ["out=new"]))
        assert done.status == 2 and names in done.err and len(done.err.strip().splitlines()) == 1, (folders, done.err)
        assert not (there / "new").exists()


def test_a_folder_of_folders_of_results_names_them(cli, there):
    (there / "study").mkdir()
    for name in "ab":
        (there / name).rename(there / "study" / name)
    done = cli("results", "show", "study")
    assert done.status == 0 and "study/a, study/b" in done.out and "finished" in done.out
    refused = cli("results", "export", "study")
    assert refused.status == 2 and "study/a, study/b" in refused.err and len(refused.err.strip().splitlines()) == 1


def test_figures_are_drawn_again_in_the_format_asked_for(cli, engine, there):
    asked = []

    def draw(shown, folder, lang, *_, **__):
        asked.append((len(shown.runs), lang, saving._FORMATS.get()))
        return [folder / "one.pdf"], []

    engine.figures.draw_results = draw
    done = cli("results", "figures", "whole", "lang=zh")
    assert done.status == 0 and asked == [(12, "zh", ("pdf",))] and "whole/figures" in done.out, done.err
    mistakes = ((["format=gif"], "'gif'"), (["out=x"], "does not take 'out'"), (["to=whole/runs.parquet"], "is a file"))
    for words, names in mistakes:
        done = cli("results", "figures", "whole", *words)
        assert done.status == 2 and names in done.err and len(done.err.strip().splitlines()) == 1


def test_seeds_that_follow_each_other_are_given_by_the_first_and_the_last():
    assert seed_list("100-103") == (100, 101, 102, 103)
    for wrong in ("5-3", "1-", "0-999999"):
        with pytest.raises(govsim.InputError, match="100-199"):
            seed_list(wrong)
