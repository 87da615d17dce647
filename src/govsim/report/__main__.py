"""`python -m govsim.report DOCS`: write the generated pages that the repository keeps."""

import sys
from pathlib import Path

from govsim.report.manual import documentation, write_pages

if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"), documentation())
