"""A partner proposes a training, the coordinator takes it or not now, and nobody tells who came (R110, P17)."""

import pytest
from django.core import mail
from django.urls import reverse

from oev.errors import Refused
from oev.outbox.services import deliver_due
from partners.models import PartnerContact
from tests.volunteers.scene import at, day, letters, open_letters
from tests.words import NEVER, TELLING, found
from volunteers import services
from volunteers.kinds import OfferedTraining, SignUp
from volunteers.models import Training, TrainingOffer, TrainingSession
from volunteers.pages.learning import own_offers
from volunteers.services.training_offers import forget_offers_job
from volunteers.work.training import offered_trainings

TODAY = day("2026-03-07")
MOMENT = at("2026-04-20 14:00")
FORM = {
    "title": "Luisteren op een afdeling", "day": "2026-04-20", "hour": "14:00", "place": "Leslokaal 2",
    "theme": "motivation", "for_whom": "wie gesprekken doet",
}  # fmt: skip


@pytest.fixture
def nora(who):
    return who("nora")


@pytest.fixture
def offer(nora):
    return services.offer_training(by=nora, title="Luisteren", starts_at=MOMENT, place="Leslokaal 2")


def said(actor):
    return [(one.title, one.tag, one.may_withdraw) for one in own_offers(actor)]


def test_professional_proposes_and_the_coordinator_has_a_row(cast, nora, laila, victor, sign_in):
    page = sign_in(cast.nora, "professional")
    page.post(reverse("volunteers:training_offer_new"), FORM)
    page.post(reverse("volunteers:training_offer_new"), FORM)

    assert [(row.title, row.line, row.tag) for row in offered_trainings(laila, TODAY).rows] == [
        (
            "Luisteren op een afdeling",
            "Ziekenhuisnetwerk: maandag 20 april om 14 uur, Leslokaal 2. Voor wie: wie gesprekken doet",
            "motiverende gespreksvoering",
        )
    ]
    assert offered_trainings(victor, TODAY).rows == []
    assert said(nora) == [("Luisteren op een afdeling", "wacht op antwoord", True)]


def test_one_tap_puts_it_in_the_catalogue_with_its_moment(cast, nora, laila, sign_in):
    sign_in(cast.nora, "professional").post(reverse("volunteers:training_offer_new"), FORM)
    take = reverse("volunteers:training_offer_take", args=[TrainingOffer.objects.get().pk])
    desk = sign_in(cast.laila, "coordinator")
    for _ in range(2):
        answer = desk.post(take)

    session = TrainingSession.objects.get()
    assert answer.url == reverse("volunteers:training_detail", args=[session.pk])
    assert (session.starts_at, session.place) == (MOMENT, "Leslokaal 2")
    training = session.training
    assert (training.title, training.theme, training.partner, training.summary) == (
        "Luisteren op een afdeling",
        "motivation",
        cast.partners["Turnhout"],
        "Voor wie: wie gesprekken doet",
    )
    assert said(nora) == [("Luisteren op een afdeling", "staat in het aanbod", False)]
    assert offered_trainings(laila, TODAY).rows == []


def test_training_that_the_partner_gives_again_is_not_doubled(cast, nora, laila, offer):
    services.take_offer(by=laila, offer=offer)
    again = services.offer_training(by=nora, title="luisteren ", starts_at=at("2026-10-05 14:00"), place="Zaal 1")
    services.take_offer(by=laila, offer=again)
    assert (Training.objects.count(), TrainingSession.objects.count()) == (1, 2)


def test_not_now_is_kind_and_without_a_reason(cast, nora, laila, offer, sign_in):
    sign_in(cast.laila, "coordinator").post(reverse("volunteers:training_offer_decline", args=[offer.pk]))
    services.decline_offer(by=laila, offer=offer)
    page = sign_in(cast.nora, "professional").get(reverse("volunteers:training_offer_list")).content.decode()
    assert "Dank je voor het voorstel. Een andere keer graag." in page
    assert said(nora) == [("Luisteren", "nu niet", False)]
    with pytest.raises(Refused, match="al beantwoord"):
        services.take_offer(by=laila, offer=offer)


def test_proposal_is_taken_back_until_it_is_answered(cast, nora, laila, offer, sign_in):
    sign_in(cast.nora, "professional").post(reverse("volunteers:training_offer_withdraw", args=[offer.pk]))
    services.withdraw_offer(by=nora, offer=offer)
    assert (said(nora), offered_trainings(laila, TODAY).rows) == ([], [])
    other = services.offer_training(by=nora, title="Anders", starts_at=MOMENT, place="Zaal")
    services.take_offer(by=laila, offer=other)
    with pytest.raises(Refused, match="al beantwoord"):
        services.withdraw_offer(by=nora, offer=other)


def test_day_that_is_over_asks_nothing_any_more(nora, laila, offer, clock):
    with pytest.raises(Refused, match="nog komt"):
        services.offer_training(by=nora, title="Gisteren", starts_at=at("2026-03-06 14:00"), place="Zaal")
    clock.move_to(at("2026-04-20 15:00"))
    assert (offered_trainings(laila, TODAY).rows, said(nora)) == ([], [("Luisteren", "voorbij", False)])
    with pytest.raises(Refused, match="voorbij"):
        services.take_offer(by=laila, offer=offer)


@pytest.mark.parametrize("name", ["laila", "victor", "els", "bruno", "bea"])
def test_only_a_professional_proposes_and_takes_back(offer, who, name):
    with pytest.raises(Refused):
        services.offer_training(by=who(name), title="Iets", starts_at=MOMENT, place="Zaal")
    with pytest.raises(Refused):
        services.withdraw_offer(by=who(name), offer=offer)


@pytest.mark.parametrize("name", ["victor", "els", "nora", "bruno", "bea"])
@pytest.mark.parametrize("answer", [services.take_offer, services.decline_offer])
def test_only_the_coordinator_answers(offer, laila, who, name, answer):
    with pytest.raises(Refused):
        answer(by=who(name), offer=offer)
    assert offer.state == OfferedTraining.WAITING
    answer(by=laila, offer=offer)


def test_colleague_reads_it_and_another_partner_nothing(cast, offer, actor_of):
    noor, piet = actor_of(cast.noor, "professional"), actor_of(cast.piet, "professional")
    assert said(noor) == [("Luisteren", "wacht op antwoord", True)]
    assert said(piet) == []
    with pytest.raises(Refused):
        services.withdraw_offer(by=piet, offer=offer)
    services.withdraw_offer(by=noor, offer=offer)


def test_partner_reads_that_it_moved_or_is_off_and_never_who_comes(cast, nora, laila, els, offer, sign_in, who):
    session = services.take_offer(by=laila, offer=offer)
    services.answer_training(by=who("els"), session=session, volunteer=els, answer=SignUp.YES)
    services.change_training(by=laila, session=session, starts_at=at("2026-04-21 10:00"), place="Leslokaal 3")
    page = sign_in(cast.nora, "professional")
    text = page.get(reverse("volunteers:training_offer_list")).content.decode()
    assert "Dinsdag 21 april om 10 uur, Leslokaal 3" in text
    assert found(text, ["Els", "1 persoon", "inschrijving"]) == []
    assert page.get(reverse("volunteers:training_detail", args=[session.pk])).status_code == 404
    services.cancel_training(by=laila, session=session)
    assert said(nora) == [("Luisteren", "gaat niet door", False)]


def test_who_proposed_gets_one_neutral_letter(cast, laila, offer):
    open_letters("training_offer_answered")
    services.take_offer(by=laila, offer=offer)
    services.take_offer(by=laila, offer=offer)
    assert len(letters("training_offer_answered")) == 1
    deliver_due()
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["nora@voorbeeld.be"], "Nieuws over je voorstel")
    assert found(f"{letter.subject} {letter.body}", [*TELLING, *NEVER, "Luisteren"]) == []


def test_letter_falls_away_for_who_left_the_partner(cast, laila, offer):
    open_letters("training_offer_answered")
    services.decline_offer(by=laila, offer=offer)
    PartnerContact.objects.filter(user=cast.nora).update(until_on=TODAY)
    deliver_due()
    assert mail.outbox == []


def test_old_proposals_go_and_the_catalogue_stays(laila, offer):
    session = services.take_offer(by=laila, offer=offer)
    assert forget_offers_job(day("2028-04-20"), dry_run=False) == []
    assert forget_offers_job(day("2028-04-21"), dry_run=True) == ["1 oud voorstel voor een vorming gaat weg."]
    assert forget_offers_job(day("2028-04-21"), dry_run=False) == ["1 oud voorstel voor een vorming gaat weg."]
    assert (TrainingOffer.objects.count(), list(TrainingSession.objects.all())) == (0, [session])
