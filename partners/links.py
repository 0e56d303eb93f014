"""The signed, revocable address of a site (6.3): it names the site and the version of its link, no person."""

from django.core import signing

from partners.models import Site

SALT = "partners.site-link"


def site_token(site: Site) -> str:
    """The token that stands in the site's address, its QR and its printed cards; no database is asked."""
    return signing.Signer(salt=SALT).sign_object([site.pk, site.link_version], compress=False)


def site_from_token(token: str) -> Site | None:
    """The site whose running link this is, with its partner and municipality; None when forged or revoked."""
    try:
        site_id, version = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    running = Site.objects.select_related("partner", "municipality")
    return running.filter(pk=site_id, link_version=version).first()
