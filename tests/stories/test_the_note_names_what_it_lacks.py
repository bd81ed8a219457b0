"""The note names what it lacks.

The therapist writes nothing: the note is there when the session is closed, from the needles, the
count, the screening and the consent. What nobody recorded (how deep, which response was sought) is
named as lacking, with what would supply it; it is never filled in. What was signed stays word for
word, whatever happens to the tables later.
"""

from filiform.actions.needling.sign_session import note_of, sign_session
from filiform.domain.note import Note
from filiform.domain.stricta import State
from filiform.records.notes import NoteSigned
from filiform.records.people import Therapist
from filiform.records.sessions import NeedlingSession
from tests.cast import Cast, closed, needle_in


def a_closed_session(cast: Cast) -> NeedlingSession:
    return closed(cast, needle_in(cast, target="infraspinatus", needles=2))


def text(note: Note) -> str:
    return "\n".join(line for section in note.sections for line in section.lines)


def test_it_is_written_from_the_facts_alone(cast: Cast) -> None:
    told = text(note_of(a_closed_session(cast)))
    assert "Infraspinatus left: (1) 0.25 × 30 mm, no twitch noted, in for 0 s; (2)" in told
    assert "2 in, 2 out. Counted: 0 left in the patient, 2 in the tray. 2 in the sharps" in told
    assert "by Ada Example, affirmed by the therapist." in told


def test_what_nobody_recorded_is_named_with_what_would_supply_it(cast: Cast) -> None:
    note = note_of(a_closed_session(cast))
    assert "how deep (2c)" in text(note)
    depth = next(line for line in note.lines if line.item.key == "2c")
    assert depth.state is State.MISSING
    assert depth.says == ""
    assert depth.item.supply.startswith("The therapist says for each needle how deep")


def test_what_was_signed_stays_word_for_word_when_the_facts_around_it_change(cast: Cast) -> None:
    session = a_closed_session(cast)
    read = note_of(session)
    sign_session(session=session, read=read.sha256, at=cast.now, by=cast.thea.user)
    Therapist.objects.filter(pk=cast.thea.pk).update(letters="DPT, OCS")
    kept = NoteSigned.objects.get()
    assert (kept.content, kept.sha256, kept.signer) == (read.content, read.sha256, "Thea, PT")
    assert note_of(NeedlingSession.objects.get()).sha256 != kept.sha256
