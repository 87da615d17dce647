"""What the language has not is refused where it is declared, with the file, the line and what to write instead."""

import importlib.util
import textwrap

import pytest

from govsim.language import DeclarationError, check_names, facts_of

HEAD = "from govsim.language import *\nfrom govsim.language import rule, helper, uniform, purpose, clip\n"


@pytest.fixture
def declare(tmp_path):
    count = iter(range(1000))

    def make(text):
        path = tmp_path / f"rules_{next(count)}.py"
        path.write_text(HEAD + textwrap.dedent(text), encoding="utf-8")
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return make


REFUSED = {
    "worker.skill = worker.skill ** 2": "power",
    "worker.skill = [1.0][0]": "indexing",
    "worker.skill = sum(x for x in workers)": "comprehension",
    "worker.skill = enterprise.industry.wage": "chains",
    "worker.skill = math.exp(1.0)": "plain name",
    "worker.skill = ~now.week": "'~'",
    "enterprise.effort = 1.0": "its own row only",
    "worker.attitude = 1.0": "declares writes",
    "worker.id = 3": "engine's",
    "worker.skill = max(1.0, key=abs)": "positional",
    "while True:\n        worker.skill = 1.0": "bound",
    "while worker.skill > 0.5:\n        worker.skill = worker.skill / 2.0": "no while",
    "try:\n        worker.skill = 1.0\n    except ValueError:\n        pass": "exceptions",
    "worker.skill, worker.attitude = 1.0, 2.0": "one name",
    "worker.skill = 'x'": "numbers",
    "worker.skill = (lambda: 1.0)()": "plain name",
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_the_language_has_not_is_refused_with_its_line(declare, line):
    text = (
        f'@rule(writes=("skill",))\ndef bad(worker, enterprise, workers, p, now):\n    {line}\n    worker.skill = 1.0\n'
    )
    with pytest.raises(DeclarationError, match=REFUSED[line]) as error:
        declare(text)
    assert "rules_0.py:" in str(error.value)


def test_a_closure_is_refused(declare):
    with pytest.raises(DeclarationError, match="closes over"):
        declare(
            """
            def make(x):
                @rule(writes=("skill",))
                def bad(worker, p, now):
                    worker.skill = x
                return bad
            make(2.0)
            """
        )


def test_a_rule_must_write_what_it_declares(declare):
    with pytest.raises(DeclarationError, match="never does"):
        declare('@rule(writes=("skill", "attitude"))\ndef bad(worker, p, now):\n    worker.skill = 1.0\n')


COLUMNS = {
    "worker": {"skill": "float", "points": "int", "alive": "bool"},
    "enterprise": {"effort": "float", "found": "int"},
    "parameters": {"speed": "float"},
    "now": {"week": "int"},
}
KINDS = {
    "worker": "worker",
    "enterprise": "enterprise",
    "workers": "members:worker",
    "p": "parameters",
    "now": "now",
}

MISTAKES = {
    "worker.skil = 1.0": "did you mean 'skill'",
    "worker.skill = p.sped": "did you mean 'speed'",
    "worker.points = 0.5": "value is float",
    "worker.skill = 1": "value is int",
    "worker.skill = max(worker.skill, 0)": "mixes",
    "worker.alive = 1": "value is int",
    "worker.skill = 1.0 if worker.alive else 0": "mixes",
    "n = 0\n    n = 1.5": "keep one type",
    "worker.skill = unknown(1.0)": "not a helper",
    "worker.skill = missing": "neither local",
    "if worker.points and worker.alive:\n        worker.skill = 1.0": "join comparisons",
    "for x in p:\n        worker.skill = 1.0": "loop over members",
    "if worker.alive:\n        n = 1.0\n    worker.skill = n": "'n' may be used before",
    "for m in workers:\n        n = 1.0\n    worker.skill = n": "'n' may be used before",
    "for m in workers:\n        pass\n    worker.skill = m.skill": "'m' may be used before",
    "for m in workers:\n        pass\n    for m in range(3):\n        pass": "keep one type",
}


@pytest.mark.parametrize("line", MISTAKES)
def test_names_and_types_are_checked_with_the_line(declare, line):
    module = declare(f"def bad(worker, enterprise, workers, p, now):\n    {line}\n")
    with pytest.raises(DeclarationError, match=MISTAKES[line]) as error:
        check_names(module.bad, {k: v for k, v in KINDS.items()}, COLUMNS)
    assert ".py:4" in str(error.value) or ".py:5" in str(error.value) or ".py:6" in str(error.value)


def test_a_sound_rule_passes_and_helpers_are_followed(declare):
    module = declare(
        """
        LIMIT = 0.9
        @helper
        def halve(x):
            return x / 2.0
        def good(worker, enterprise, workers, p, now):
            n = 0
            total = 0.0
            for member in workers:
                n += 1
                total += member.skill
            worker.points = n
            worker.skill = clip(halve(total) / max(1.0, float(n)) * p.speed, 0.0, LIMIT)
            worker.alive = worker.skill > 0.1 and now.week >= 0
            if n > 3:
                share = 0.5
            elif n == 0:
                return 0.0
            else:
                share = 0.25
            return worker.skill * share
        """
    )
    assert check_names(module.good, KINDS, COLUMNS) == "float"
    assert ("worker", "points") in facts_of(module.good).writes
