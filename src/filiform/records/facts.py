"""How is a row kept that may never change? As a `Fact`: added once, then only read."""

from collections.abc import Iterable
from typing import Any, ClassVar, NoReturn

from django.db import models


class FactsNeverChange(RuntimeError):
    """The program tried to change or delete a fact. That is our mistake, not a person's."""


class FactQuerySet(models.QuerySet):
    def update(self, **_: Any) -> NoReturn:
        raise FactsNeverChange(self.model.__name__)

    def delete(self) -> NoReturn:
        raise FactsNeverChange(self.model.__name__)

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        raise FactsNeverChange(self.model.__name__)

    def bulk_create(self, objs: Iterable[models.Model], *args: Any, **kwargs: Any) -> list:
        if kwargs.get("update_conflicts"):
            raise FactsNeverChange(self.model.__name__)
        return super().bulk_create(objs, *args, **kwargs)


class Fact(models.Model):
    """Something that was said or done. It is added; it never changes and never goes."""

    objects: ClassVar[models.Manager] = FactQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        """Adds the row. A new row under the key of an old one would write over it: never."""
        if not self._state.adding:
            raise FactsNeverChange(type(self).__name__)
        super().save(**{**kwargs, "force_insert": True})

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise FactsNeverChange(type(self).__name__)


def at_and_by(name: str) -> models.CheckConstraint:
    """`<name>_at` and `<name>_by` are both there or both not."""
    at, by = f"{name}_at__isnull", f"{name}_by__isnull"
    both = models.Q(**{at: True, by: True}) | models.Q(**{at: False, by: False})
    return models.CheckConstraint(condition=both, name=f"%(class)s_{name}_at_and_by")
