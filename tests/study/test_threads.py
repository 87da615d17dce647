"""Nothing that a process shares stands between calls: threads compose and run, each with files of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import govsim
from govsim.engines import kernels
from govsim.model import model_for
from govsim.study.runs.shards import parquet_bytes
from govsim.study.runs.source import result_id

THREADS = 16
TOWN = ("instrument=[buddy]", "population.enterprises=5", "population.inspectors=2", "start=2", "settle=3")
INSTRUMENT = """
from govsim.language import Instrument, setting

buddy = Instrument("buddy", zh="结对", en="buddy visits", meaning="Neighbours visit.", settings=dict(
    reach=setting(0.5, low=0.0, high=1.0, neutral=0.0, unit="share", zh="范围", source="assumed: a test")))


@buddy.effect("forced_visit")
def visit(enterprise, p, now):
    return {strength} * p.reach
"""
PARTY = """
from govsim.language import Table, column, columns, outcome, phase, rule

Table("club", code={code}, zh="俱乐部", plural="clubs", parents=("region",))
columns("club", mood=column(1.0, unit="share", low=0.0, high=1.0, zh="气氛", meaning="mood", source="assumed"))
outcome("club_mood", total="club.mood", kind="stock", unit="share", zh="俱乐部气氛", meaning="mood of clubs")


phase("clubs", before="parties", en="clubs", zh="俱乐部")  # of its own: what is compiled for it is small


@rule(writes=("mood",), phase="clubs")
def feel(club, p, now):
    club.mood = {strength} * club.mood
"""


@pytest.fixture(scope="module")
def calls(tmp_path_factory):
    """What each thread asks: files and instruments of one name, some with a party; scenarios and lengths differ."""
    files = []
    for number in range(8):
        folder = tmp_path_factory.mktemp(f"town_{number}")
        made = [folder / "buddy.py"]
        made[0].write_text(INSTRUMENT.format(strength=f"0.{number + 1}"), encoding="utf-8")
        if number % 2:
            made.append(folder / "club.py")
            made[1].write_text(PARTY.format(code=80 + number, strength=f"0.{number}"), encoding="utf-8")
        files.append(f"plugins=[{','.join(map(str, made))}]")
    names = ("baseline", "credit", "fines", "insurance")
    return [(names[number % 4], [files[number % 8], f"weeks={8 + number % 3}", *TOWN]) for number in range(THREADS)]


def asked(call, engine="mesa"):
    """What a call leaves: the scenario, its id, and the bytes of its tables."""
    scenario = govsim.load_scenario(*call)
    found = govsim.simulate(scenario, seeds=[3], engine=engine)
    name = result_id(found.model, found.scenarios, found.seeds)
    return scenario.canonical(), name, parquet_bytes(found.runs), parquet_bytes(found.weekly)


@pytest.fixture(scope="module")
def one_after_another(calls):
    """What the calls leave on the open engine, which compiles nothing and keeps nothing."""
    return [asked(call) for call in calls]


@pytest.fixture
def small_kernels_missing(monkeypatch):
    """What the cache holds of the calls' own files is not found, so that threads compile it side by side."""
    own, read = ("instrument_buddy_", "phase_clubs_"), kernels.kept.read
    monkeypatch.setattr(kernels.kept, "read", lambda path: None if path.name.startswith(own) else read(path))
    for name in [name for name in kernels._LOADED if name.startswith(own)]:
        monkeypatch.delitem(kernels._LOADED, name)


@pytest.mark.parametrize("engine", ["core", "mesa"])
def test_threads_give_what_one_after_another_gives(calls, engine, one_after_another, small_kernels_missing):
    ready = threading.Barrier(THREADS)

    def at_once(call):
        ready.wait(60)
        return asked(call, engine)

    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(at_once, calls))
    assert found == one_after_another
    assert len({name for _, name, _, _ in found}) == len({str(one) for one, *_ in found})


def test_two_models_with_instruments_of_one_name_live_side_by_side(calls):
    first, second = (govsim.load_scenario(*calls[number]) for number in (0, 4))
    models = [model_for(one) for one in (first, second)]
    effects = [model.instruments["buddy"].effects[0][1] for model in models]
    assert [effect(None, type("p", (), {"reach": 1.0}), None) for effect in effects] == [0.1, 0.5]
    assert "buddy" not in model_for(govsim.load_scenario("baseline")).instruments


def test_a_file_that_was_edited_takes_its_own_place(tmp_path):
    file = tmp_path / "buddy.py"
    found = []
    for strength in ("0.0", "1.0", "0.0"):
        file.write_text(INSTRUMENT.format(strength=strength), encoding="utf-8")
        call = ("baseline", [f"plugins=[{file}]", "weeks=12", "instrument.buddy.reach=1", *TOWN])
        found.append(asked(call)[1:])
    assert found[0] == found[2] and found[0][0] != found[1][0] and found[0][1] != found[1][1]


def test_a_hydra_of_the_users_own_is_left_as_it_was(calls):
    from hydra import compose, initialize_config_dir
    from hydra.core.config_store import ConfigStore
    from hydra.version import VersionBase

    from govsim.study.ask.files import config_folder

    before = VersionBase.instance().getbase()
    with initialize_config_dir(config_dir=str(config_folder()), version_base="1.2"):
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda call: govsim.load_scenario(*call), calls))
        assert str(VersionBase.instance().getbase()) == "1.2" and compose("config", ["scenario=baseline"]).weeks == 520
        assert not {"policy", "instrument"} & set(ConfigStore.instance().repo)
    VersionBase.instance().version_base = before
