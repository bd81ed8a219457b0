"""Which of our errors is a person's to mend? Every one that is a `Refusal`."""


class Refusal(Exception):
    """The clinic's rules say no; `says` is the sentence a person reads.

    Subclasses name the fact (`NotInPlace`, `ConsentMissing`) and give the
    sentence as a class attribute, or as the argument when it holds figures.
    Never put a patient's name or health data into it: it may be logged.
    """

    says = "This cannot be done."

    def __init__(self, says: str = "") -> None:
        self.says = says or type(self).says
        super().__init__(self.says)


class NotAFact(Refusal):
    says = "That entry cannot be read, so nothing was kept. Record it again."
