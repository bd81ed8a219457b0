"""What happens when a clinic brings its Jekyll site, or takes it along?"""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, CommandParser
from django.utils import timezone

from filiform.actions.site.import_site import changes_of, import_site
from filiform.domain.jekyll.addresses import Address
from filiform.domain.jekyll.reading import Site, read_site
from filiform.domain.jekyll.remarks import Kind, Remark
from filiform.domain.jekyll.report import lines, report
from filiform.ops.site_export import export_site
from filiform.ops.site_folder import Folder, read_folder
from filiform.ops.site_people import Asked, make_people
from filiform.ops.spoken import Spoken
from filiform.web.pages.addresses import is_ours
from filiform.web.pages.imported import Imported

NO_CHANGE = "Nothing was changed."
EVERY = 500
"""After so many files or pages a line tells how far it is."""


class Command(Spoken):
    help = (
        "import reads the folder of a Jekyll site: every old address answers, and a report says "
        "what was changed, not understood or missing. export writes the site out again as Jekyll."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["import", "export"])
        parser.add_argument("folder", help="import: of the Jekyll site; export: an empty one")
        parser.add_argument("--dry-run", action="store_true", help="say it all, change nothing")
        parser.add_argument("--all", action="store_true", help="name every file in the report")
        parser.add_argument(
            "--over-edits", action="store_true", help="take the folder's words over edits made here"
        )
        for whom in ("centers", "therapists"):
            parser.add_argument(
                f"--confirm-{whom}",
                action="store_true",
                help=f"make the {whom} that the site describes, without asking",
            )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"]).expanduser()
        if options["what"] == "export":
            self.say(f"{export_site(folder)} files are written to {folder}.")
            return
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}. Name the one with _config.yml in it.")
        self._import(folder, options)

    def _import(self, path: Path, options: dict[str, Any]) -> None:
        at = timezone.now()
        folder = read_folder(path, seen=lambda many: self._far(many, "files"))
        if not folder.texts:
            raise CommandError(f"{path} holds no file that can be read. Nothing was changed.")
        others = {one for one, sha in folder.files.items() if sha} - folder.texts.keys()
        site = read_site(folder.texts, others, ours=settings.OLD_ADDRESSES, at=at)
        remarks = [*folder.remarks, *self._remarks(site, folder)]
        changes = changes_of(folder.files, over_edits=options["over_edits"])
        done = report(site, folder.files, changes, remarks)
        kept = not options["dry_run"] and import_site(
            folder=path.resolve().name, report=done, read=folder.read, at=at, by=None
        )
        self.say(*lines(done, every_file=options["all"]), "")
        self.say(*self._people(site, options))
        if options["dry_run"]:
            self.say("This was a dry run: nothing was changed.")
        else:
            self.say("The report is kept: Office, The clinic's site." if kept else NO_CHANGE)

    def _remarks(self, site: Site, folder: Folder) -> list[Remark]:
        """What rendering every page has to say."""
        assets = {one: folder.root / one for one in site.assets}
        shown = Imported(site, folder.texts, assets, at=timezone.now())
        remarks = [_taken(one) for one in site.addresses if one.file and is_ours(one.path)]
        if site.config.title and site.config.title != settings.CLINIC_NAME:
            says = f"the name on every page is {settings.CLINIC_NAME!r} (set FILIFORM_CLINIC)."
            remarks.append(Remark(Kind.CHANGED, "_config.yml", says))
        for number, one in enumerate(site.documents, start=1):
            remarks += shown.rendered(one.path)[1]
            self._far(number, "pages")
        return remarks

    def _people(self, site: Site, options: dict[str, Any]) -> list[str]:
        asks = sys.stdin.isatty() and not options["dry_run"]
        asked = Asked(
            centers=options["confirm_centers"] and not options["dry_run"],
            therapists=options["confirm_therapists"] and not options["dry_run"],
            ask=self._ask if asks else None,
        )
        return make_people(site, asked, at=timezone.now())

    def _ask(self, question: str) -> bool:
        self.say(question)
        return input("Write y to make it, anything else to leave it: ").strip().lower() == "y"

    def _far(self, many: int, of_what: str) -> None:
        if many % EVERY == 0:
            self.say(f"… {many} {of_what} read")


def _taken(one: Address) -> Remark:
    says = f"{one.path} is filiform's own; this file is not shown there."
    return Remark(Kind.SKIPPED, one.file, says)
