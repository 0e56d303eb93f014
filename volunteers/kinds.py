"""Kinds and choices of the pool that are no states; imports nothing of ours."""

from django.db import models


class VolunteerKind(models.TextChoices):
    """R217: the rules for ervaringsdragers apply to ED only."""

    ED = "ed", "ervaringsdrager"
    ORGANISATION = "organisation", "organisatievrijwilliger"


class ExperienceKind(models.TextChoices):
    """Whose experience (R047, R048)."""

    OWN = "own", "eigen ervaring"
    CONTEXT = "context", "naaste"
    BOTH = "both", "eigen ervaring en naaste"


class Gender(models.TextChoices):
    """Only for the wish 'liever een man of een vrouw'; may stay empty."""

    WOMAN = "v", "vrouw"
    MAN = "m", "man"
    OTHER = "x", "x"


class NameShown(models.TextChoices):
    """How somebody wants to be named, per audience (R141)."""

    ALIAS = "alias", "schuilnaam"
    FIRST = "first", "voornaam"
    FULL = "full", "volledige naam"


class Audience(models.TextChoices):
    """For whom a name is rendered."""

    STAFF = "staff", "coördinator en vertegenwoordiger"
    PEERS = "peers", "andere ervaringsdragers"
    PARTNERS = "partners", "professionals"
    PUBLIC = "public", "iedereen"


class Role(models.TextChoices):
    """Roles that somebody can hold (5.6); the first five stop while somebody is not callable (Q12)."""

    TALKS = "talks", "gids voor individuele gesprekken"
    ORGANISER = "organiser", "trekker"
    LEADER = "leader", "gespreksleider"
    STARTER = "starter", "starter"
    TESTIMONY = "testimony", "getuigenissen"
    READER = "reader", "lezer"
    NEWSLETTER = "newsletter", "nieuwsbrief"
    PRACTICAL = "practical", "praktische hulp"


STOPS_WHEN_NOT_CALLABLE = frozenset({Role.TALKS, Role.ORGANISER, Role.LEADER, Role.STARTER, Role.TESTIMONY})


class DayPart(models.TextChoices):
    """Half-days of availability."""

    MORNING = "morning", "voormiddag"
    AFTERNOON = "afternoon", "namiddag"
    EVENING = "evening", "avond"


class SessionKind(models.TextChoices):
    """R115: both count by default (Q18)."""

    INTERN = "intern", "intern"
    PARTNER = "partner", "bij een partner"


class Mode(models.TextChoices):
    """How people meet."""

    ON_SITE = "on_site", "ter plaatse"
    ONLINE = "online", "online"


class Presence(models.TextChoices):
    """What the list of an intervisie says; only 'aanwezig' counts (Q18)."""

    ATTENDED = "attended", "aanwezig"
    EXCUSED = "excused", "verontschuldigd"
    ABSENT = "absent", "niet aanwezig"


class SignUp(models.TextChoices):
    """The answer to an invitation."""

    YES = "yes", "ja"
    NO = "no", "nee"
    UNSURE = "unsure", "weet ik nog niet"


class Channel(models.TextChoices):
    """How two people spoke."""

    PHONE = "phone", "telefoon"
    IN_PERSON = "in_person", "ter plaatse"
    ONLINE = "online", "online"
    MAIL = "mail", "mail"


class SignalledBy(models.TextChoices):
    """In which office a signal was given (Q10)."""

    PERSON = "person", "de persoon zelf"
    REPRESENTATIVE = "representative", "vertegenwoordiger"
    COORDINATOR = "coordinator", "coördinator"


class CallKind(models.TextChoices):
    """Why somebody is on the list 'Mensen om te bellen'; a call is closed with a date, never with content."""

    TALK = "talk", "gesprek"
    LAPSE = "lapse", "lang geen intervisie"
    ASKED_BACK = "asked_back", "wil graag terug meedoen"
    WELCOME_BACK = "welcome_back", "pauze gestopt, lang geen intervisie"
    STAY_IN_TOUCH = "stay_in_touch", "contact houden"
    PLEASE_CALL = "please_call", "wil even praten"
    CANDIDATE = "candidate", "kandidaat"


class MayCall(models.TextChoices):
    """'Wil je dat iemand belt?': the person's answer while resting (6.5); empty is not answered yet."""

    REPRESENTATIVE = "representative", "de vertegenwoordiger"
    COORDINATOR = "coordinator", "de coördinator"
    NOT_NOW = "not_now", "liever niet nu"


class ProposalKind(models.TextChoices):
    """What coordinator and vertegenwoordiger do together: one proposes, the other confirms (Q41, Q46)."""

    STOP = "stop", "samenwerking beëindigen"
    RECTIFY = "rectify", "rechtzetten"
