"""Which needles does the demo clinic have in stock? A lot of each size in use, and two more."""

from datetime import timedelta
from decimal import Decimal

from filiform.actions.stock.register_lot import register_lot
from filiform.domain.ledger import NeedleSize
from filiform.ops.demo.complaints import COMPLAINTS
from filiform.ops.demo.stage import LONG_AGO, Stage

MAKER = "Hairline (made up)"
STILL_GOOD, SOON = timedelta(days=600), timedelta(days=25)


def fill_the_stock(stage: Stage) -> None:
    """As the owner registered it long ago; one lot will expire soon, one has."""
    sizes = {(gauge, length) for one in COMPLAINTS for _, gauge, length in one.needles}
    until = {f"DEMO-{gauge}{length}": STILL_GOOD for gauge, length in sizes}
    until |= {"DEMO-SOON": SOON, "DEMO-OLD": -SOON}
    size_of = {f"DEMO-{gauge}{length}": (gauge, length) for gauge, length in sizes}
    for number in sorted(until):
        gauge, length = size_of.get(number, (25, 40))
        register_lot(
            number=number,
            maker=MAKER,
            size=NeedleSize(Decimal(gauge) / 100, length),
            expires_on=stage.today + until[number],
            at=stage.now - LONG_AGO,
            by=stage.owner,
        )
