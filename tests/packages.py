"""The scenario files that are packages: dozens of instruments, each held to the contracts by itself."""

MEANS = ("law", "administration", "economic_levers", "technology", "culture")
OTHERS = ("society", "emergency", "source_prevention")
WITHOUT = {"without_economics": "economic_levers", **{f"without_{one}": one for one in MEANS if one[0] != "e"}}
PACKAGES = {*MEANS, *OTHERS, *WITHOUT, "law_and_administration", "comprehensive", "status_quo"}
