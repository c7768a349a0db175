"""服务接触: read off the streams, one for what is done at once, none where nobody was served."""

from stores import House, in_memory
from tongban.appraisal.contacts import ContactKind, contacts_of_case, contacts_of_whole
from tongban.handling.errand import Actor
from tongban.handling.life_event import applying
from tongban.kernel.case import commands as c
from whole import WHOLE, Whole, open_whole


def opened(house: House | None = None) -> Whole:
    return open_whole(house or in_memory())


def contacts(whole: Whole):
    life_event = whole.life_event
    history = whole.handler.history(WHOLE)
    cases = {
        member.plan.case_id: whole.handler.cases.history(member.plan.case_id)
        for member in life_event.members.values()
        if member.received_on is not None
    }
    return contacts_of_whole(WHOLE, history[0], cases)


def test_one_application_for_a_life_event_is_one_contact_however_many_members_it_has():
    whole = opened()
    whole.apply()
    whole.follow()
    (intake,) = contacts(whole)
    assert (intake.whole, intake.key, intake.kind) == (WHOLE, "intake", ContactKind.INTAKE)
    assert intake.cases == (whole.case_of("fire"), whole.case_of("hygiene"))
    assert (intake.served_by, intake.post, intake.is_at_the_window) == ("", "", False)


def test_one_intake_at_the_counter_is_one_contact_of_whoever_took_it_in():
    whole = opened()
    papers = whole.application()
    application = whole.application(
        channel=c.Channel.COUNTER, uploads={}, on_paper=[*papers.uploads, *papers.on_paper]
    )
    applying.apply(whole.handler, whole.ask(Actor("wang", "hall-counter")), application)
    whole.follow()
    (intake,) = contacts(whole)
    assert (intake.served_by, intake.post) == ("wang", "hall-counter")


def test_what_one_person_hands_over_on_one_day_is_one_contact_and_on_another_day_another():
    whole = opened()
    whole.apply()
    whole.follow()
    whole.accept("fire", "hygiene").examine("fire").examine("hygiene").grant("fire").grant("hygiene").follow()
    whole.accept("security").examine("security").grant("security").follow()
    whole.deliver("fire", "hygiene").on("2025-10-10").deliver("security").follow()
    kinds = [(one.kind.value, len(one.cases), one.on.day) for one in contacts(whole)]
    assert kinds == [("intake", 3, 9), ("delivery", 2, 9), ("delivery", 1, 10)]
    first, second = [one for one in contacts(whole) if one.kind is ContactKind.DELIVERY]
    assert first.key != second.key
    assert {first.whole, second.whole} == {WHOLE}


def test_a_case_by_itself_has_its_own_contacts_and_a_machine_serves_nobody():
    whole = opened()
    whole.apply()
    whole.follow()
    whole.accept("hygiene").examine("hygiene").grant("hygiene").deliver("hygiene")
    case_id = whole.case_of("hygiene")
    found = contacts_of_case(case_id, "330199", whole.handler.cases.history(case_id))
    # The receipt was handed over by a program: whoever applied was served by the life event's intake.
    assert [one.kind for one in found] == [ContactKind.DELIVERY]
    assert (found[0].whole, found[0].cases, bool(found[0].served_by)) == (case_id, (case_id,), True)
