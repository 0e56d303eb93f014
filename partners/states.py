"""Names of states and kinds of partners; imports nothing of ours."""

from django.db import models


class PartnerKind(models.TextChoices):
    """What kind of organisation it is (R277)."""

    HOSPITAL = "hospital", "ziekenhuis"
    MUNICIPALITY = "municipality", "lokaal bestuur"
    CAW = "caw", "CAW"
    CGG = "cgg", "CGG"
    GP = "gp", "huisartsen"
    FJC = "fjc", "Family Justice Center"
    CARE = "care", "geestelijke gezondheidszorg"
    WELFARE = "welfare", "welzijn"
    ADDICTION_CARE = "addiction_care", "drughulpverlening"
    SELF_HELP = "self_help", "zelfhulp"
    JUSTICE = "justice", "justitie en veiligheid"
    EDUCATION = "education", "onderwijs en vorming"
    GOVERNMENT = "government", "overheid"
    OTHER = "other", "andere"


class PartnerSide(models.TextChoices):
    """Two values only (Q33)."""

    OFFERING = "offering", "aanbiedend"
    ASKING = "asking", "vragend"


class PartnerStage(models.TextChoices):
    """How far the cooperation is (section 5)."""

    WORKING = "working", "in werking"
    APPROVAL = "approval", "in goedkeuring"
    TALKS = "talks", "in gesprek"
    LATER = "later", "later"
    ONWARD = "onward", "doorverwijspartner"


class SiteKind(models.TextChoices):
    """Where aanmeldingen come from; this is also the 'soort aanmelder' of F23."""

    HOSPITAL = "hospital", "ziekenhuis"
    SOCIAL_SERVICE = "social_service", "sociale dienst"
    CAW = "caw", "CAW"
    CGG = "cgg", "CGG"
    FJC = "fjc", "FJC"
    GP = "gp", "huisarts"
    OTHER = "other", "ander"


class SiteIntake(models.TextChoices):
    """Whether new aanmeldingen are welcome now (R152)."""

    OPEN = "open", "open"
    LIMITED = "limited", "beperkt"
    CLOSED = "closed", "gesloten"


class AgreementState(models.TextChoices):
    """3.4; always calculated from the dates, never typed."""

    DRAFT = "draft", "ontwerp"
    APPROVAL = "approval", "in goedkeuring"
    FUTURE = "future", "getekend, begint later"
    IN_FORCE = "in_force", "van kracht"
    EXPIRED = "expired", "verlopen"
    ENDED = "ended", "opgezegd"


class MandateVote(models.TextChoices):
    """Q02: only 'stem' counts for quorum and votes."""

    ADVICE = "advice", "advies"
    VOTE = "vote", "stem"
