"""What do the files of `_data` say?"""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from filiform.domain.jekyll import front
from filiform.domain.jekyll.places import DATA, ending
from filiform.domain.jekyll.remarks import Kind, Remark, Unreadable


def read(texts: Mapping[str, str]) -> tuple[dict[str, Any], list[Remark]]:
    """`site.data`: a name for each file and folder of `_data`, and what could not be read."""
    data: dict[str, Any] = {}
    remarks = []
    for path, text in sorted(texts.items()):
        *folders, name = path.removeprefix("_data/").split("/")
        try:
            value = _value(path, text)
        except (Unreadable, ValueError, RecursionError, csv.Error) as problem:
            says = str(problem) if isinstance(problem, Unreadable) else "it cannot be read."
            remarks.append(Remark(Kind.SKIPPED, path, says))
            continue
        here = data
        for folder in folders:
            inner = here.setdefault(folder, {})
            here = inner if isinstance(inner, dict) else {}
        here[name.rsplit(".", 1)[0]] = value
    return data, remarks


def _value(path: str, text: str) -> Any:
    """What a data file says. Raises Unreadable, ValueError, RecursionError, csv.Error."""
    kind = ending(path)
    if kind not in DATA:
        raise Unreadable("data is .yml, .json, .csv or .tsv.")
    if kind in (".yml", ".yaml"):
        return front.load(text)
    if kind == ".json":
        return json.loads(text.removeprefix("\ufeff"))
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    rows = csv.DictReader(lines, delimiter="\t" if kind == ".tsv" else ",", restval="")
    return [{str(key): value for key, value in row.items() if key is not None} for row in rows]
