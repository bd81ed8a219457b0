"""How is the clinic's site written out again, so that any Jekyll can build it?"""

from pathlib import Path

from django.core.management import CommandError

from filiform.records.site import newest


def export_site(folder: Path) -> int:
    """Writes the newest version of every file, byte for byte; how many there were.

    Raises CommandError where there is nothing to write, or something lies there already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CommandError(f"{folder} is not empty. Name a folder that is, or a new one.")
    root = folder.resolve()
    many = 0
    for version in newest().iterator():
        path = (root / version.file.path).resolve()
        if not path.is_relative_to(root):
            raise CommandError(f"{version.file.path} leads out of the folder. Rename that file.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(version.content)
        except OSError as problem:
            raise CommandError(f"{version.file.path} cannot be written ({problem}).") from None
        many += 1
    if not many:
        raise CommandError("No site was imported, so there is none to write out.")
    return many
