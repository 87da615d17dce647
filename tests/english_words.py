"""English words left in a Chinese text, each with its line.

What is not a word of English: code in backticks and fences, addresses and targets of links, names of files, folders
and keys (they hold an underscore, a dot, a slash or an equals sign), flags, ids of evidence, single letters. All else
that is spelt in Latin letters is counted, unless the caller allows it by name.
"""

import re

PROPER = frozenset(
    [
        *("govsim", "GovSim", "Mesa", "Python", "Hydra", "Linux", "macOS", "Windows", "GitHub", "Git", "LFS", "Apache"),
        *(
            "pandas",
            "NumPy",
            "Numba",
            "Jupyter",
            "Excel",
            "Stata",
            "SPSS",
            "Parquet",
            "Word",
            "PDF",
            "CSV",
            "XLSX",
            "JSON",
        ),
        *("YAML", "SVG", "PNG", "HTML", "DTA", "UTF-8", "UTF-16", "GB18030", "GBK", "GB2312", "Big5", "Windows-1252"),
        *("ODD", "SDMX", "Ctrl-C", "NAICS", "NACE", "SIC", "GB", "ISIC", "ID", "zsh", "README", "ASCII", "BOM", "Tab"),
        *("English", "true", "false", "True"),  # the name of the other language; values, as they are typed
        *("PDCA", "Poisson", "Student", "Fieller", "Becker", "Scholz", "Gray"),
        *("Dask", "Slurm", "Sobol", "SQL"),
    ]
)
UNITS = frozenset(["CNY", "MiB", "GiB", "logit"])
FENCE = re.compile(r"^( *)(`{3,}|~{3,}).*?^\1\2 *$", re.DOTALL | re.MULTILINE)
NOT_WORDS = [
    re.compile(pattern)
    for pattern in (
        r"(`+)(?:.|\n)*?\1",  # code
        r"\]\([^)\s]*\)",  # the target of a link or an image
        r"<https?://[^>]*>|https?://[^\s）)；，。、]+",
        r"<cite>.*?</cite>",  # titles of works, as they were published
        r"</?[a-z][^>\n]*>",  # tags
        r"(?<![\w-])--?[a-z][\w-]*(?:=\S+)?",  # flags
        r"\bE\d{3}\b",  # ids of evidence
        r"[\w./*-]*[A-Za-z0-9](?:[_/=.:][\w.*\[\]=,/-]*[\w\]])+",  # keys, paths, names of files
    )
]
WORD = re.compile(r"[A-Za-z](?=[A-Za-z]|[A-Za-z0-9'’-]*[A-Za-z]{2})[A-Za-z0-9'’-]*[A-Za-z0-9]", re.ASCII)


def english_words(text, allowed=()):
    """Words of English in a text, as (line, word), lines from 1 on.

    Args:
        text: Chinese, as a page of Markdown or as printed.
        allowed: words that stay as they are, beside proper names and units.
    """
    known = PROPER | UNITS | set(allowed)
    for pattern in (FENCE, *NOT_WORDS):
        text = pattern.sub(_blank, text)
    return [
        (number, word)
        for number, line in enumerate(text.splitlines(), 1)
        for word in WORD.findall(line)
        if word not in known
    ]


def _blank(found):
    """A space in place of what was found, its line ends kept."""
    kept = re.sub(r"[^\n]", "", found[0])
    return kept or " "
