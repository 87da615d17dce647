"""Files of a user's own as they lie on disk: links, files beside them, mistakes of any sort when they are read."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest

from govsim.errors import InputError
from govsim.language import DeclarationError
from govsim.model import model_for, model_of
from govsim.scenario import Adoption, Population, Scenario
from govsim.study.ask.declarations import load_plugins
from govsim.study.runs.source import result_id
from govsim.study.speak.words import speaking

TEXT = """
    {imported}
    from govsim.language import Instrument, setting

    {name} = Instrument("{name}", zh="伴", settings=dict(
        reach=setting(0.5, low=0.0, high=1.0, neutral=0.0, unit="share", zh="一", source="assumed: a test")))


    @{name}.effect("forced_visit")
    def visit(enterprise, p, now):
        return {call}(p.reach)


    @{name}.spends("government", "nothing", zh="无")
    def pay(enterprise, p, now):
        return 0.0
    """
BESIDE = """
    from govsim.language import helper
    from {more} import SCALE


    @helper
    def scaled(reach):
        return SCALE * reach
    """
IMPORTS = {
    "from a file": ("from scales import scaled", "scaled"),
    "all of it": ("from scales import *", "scaled"),
    "under another name": ("from scales import scaled as other", "other"),
    "as in a package": ("from .scales import scaled", "scaled"),
    "at the end of a module": ("import scales; scaled = scales.scaled", "scaled"),
    "from the folder": ("from . import scales; scaled = scales.scaled", "scaled"),
}


def write(folder, name="own", imported="from scales import scaled", call="scaled", scale=0.25, file=None):
    folder.mkdir(exist_ok=True, parents=True)
    own = folder / (file or f"{name}_file.py")
    own.write_text(textwrap.dedent(TEXT).format(name=name, imported=imported, call=call), encoding="utf-8")
    (folder / "scales.py").write_text(textwrap.dedent(BESIDE).format(more="numbers_of_mine"), encoding="utf-8")
    (folder / "numbers_of_mine.py").write_text(f"SCALE = {scale}\n", encoding="utf-8")
    return own


def value_of(model, name="own"):
    """What the effect of an instrument gives at a reach of one."""
    (_, visit), *_ = model.instruments[name].effects
    return visit.__globals__["scaled"](1.0) if "scaled" in visit.__globals__ else visit.__globals__["other"](1.0)


def name_of_results(*files):
    adopted = tuple(Adoption(name, {"reach": 0.5}, 156) for name in ("own",))
    made = Scenario("s", Population(enterprises=20), adoptions=adopted, plugins=tuple(map(str, files)))
    return result_id(model_for(made), {"s": made}, (1,))


@pytest.mark.parametrize("how", IMPORTS)
def test_a_file_beside_it_is_imported_and_an_edit_counts_at_once_and_in_the_name_of_results(tmp_path, how):
    imported, call = IMPORTS[how]
    names = []
    for scale in (0.25, 0.75, 0.25):
        file = write(tmp_path, imported=imported, call=call, scale=scale)
        assert value_of(model_of(plugins=[file])) == scale
        names.append(name_of_results(file))
    assert names[0] == names[2] != names[1]
    assert str(tmp_path) not in sys.path and not {"scales", "numbers_of_mine"} & set(sys.modules)


def test_files_of_one_name_beside_two_plugins_do_not_meet(tmp_path):
    one = write(tmp_path / "here", "own", scale=0.25)
    other = write(tmp_path / "there", "another", scale=0.5)
    model = model_of(plugins=[one, other])
    assert (value_of(model, "own"), value_of(model, "another")) == (0.25, 0.5)


def test_two_plugins_share_what_the_file_beside_both_declares(tmp_path):
    files = [write(tmp_path, name) for name in ("own", "another")]
    text = (tmp_path / "scales.py").read_text(encoding="utf-8")
    more = 'from govsim.language import parameter\nparameter("pull", 0.5, low=0.0, high=1.0, unit="share", zh="力",'
    (tmp_path / "scales.py").write_text(
        f'{text}\n{more} meaning="a pull", source="assumed: a test")\n', encoding="utf-8"
    )
    assert {"own", "another"} <= set(model_of(plugins=files).instruments)
    assert model_of(plugins=files).parameters["pull"].default == 0.5


@pytest.mark.parametrize("beside", ["the file", "the link"])
def test_a_link_is_as_good_as_the_file_and_needs_no_ending_there(tmp_path, beside):
    stored = write(tmp_path / "store", file="0a1b2c")
    link = tmp_path / "mine.py"
    link.symlink_to(stored)
    if beside == "the link":
        for name in ("scales.py", "numbers_of_mine.py"):
            (tmp_path / "store" / name).rename(tmp_path / name)
    assert load_plugins([link]) == (str(link),)
    assert value_of(model_of(plugins=[link])) == 0.25
    twice = tmp_path / "again.py"
    twice.symlink_to(stored)
    assert set(model_of(plugins=[link, twice]).instruments) == set(model_of(plugins=[link]).instruments)


def test_what_is_not_imported_and_names_of_pythons_own_are_left_alone(tmp_path):
    file = write(tmp_path, imported="import random\nfrom scales import scaled")
    for name in ("random.py", "unrelated.py"):
        (tmp_path / name).write_text("raise RuntimeError\n", encoding="utf-8")
    assert value_of(model_of(plugins=[file])) == 0.25


# --- Mistakes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "beside", "said"),
    [
        ("raise KeyboardInterrupt", None, ":1: KeyboardInterrupt"),
        ("raise SystemExit(3)", None, ":1: SystemExit: 3"),
        ("raise GeneratorExit", None, ":1: GeneratorExit"),
        ("import nowhere_at_all", None, ":1: ModuleNotFoundError"),
        ("\nx = 1 / 0", None, ":2: ZeroDivisionError"),
        ("import scales", "\n\n1 / 0", ":1: scales.py:3: ZeroDivisionError"),
        ("\nimport scales", "def (", ":2: scales.py:1: SyntaxError"),
        ("from scales import more", "less = 1", ":1: ImportError"),
        ("import scales", "raise KeyboardInterrupt", ":1: scales.py:1: KeyboardInterrupt"),
    ],
)
def test_whatever_a_file_raises_is_one_line_with_its_place(tmp_path, own, beside, said):
    file = tmp_path / "own.py"
    file.write_text(f"{own}\n", encoding="utf-8")
    if beside is not None:
        (tmp_path / "scales.py").write_text(f"{beside}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_plugins([file])
    place, _, reason = said[1:].partition(": ")
    assert f"own.py:{place} cannot be imported: {reason}" in str(caught.value) and "\n" not in str(caught.value)


def test_a_key_that_is_pressed_while_a_file_is_read_still_interrupts(tmp_path):
    file = tmp_path / "own.py"
    file.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nwhile True:\n    pass\n", encoding="utf-8")
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            load_plugins([file])
    finally:
        signal.signal(signal.SIGINT, before)


TABLE = (
    'from govsim.language import Table\nTable("{name}", code={code}, plural="{name}s", parents=("{parent}",), zh="")\n'
)
NEEDS = 'from govsim.language import Instrument\nInstrument("odd", zh="奇", needs=("{need}",))\n'


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        (TABLE.format(name="guild", code=9, parent="region"), "64 to 127", "64 至 127"),
        (TABLE.format(name="guild", code=70, parent="regin"), "did you mean 'region'", "是否想写 'region'"),
        (NEEDS.format(need="coer"), "did you mean 'core'", "是否想写 'core'"),
        (NEEDS.format(need="no_such_part_at_all"), "no such part", "没有这个部件"),
    ],
)
def test_what_would_be_passed_over_in_silence_is_refused_with_file_and_line(tmp_path, text, en, zh):
    file = tmp_path / "odd.py"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError, match=f"{file}:2: ") as caught:
        model_of(plugins=[file])
    assert en in str(caught.value) and zh in caught.value.in_language("zh")
    for lang, words in (("en", en), ("zh", zh)):
        with speaking(lang), pytest.raises(InputError, match=words.replace("?", "")):
            load_plugins([file])


def test_a_part_that_another_file_is_may_be_needed(tmp_path):
    (tmp_path / "odd.py").write_text(NEEDS.format(need="guilds"), encoding="utf-8")
    (tmp_path / "guilds.py").write_text(TABLE.format(name="guild", code=70, parent="region"), encoding="utf-8")
    assert "odd" in model_of(plugins=[tmp_path / "odd.py", tmp_path / "guilds.py"]).instruments


def test_the_same_holds_in_a_process_of_its_own(tmp_path):
    write(tmp_path)
    words = [sys.executable, "-m", "govsim", "list", "instruments", "plugins=[own_file.py]", "--json"]
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(words, cwd=tmp_path, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True)
    assert done.returncode == 0 and '"own"' in done.stdout, done.stderr
