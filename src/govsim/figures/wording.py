"""What figures say, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govsim.figures.phrases import PHRASES
from govsim.figures.style import can_draw, usable_language
from govsim.locale import unit
from govsim.populations.industry_values import industry_labels, industry_names

INDUSTRIES = {
    "mining": "Mining",
    "chemicals": "Chemicals",
    "construction": "Construction",
    "metal_machinery": "Metal and machinery",
    "other_manufacturing": "Other manufacturing",
    "transport_logistics": "Transport and logistics",
    "trade_catering": "Trade and catering",
    "new_format": "New business forms",
}


LABELS = {
    "mean_violation": "Violations by workers",
    "reported_share": "Share of injuries recorded",
    "concealed_share": "Share of deaths hidden",
    "mean_effort": "Safety effort",
    "cost_resource": "Resource cost",
    "profit": "Profit of enterprises",
    "hazards_per_enterprise": "Hazards present",
}  # English, where the name of an outcome says too little
BOOKS = ("true", "recorded", "expected")


def _sentence(name: str) -> str:
    return name.replace("_", " ").capitalize()


class Words:
    """The words of one figure, in the language asked for where its characters can be drawn."""

    def __init__(self, meta: Mapping[str, Any], lang: str = "en") -> None:
        self.lang = usable_language(lang)
        self.meta = meta

    def say(self, phrase: str, **values: object) -> str:
        """A phrase of the list above with its values filled in; of a sweep, which has no baseline, its own."""
        swept = f"{phrase}_swept"
        chosen = swept if self.meta.get("swept") and swept in PHRASES else phrase
        return PHRASES[chosen][self.lang == "zh"].format(**values)

    def how(self, phrase: str, **values: object) -> str:
        """What is shown and how, and which parts of the model are behind it."""
        return self.say("sentence_gap").join(filter(None, (self.say(phrase, **values), self.parts())))

    def parts(self) -> str:
        """The parts of the model that every scenario has besides the core, as a sentence; nothing where none."""
        found = self.meta.get("parts", {}).get(self.lang, ())
        alone = len(self.meta.get("titles", {})) < 2
        listed = self.say("listed" if self.lang == "zh" else "listed_apart").join(found)
        return self.say("parts_alone" if alone else "parts", listed=listed) if found else ""

    def units_swept(self) -> str:
        """The units of the settings that a sweep varies, as a sentence; nothing where there are none."""
        found = [one for one in self.meta.get("swept") or () if one["unit"][self.lang]]
        said = [self.say("titled", title=one["title"][self.lang], unit=one["unit"][self.lang]) for one in found]
        return self.say("swept_units", listed=self.say("listed_apart").join(said)) if said else ""

    def _label(self, entry: Mapping[str, str] | None, name: str) -> str:
        plain = _sentence(name)
        if entry is None:
            return plain
        wanted = entry.get(self.lang) or entry.get("en") or plain
        return wanted if can_draw(wanted) else entry.get("en") or plain

    def scenario(self, name: str) -> str:
        """The title of a scenario."""
        return self._label(self.meta.get("titles", {}).get(name), name)

    def payer(self, name: str) -> str:
        """Who bears a cost."""
        return self.say(name) if name in PHRASES else self._label(self.meta.get("payers", {}).get(name), name)

    def outcome(self, name: str) -> str:
        """The label of an outcome; in English, its name with the book it is kept in after a comma."""
        stem, _, book = name.rpartition("_")
        plain = f"{stem}, {book}" if book in BOOKS else name
        entry = {"en": LABELS.get(name) or _sentence(plain), **self.meta.get("outcomes", {}).get(name, {})}
        return self._label(entry, name)

    def unit(self, name: str) -> str:
        """The unit of an outcome."""
        return unit(str(self.meta.get("outcomes", {}).get(name, {}).get("unit", "")), self.lang)

    def seeds(self, fewest: int, most: int | None = None, asked: int | None = None) -> str:
        """So many seeds; where runs failed, how many are left, by scenario from fewest to most, of those asked for.

        Where several counties were drawn, it says so.
        """
        said, counties = self._seeds(fewest, most, asked), int(self.meta.get("populations", 1))
        return said if counties == 1 else self.say("seeds_in", seeds=said, count=counties)

    def first_county(self, seeds: int) -> str:
        """So many seeds, where only the first of several counties is shown."""
        said, counties = self._seeds(seeds), int(self.meta.get("populations", 1))
        return said if counties == 1 else self.say("seeds_first", seeds=said, count=counties)

    def _seeds(self, fewest: int, most: int | None = None, asked: int | None = None) -> str:
        most, asked = fewest if most is None else most, fewest if asked is None else asked
        if fewest >= asked:
            return self.say("one_seed") if fewest == 1 else self.say("many_seeds", count=fewest)
        if fewest == most:
            return self.say("seeds_left", left=most, count=asked)
        return self.say("seeds_range", fewest=fewest, left=most, count=asked)

    def industry(self, code: Any) -> str:
        """The name of an industry, given by code or by name."""
        name = str(code)
        if not isinstance(code, str) and int(code) < len(industry_names()):
            name = industry_names()[int(code)]
        if self.lang == "zh" and name in industry_labels():
            return industry_labels()[name].split("（")[0]
        return INDUSTRIES.get(name, _sentence(name))

    def stem(self, name: str, page: int = 1) -> str:
        """A figure's file name without its ending."""
        return name + ("" if page == 1 else f"_{page}") + ("_zh" if self.lang == "zh" else "")
