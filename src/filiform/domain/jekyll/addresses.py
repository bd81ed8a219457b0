"""What answers at an address of a clinic's site: a file, or the way to another address?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Address:
    """One address and what it leads to.

    Attributes:
        path: begins with '/'; with `pattern`, a rule such as '/news/*' or '/team/:name'.
        file: the path of the file that answers here, '' where a way leads elsewhere.
        leads_to: a local address or one with a scheme, '' where a file answers.
        status: 200 or 404 with a file; 301, 302, 303, 307 or 308 with a way.
    """

    path: str
    file: str = ""
    leads_to: str = ""
    status: int = 200
    pattern: bool = False
