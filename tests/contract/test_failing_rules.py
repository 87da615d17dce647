"""A rule that gives no number makes its run fail, in both engines; the others go on."""

import textwrap

import numpy as np
import pytest

from govsim.engines import core, mesa
from govsim.model import model_for
from govsim.scenario import Adoption, Population, Scenario

RULES = """
    from govsim.language import Instrument, setting

    broken = Instrument("broken_{kind}", zh="坏", settings=dict(
        reach=setting(1.0, low=0.0, high=1.0, neutral=0.0, unit="share", zh="一", source="assumed: a test")))


    @broken.cost("government")
    def pay(enterprise, p, now):
        big = p.reach * 1e308 * 10.0
        return {value}
    """


@pytest.fixture(
    params=[("nan", "big - big"), ("inf", "big"), ("zero", "1.0 / (p.reach - 1.0)")], ids=lambda one: one[0]
)
def scenario(request, tmp_path):
    kind, value = request.param
    file = tmp_path / f"broken_{kind}_file.py"
    file.write_text(textwrap.dedent(RULES.format(kind=kind, value=value)), encoding="utf-8")
    adopted = (Adoption(f"broken_{kind}", {"reach": 1.0}, 2),)
    return Scenario("s", Population(enterprises=20), 6, 2, (2, 6), adopted, plugins=(str(file),))


@pytest.mark.parametrize("engine", [core, mesa], ids=["core", "mesa"])
def test_the_run_fails_with_its_reason(scenario, engine):
    whole = Scenario("t", Population(enterprises=20), 6, 2, (2, 6))
    broken, sound = engine.run_many(model_for(scenario), [(scenario, 1), (whole, 1)])
    assert sound.error is None and np.isfinite(sound.weekly).all()
    wanted = "ZeroDivisionError: division by zero" if "zero" in scenario.adoptions[0].instrument else "in week 2"
    assert wanted in str(broken.error)


def test_both_engines_give_the_same_reason(scenario):
    one, other = (engine.run_many(model_for(scenario), [(scenario, 1)])[0] for engine in (core, mesa))
    assert one.error == other.error
