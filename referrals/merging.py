"""What two entries of one person would hide in the talks."""

from django.db.models import Exists, OuterRef

from referrals.models import Assignment


def why_no_merge(kept: int, gone: int) -> list[str]:
    """Who went together to one talk are two people (R313)."""
    talks = Assignment.objects.talks()
    other = talks.filter(volunteer=gone, referral=OuterRef("referral")).exclude(lead=OuterRef("lead"))
    together = talks.filter(Exists(other), volunteer=kept)
    return ["Ze gingen samen naar één gesprek. Dat zijn twee mensen."] if together.exists() else []
