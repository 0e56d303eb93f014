"""A15: insurance in each role (R190, R219, P20)."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from oev.errors import Refused
from oev.outbox.services import deliver_due
from referrals.services import offer_to
from tests.contactgroups.scene import group, role
from tests.referrals.chain import by_phone
from tests.volunteers.scene import at, day, letters, open_letters
from volunteers import asking, services
from volunteers.kinds import Role
from volunteers.models import InsurancePolicy
from volunteers.pages.insurance import remind_on
from volunteers.services.insurance import remind_of_policies
from volunteers.work.insurance import insurance

TOLD = "Voor de rol {} is geen verzekering gevonden vanaf {}. Leg eerst de polis vast."


@pytest.fixture
def lien(cast):
    return cast.volunteers["lien"]


@pytest.fixture
def policy(cast):
    """Policy A covers gesprekken, trekker, gespreksleider until 2026-12-31."""
    return InsurancePolicy.objects.get(name="Polis A", until_on=dt.date(2026, 12, 31))


def rows(actor, clock, text):
    clock.move_to(at(f"{text} 09:00"))
    return [(row.title, row.line) for row in insurance(actor, day(text)).rows]


class TestNewRoles:
    """C gives Lien the role starter from 2026-09-01."""

    def test_refused_until_a_policy_covers_it(self, lien, laila):
        give = {"by": laila, "volunteer": lien, "role": Role.STARTER, "from_on": day("2026-09-01")}
        with pytest.raises(Refused) as refusal:
            services.give_role(**give)
        assert refusal.value.sentences == [TOLD.format("starter", "1 september")]
        InsurancePolicy.objects.create(
            name="Polis B", roles=["starter"], from_on=day("2026-09-01"), until_on=day("2027-08-31")
        )
        assert services.give_role(**give).role == "starter"

    def test_refused_from_the_first_day_without(self, lien, laila):
        give = {"by": laila, "volunteer": lien, "role": Role.LEADER}
        with pytest.raises(Refused) as refusal:
            services.give_role(**give, from_on=day("2027-01-01"))
        assert refusal.value.sentences == [TOLD.format("gespreksleider", "1 januari")]
        assert services.give_role(**give, from_on=day("2026-12-31")).pk

    def test_a_candidate_has_no_role_yet(self, laila, cast):
        person = services.add_volunteer(
            by=laila, first_name="Sam", kind="ed", experience_kind="own", candidate_on=day("2026-03-07"), phone="1"
        )
        with pytest.raises(Refused, match="nog niet gestart"):
            services.give_role(by=laila, volunteer=person, role=Role.LEADER, from_on=day("2026-03-07"))


class TestReminder:
    """On 2026-11-01 a reminder, sixty days before the end."""

    def test_day_of_the_reminder(self, policy):
        assert remind_on(policy) == day("2026-11-01")

    def test_row_on_vandaag_from_that_day(self, policy, laila, victor, clock):
        row = (
            "Polis A loopt af op 31 december 2026",
            "Daarna is er geen verzekering voor gids voor individuele gesprekken, trekker en gespreksleider.",
        )
        assert [rows(laila, clock, on) for on in ("2026-10-31", "2026-11-01", "2026-12-31")] == [[], [row], [row]]
        assert rows(victor, clock, "2026-11-01") == []

    def test_one_letter_to_who_coordinates(self, cast, policy, clock):
        open_letters("insurance_ends")
        clock.move_to(at("2026-10-31 03:00"))
        assert remind_of_policies(day("2026-10-31"), False) == []
        clock.move_to(at("2026-11-01 03:00"))
        said = ["1 verzekering loopt af: herinnering klaar."]
        assert (remind_of_policies(day("2026-11-01"), True), letters()) == (said, [])
        assert remind_of_policies(day("2026-11-01"), False) == said
        assert remind_of_policies(day("2026-11-02"), False) == []
        keys = {f"insurance_ends:{policy.pk}:{cast.users[name].pk}:2026-11-01" for name in ("laila", "dora")}
        assert set(letters("insurance_ends")) == keys
        deliver_due()
        assert {letter.to[0] for letter in mail.outbox} == {"laila@voorbeeld.be", "dora@voorbeeld.be"}
        assert mail.outbox[0].subject == "Een verzekering loopt af"
        assert "31 december 2026" in mail.outbox[0].body

    def test_missed_night_is_made_up_for(self, policy, clock):
        clock.move_to(at("2026-11-20 03:00"))
        assert len(remind_of_policies(day("2026-11-20"), False)) == 1

    @pytest.mark.parametrize("how", ["tacit", "renewed"])
    def test_no_reminder_when_it_goes_on(self, policy, laila, clock, how):
        if how == "tacit":
            InsurancePolicy.objects.update(tacit_renewal=True)
        else:
            services.renew_policy(by=laila, policy=policy, until_on=day("2027-12-31"))
        assert rows(laila, clock, "2026-11-01") == []
        assert remind_of_policies(day("2026-11-01"), False) == []

    def test_letter_that_waited_is_dropped_once_it_was_renewed(self, policy, laila, clock):
        open_letters("insurance_ends")
        clock.move_to(at("2026-11-01 03:00"))
        remind_of_policies(day("2026-11-01"), False)
        services.renew_policy(by=laila, policy=policy, until_on=day("2027-12-31"))
        deliver_due()
        assert mail.outbox == []

    def test_renewing_keeps_the_old_period_and_is_done_once(self, policy, laila):
        made = services.renew_policy(by=laila, policy=policy, until_on=day("2027-12-31"), number="22")
        assert (made.from_on, made.roles, made.number) == (day("2027-01-01"), policy.roles, "22")
        assert services.renew_policy(by=laila, policy=policy, until_on=day("2027-12-31")) == made
        assert InsurancePolicy.objects.get(pk=policy.pk).until_on == day("2026-12-31")
        with pytest.raises(Refused, match="1 januari 2027"):
            services.renew_policy(by=laila, policy=policy, until_on=day("2026-12-31"))


class TestAfterTheEnd:
    """On 2027-01-01 without renewal."""

    @pytest.fixture
    def olen(self, cast):
        olen = group(cast, "Olen", town="Olen")
        role(olen, cast.volunteers["lien"], "organiser")
        return olen

    def test_tacitly_renewed_goes_on(self, policy, lien, laila, clock):
        InsurancePolicy.objects.update(tacit_renewal=True)
        assert rows(laila, clock, "2027-01-01") == []
        assert services.give_role(by=laila, volunteer=lien, role=Role.LEADER, from_on=day("2027-01-01")).pk

    def test_new_roles_are_refused_and_existing_ones_go_on(self, lien, laila, olen, clock):
        clock.move_to(at("2027-01-01 09:00"))
        with pytest.raises(Refused) as refusal:
            services.give_role(by=laila, volunteer=lien, role=Role.LEADER, from_on=day("2027-01-01"))
        assert refusal.value.sentences == [TOLD.format("gespreksleider", "1 januari")]
        assert lien.roles.get(role="talks").until_on is None
        assert olen.roles.get().until_on is None

    def test_nothing_stops_at_a_bedside(self, cast, laila, clock):
        """Whoever holds the role is still asked; a talk is offered as on any day."""
        InsurancePolicy.objects.update(until_on=day("2026-03-06"))
        assert cast.volunteers["els"] in asking.may_be_asked(Role.TALKS, day("2026-03-07"), cast.sites["Turnhout"])
        offer = offer_to(by=laila, referral=by_phone(cast), volunteer=cast.volunteers["els"])
        assert offer.pk

    def test_coordinator_is_warned_each_day(self, cast, laila, olen, clock):
        found = {on: rows(laila, clock, on) for on in ("2027-01-01", "2027-01-02", "2027-06-01")}
        warning = (
            "Er zijn rollen zonder verzekering",
            "Gids voor individuele gesprekken, trekker: 8 mensen en 1 groep. Wie bezig is, gaat door.",
        )
        assert set(map(tuple, found.values())) == {(warning,)}

    def test_bestuur_reads_counts_and_groups_and_no_names(self, cast, olen, clock, sign_in):
        clock.move_to(at("2027-01-01 09:00"))
        pages = {
            name: sign_in(cast.users[name], hat).get(reverse("volunteers:policy_list")).content.decode()
            for name, hat in (("bruno", "board"), ("victor", "representative"), ("els", "volunteer"))
        }
        assert ("Trekker: 1 persoon" in pages["bruno"], "Olen" in pages["bruno"]) == (True, True)
        assert [name for name in ("Lien", "Els", "Rita") if name in pages["bruno"]] == []
        assert "Lien Proef" in pages["victor"]
        assert ("Polis A" in pages["els"], "zonder verzekering" in pages["els"]) == (True, False)

    def test_a_policy_that_comes_later_ends_the_warning(self, policy, laila, olen, clock):
        assert rows(laila, clock, "2027-01-05") != []
        services.renew_policy(by=laila, policy=policy, until_on=day("2027-12-31"))
        assert rows(laila, clock, "2027-01-05") == []
