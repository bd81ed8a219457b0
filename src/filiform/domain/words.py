"""Which typed words can be kept, and are they short enough?"""

import unicodedata

from filiform.domain.refusal import Refusal


class TooLong(Refusal):
    says = "These words are too long to keep. Shorten them."


def plain(words: str) -> str:
    """The words as every database keeps them: no NUL, no half characters, one kind of line end."""
    whole = words.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return whole.replace("\r\n", "\n").replace("\r", "\n").strip()


def kept(words: str, most: int) -> str:
    """The plain words. Raises TooLong rather than cut off what somebody wrote."""
    whole = plain(words)
    if len(whole) > most:
        raise TooLong(f"This holds {most:,} letters; you wrote {len(whole):,}. Shorten it.")
    return whole


def alike(one: str, other: str) -> bool:
    """Whether two names differ in capitals, accents and spaces only ('José  Paz', 'jose paz')."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one) and not one.isspace())
