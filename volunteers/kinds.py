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
    """Roles that somebody can hold (5.6, R242); which stop while somebody is not callable stands below (Q12).

    What is done without being asked each time, such as the newsletter, is a task and no role (`TaskKind`).
    """

    TALKS = "talks", "gids voor individuele gesprekken"
    ORGANISER = "organiser", "trekker"
    LEADER = "leader", "gespreksleider"
    STARTER = "starter", "starter"
    TESTIMONY = "testimony", "getuigenissen"
    READER = "reader", "lezer"
    FLYING = "flying", "vliegende ploeg"
    DELEGATE = "delegate", "afgevaardigde"
    RECEPTION = "reception", "onthaal"
    OFFICE_WORK = "office_work", "administratie"


STOPS_WHEN_NOT_CALLABLE = frozenset(
    {Role.TALKS, Role.ORGANISER, Role.LEADER, Role.STARTER, Role.TESTIMONY, Role.FLYING}
)


ED_ONLY = STOPS_WHEN_NOT_CALLABLE | {Role.DELEGATE}


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
    AFTER_TALK = "after_talk", "wil even napraten"
    SUPPORT = "support", "heeft ondersteuning nodig"
    NEWCOMER = "newcomer", "nieuw: hoe gaat het?"
    TALK_OF_THREE = "talk_of_three", "gesprek met drie"
    ERASE = "erase", "vraagt om de gegevens te wissen"


class CallWish(models.TextChoices):
    """When somebody wants to be called: no text goes with it (P11, Q47)."""

    TODAY = "today", "vandaag"
    WEEK = "week", "deze week"


class MayCall(models.TextChoices):
    """'Wil je dat iemand belt?': the person's answer while resting (6.5); empty is not answered yet."""

    REPRESENTATIVE = "representative", "de vertegenwoordiger"
    COORDINATOR = "coordinator", "de coördinator"
    NOT_NOW = "not_now", "liever niet nu"


class ProposalKind(models.TextChoices):
    """What coordinator and vertegenwoordiger do together: one proposes, the other confirms (Q41, Q46)."""

    STOP = "stop", "samenwerking beëindigen"
    RECTIFY = "rectify", "rechtzetten"


class HeardOf(models.TextChoices):
    """How a candidate heard of the OEV; may stay empty."""

    GROUP = "group", "op een contactgroep"
    HOSPITAL = "hospital", "in het ziekenhuis"
    PROFESSIONAL = "professional", "van een professional"
    FRIEND = "friend", "van iemand die ik ken"
    ONLINE = "online", "op het internet"
    OTHER = "other", "ergens anders"


class GoodbyeWish(models.TextChoices):
    """What somebody would like at the goodbye; may stay empty (3.1)."""

    TALK = "talk", "graag nog een gesprek"
    CARD = "card", "graag een kaartje"
    NOTHING = "nothing", "liever niets"


class IntakeItem(models.TextChoices):
    """The checklist on the way in (R031-R041, Q39, Q51, law of 3 July 2005): points, never what was said."""

    STABLE = "stable", "staat stevig in herstel, of is naaste"
    SELF_HELP = "self_help", "gelooft in zelfhulp en in het hele zelfhulplandschap"
    PLAN = "plan", "persoonlijk plan besproken voor als het moeilijker gaat"
    OPEN_VIEW = "open_view", "heeft een open blik voor het Kempische verhaal"
    OPEN_TO_OTHERS = "open_to_others", "staat open voor nieuwe dingen en voor verhalen van anderen"
    OWN_STORY = "own_story", "spreekt vanuit het eigen verhaal"
    GROUP = "group", "wil deel zijn van de groep"
    VISIT = "visit", "nam minstens één keer deel aan een contactgroep"
    TRAINING = "training", "basisopleiding gevolgd of gepland"
    AGREEMENT = "agreement", "afsprakennota getekend"
    INFORMATION = "information", "de vijf punten van de vrijwilligerswet gekregen"
    CONSENT = "consent", "weet wat we bewaren, en zegt ja"
    CHARTER = "charter", "charter getekend, waar het geldt"
    VISIBILITY = "visibility", "koos hoe anderen de naam lezen"
    TOGETHER = "together", "vertegenwoordiger gaat akkoord"


class CheckState(models.TextChoices):
    """What a point of the checklist says."""

    DONE = "done", "in orde"
    PLANNED = "planned", "gepland"
    NOT_HERE = "not_here", "geldt hier niet"


class DocumentKind(models.TextChoices):
    """Texts of the house by version: signed, handed out, or for everybody to read (role cards, PIKASOL; R102, R112)."""

    AGREEMENT = "agreement", "afsprakennota"
    INFORMATION = "information", "informatie voor vrijwilligers"
    CONSENT = "consent", "wat we van je bewaren"
    CHARTER = "charter", "charter"
    GUIDE = "guide", "leidraad"
    READING = "reading", "om te lezen"


class SignedHow(models.TextChoices):
    """Where the signature or the receipt came from (Q39)."""

    ACCOUNT = "account", "in het eigen account"
    LETTER = "letter", "met een brief"
    PAPER = "paper", "op papier"
    BY_HAND = "by_hand", "met de hand genoteerd"


class IntakeOutcome(models.TextChoices):
    """What was agreed at the end of an intake talk; no reason goes with it."""

    GO_ON = "go_on", "we gaan samen verder"
    LATER = "later", "later opnieuw bekijken"
    NOT_NOW = "not_now", "nu niet"


class TrainingKind(models.TextChoices):
    """Kinds of training (R016, R304, R353)."""

    BASIC = "basic", "basisopleiding"
    THEME = "theme", "thema"
    EXTERNAL = "external", "elders"
    VISIT = "visit", "studiebezoek"


class TrainingTheme(models.TextChoices):
    """Themes named in R111; no score is kept."""

    MOTIVATION = "motivation", "motiverende gespreksvoering"
    PREVENTION = "prevention", "als het moeilijker gaat"
    ETHICS = "ethics", "deontologie"
    OFFER = "offer", "kennis van het hulpaanbod"
    COOPERATION = "cooperation", "samenwerken"


class OfferedTraining(models.TextChoices):
    """What became of a training that a partner proposed; a 'nu niet' has no reason (P17)."""

    WAITING = "waiting", "wacht op een antwoord"
    TAKEN = "taken", "staat in het aanbod"
    NOT_NOW = "not_now", "nu niet"
    WITHDRAWN = "withdrawn", "ingetrokken"


class GrowthTalkKind(models.TextChoices):
    """Talks of which only the day is kept (R311, R351)."""

    GROWTH = "growth", "groeigesprek"
    SUPPORT = "support", "ondersteunend gesprek"
    GROUP = "group", "ondersteuning in groep"


class ActivityKind(models.TextChoices):
    """What is counted outside talks and groups (R305-R308, F36-F38)."""

    PHONE = "phone", "telefonisch contact"
    POLICY = "policy", "beleidsvergadering"
    LECTURE = "lecture", "lezing"
    WORKSHOP = "workshop", "workshop"
    TESTIMONY = "testimony", "getuigenis"


class BridgePurpose(models.TextChoices):
    """Why there was contact with a self-help group (R012, R336)."""

    ACQUAINTANCE = "acquaintance", "kennismaken"
    INFORMATION = "information", "informatie uitwisselen"
    PERSON = "person", "iemand de weg wijzen"
    TOGETHER = "together", "samen iets doen"
