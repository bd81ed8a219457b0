"""Can every refusal of the domain be read by a person?"""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import filiform.domain
from filiform.domain.refusal import Refusal

for _module in pkgutil.iter_modules(filiform.domain.__path__):
    importlib.import_module(f"filiform.domain.{_module.name}")


def every(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in kind.__subclasses__():
        yield one
        yield from every(one)


OF_THE_DOMAIN = [one for one in every(Refusal) if one.__module__.startswith("filiform.domain.")]


@pytest.mark.parametrize("refusal", OF_THE_DOMAIN, ids=lambda one: one.__name__)
def test_a_refusal_says_a_sentence_of_its_own(refusal: type[Refusal]) -> None:
    assert refusal.says != Refusal.says
    assert refusal.says[0].isupper()
    assert refusal.says.endswith(".")


def test_a_refusal_with_figures_says_those() -> None:
    refusal = Refusal("3 of 4 are out.")
    assert (refusal.says, str(refusal)) == ("3 of 4 are out.", "3 of 4 are out.")
    assert Refusal.says == "This cannot be done."


def test_the_domain_refuses_in_many_words() -> None:
    assert len({one.says for one in OF_THE_DOMAIN}) == len(OF_THE_DOMAIN) >= 20
