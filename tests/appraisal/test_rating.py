"""好差评: once, by whoever was served; a poor one has reasons, and days to be seen to."""

from dataclasses import replace
from datetime import date

import pytest

from cast import china
from tongban.appraisal import rating as r
from tongban.appraisal.contacts import Contact, ContactKind
from tongban.appraisal.words import Act, Finding, Grade, PoorReason, Way
from tongban.catalogue.law import load_limits

DAY = date(2026, 4, 29)
CONTACT = Contact("case", "intake", ContactKind.INTAKE, DAY, "330199", "wang", "hall-counter", ("case",))
SLOW = (PoorReason.TOO_SLOW,)


def poor(**said) -> r.Rating:
    plain = {"reasons": SLOW, "named": True}
    return r.rate(CONTACT, Grade.DISSATISFIED, Way.WINDOW, DAY, **plain | said)


def done(rating: r.Rating, *acts: Act) -> r.Rating:
    return replace(rating, done={act: r.Done(act, DAY, "sun") for act in acts})


def test_the_five_grades_have_the_words_and_numbers_of_everywhere():
    assert {int(grade): grade.label.zh for grade in Grade} == {
        **{5: "非常满意", 4: "满意", 3: "基本满意"},
        **{2: "不满意", 1: "非常不满意"},
    }
    assert [grade for grade in Grade if grade.is_poor] == [Grade.DISSATISFIED, Grade.VERY_DISSATISFIED]


@pytest.mark.parametrize("grade", [Grade.DISSATISFIED, Grade.VERY_DISSATISFIED])
def test_a_poor_rating_says_why(grade):
    with pytest.raises(r.ReasonOfPoorMissing):
        r.rate(CONTACT, grade, Way.ONLINE, DAY)
    with pytest.raises(r.ReasonOfPoorMissing):
        r.rate(CONTACT, grade, Way.ONLINE, DAY, reasons=(PoorReason.OTHER,), words="  ")
    assert r.rate(CONTACT, grade, Way.ONLINE, DAY, reasons=(PoorReason.OTHER,), words="没人").written


def test_a_good_one_needs_no_reason_and_keeps_none():
    given = r.rate(CONTACT, Grade.SATISFIED, Way.ONLINE, DAY, reasons=SLOW, named=True)
    assert (given.reasons, given.named, given.is_open, given.owes) == ((), False, False, ())


def test_staff_rate_for_nobody_and_nobody_writes_a_book():
    with pytest.raises(r.StaffDoNotRate):
        r.rate(CONTACT, Grade.VERY_SATISFIED, Way.WINDOW, DAY, by_staff=True)
    with pytest.raises(r.RatedTooLong):
        r.rate(CONTACT, Grade.SATISFIED, Way.ONLINE, DAY, words="好" * (r.LONGEST + 1))


def test_a_named_poor_rating_has_the_days_of_the_walkthrough():
    """钱进, 2026-04-29: contact 1 → 04-30; answer 5 → 2026-05-09, a Saturday at work; settled 15 → 05-22."""
    due = r.due_acts(poor(), load_limits(), china())
    assert [(one.act, one.by) for one in due] == [
        (Act.CONTACT, date(2026, 4, 30)),
        (Act.ANSWER, date(2026, 5, 9)),
        (Act.SETTLE, date(2026, 5, 22)),
    ]
    assert all(one.basis for one in due)
    assert [one.is_late(date(2026, 5, 1)) for one in due] == [True, False, False]


def test_of_an_anonymous_one_nobody_is_spoken_to():
    anonymous = poor(named=False)
    assert anonymous.owes == (Act.ANSWER, Act.SETTLE)
    with pytest.raises(r.NobodyToContact):
        r.check(anonymous, Act.CONTACT, "sun", "打过电话", None)


def test_who_left_their_name_is_spoken_to_first():
    with pytest.raises(r.ContactFirst):
        r.check(poor(), Act.ANSWER, "sun", "已改", None)
    r.check(done(poor(), Act.CONTACT), Act.ANSWER, "sun", "已改", None)


def test_whoever_served_does_not_see_to_what_is_said_of_them():
    with pytest.raises(r.ServedByOneself):
        r.check(poor(), Act.CONTACT, "wang", "打过电话", None)


def test_each_step_is_done_once_with_words_and_a_finding():
    spoken = done(poor(), Act.CONTACT, Act.ANSWER)
    with pytest.raises(r.DoneAlready):
        r.check(spoken, Act.ANSWER, "sun", "再说一次", None)
    for words, finding in (("", Finding.PUT_RIGHT), ("已整改", None)):
        with pytest.raises(r.FindingMissing):
            r.check(spoken, Act.SETTLE, "sun", words, finding)
    r.check(spoken, Act.SETTLE, "sun", "已整改", Finding.PUT_RIGHT)
    assert not done(poor(), *Act).is_open
    with pytest.raises(r.NotAPoorRating):
        r.check(r.rate(CONTACT, Grade.SATISFIED, Way.ONLINE, DAY), Act.ANSWER, "sun", "谢谢", None)


def test_what_was_given_by_mistake_or_in_bad_faith_does_not_count():
    assert {finding for finding in Finding if not finding.counts} == {Finding.MISTAKEN, Finding.MALICIOUS}
