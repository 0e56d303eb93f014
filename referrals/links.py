"""Signed addresses: of a site (partners), and of one aanmelding for whoever made it without an account (6.3)."""

from django.core import signing
from django.db import transaction

from oev.accounts.actor import Actor
from partners.links import site_from_token, site_token
from partners.models import Site
from referrals.models import Referral

__all__ = ["referral_from_token", "referral_token", "revoke_site_link", "site_from_token", "site_token"]

SALT = "referrals.own-link"
HOURS = 48


def referral_token(referral: Referral) -> str:
    """The token on the confirmation page, with which the aanmelder says that the person left or takes it back."""
    return signing.TimestampSigner(salt=SALT).sign_object([referral.pk, referral.site.link_version], compress=False)


def referral_from_token(token: str) -> Referral | None:
    """The aanmelding of this token; None when forged, older than 48 hours, or when the site's link was revoked."""
    try:
        pk, version = signing.TimestampSigner(salt=SALT).unsign_object(token, max_age=HOURS * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Referral.objects.select_related("site").filter(pk=pk, site__link_version=version).first()


@transaction.atomic
def revoke_site_link(*, by: Actor, site: Site) -> Site:
    """Make the running address of a site worthless; a new one follows from the next version."""
    site = Site.objects.select_for_update().get(pk=site.pk)
    site.link_version += 1
    site.save(update_fields=["link_version"])
    return site
