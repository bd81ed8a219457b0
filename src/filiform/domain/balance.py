"""Do the accounts of one session agree: in, out, found, in the tray, disposed of?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Balance:
    """The accounts of one session; None: not yet said, or said without knowing everything.

    Attributes:
        unknown: needles that were worked or withdrawn, and that nobody recorded going in.
    """

    inserted: int
    withdrawn: int
    found: int | None
    in_tray: int | None
    disposed: int | None
    unknown: int = 0

    @property
    def agrees(self) -> bool:
        """In = out = counted = disposed, none found in the patient, none unknown."""
        return not self.differences()

    @property
    def counted(self) -> bool:
        """Somebody has looked since the last needle moved."""
        return self.in_tray is not None

    def differences(self) -> tuple[str, ...]:
        """What does not agree, a sentence each, in the order it should be mended.

        Where no needle went in nobody need look or dispose; but what was seen counts.
        """
        n, sentences = self.inserted, []
        if self.withdrawn != n:
            sentences.append(f"{n - self.withdrawn} of {n} needles are still recorded as in place.")
        if self.unknown:
            sentences.append(f"{self.unknown} withdrawn or worked that nobody recorded going in.")
        if n and not self.counted:
            sentences.append("Nobody has looked and counted since the last needle moved.")
        if self.found:
            sentences.append(f"{self.found} found in the patient at the count.")
        if self.counted and self.in_tray != n:
            sentences.append(f"{n} went in, {self.in_tray} were counted in the tray.")
        return (*sentences, *self._undisposed())

    def _undisposed(self) -> tuple[str, ...]:
        n = self.inserted
        if self.disposed is None:
            return ("The needles are not yet recorded as disposed of.",) if n else ()
        if self.disposed != n:
            return (f"{n} went in, {self.disposed} are in the sharps container.",)
        return ()
