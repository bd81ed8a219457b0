"""Do only deeds write? A page reads, asks a deed, and shows what came of it."""

import ast
from pathlib import Path

import pytest

from tests.house.repository import ROOT, nothing, parsed, plant

SEEN = ("src/filiform/web", "src/filiform/fhir")
WRITING = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
    "select_for_update",
    "execute",
    "executemany",
}
WRITING |= {f"a{name}" for name in WRITING}
RAW = {"connection", "connections", "transaction"}  # from django.db


def writes(root: Path) -> list[str]:
    """Every call under web/ and fhir/ that would change a row."""
    found = []
    for name, tree in parsed(root, *SEEN):
        for node in ast.walk(tree):
            what = _written(node)
            if what:
                found.append(f"{name}:{getattr(node, 'lineno', 0)} {what}")
    return found


def _written(node: ast.AST) -> str:
    if isinstance(node, ast.ImportFrom) and node.module == "django.db":
        return ", ".join(alias.name for alias in node.names if alias.name in RAW)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return ""
    called = node.func.attr
    if called in WRITING:
        return f".{called}()"
    # QuerySet.update takes nothing but keywords; dict.update takes a mapping first.
    if called in ("update", "aupdate") and node.keywords and not node.args:
        return f".{called}()"
    return ""


def test_views_never_write() -> None:
    nothing(writes(ROOT))


@pytest.mark.parametrize(
    "line",
    [
        "visit.save()",
        "visit.save(update_fields=['at'])",
        "form.save()",
        "Visit.objects.create(at=at)",
        "visit.patient.visits.get_or_create(at=at)",
        "Visit.objects.filter(pk=1).update(at=at)",
        "Visit.objects.filter(pk=1).update(**changes)",
        "Visit.objects.all().delete()",
        "Visit.objects.bulk_create(visits)",
        "await visit.asave()",
        "cursor.execute('select 1')",
        "from django.db import connection",
        "from django.db import transaction",
    ],
)
@pytest.mark.parametrize("folder", ["web", "web/chart", "fhir"])
def test_a_view_that_writes_is_found(tmp_path: Path, folder: str, line: str) -> None:
    plant(tmp_path, **{f"src/filiform/{folder}/x.py": f"async def view():\n    {line}\n"})
    assert len(writes(tmp_path)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "context.update(more)",
        "book_visit(patient=patient, by=by, at=at)",
        "visits = access.visits_of(patient).filter(at__gte=at)",
        "from django.db import IntegrityError",
        "response.delete_cookie('draft')",
    ],
)
def test_reading_and_asking_a_deed_is_not_writing(tmp_path: Path, line: str) -> None:
    plant(tmp_path, **{"src/filiform/web/x.py": f"def view():\n    {line}\n"})
    assert writes(tmp_path) == []


def test_a_deed_may_write(tmp_path: Path) -> None:
    plant(tmp_path, **{"src/filiform/actions/book_visit.py": "visit.save()\n"})
    assert writes(tmp_path) == []
