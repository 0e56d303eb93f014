"""Addresses of the whole application; no address says why somebody is there."""

from django.contrib import admin
from django.urls import include, path

from oev import views

urlpatterns = [
    path("", views.start, name="start"),
    path("thuis/", views.home, name="home"),
    path("privacy/", views.privacy, name="privacy"),
    path("bewaartermijnen/", views.retention_terms, name="retention_terms"),
    path("huisstijl/", views.style_guide, name="style_guide"),
    path("health/live", views.health_live, name="health_live"),
    path("health/ready", views.health_ready, name="health_ready"),
    path("account/", include("allauth.urls")),
    path("", include("oev.accounts.urls")),
    path("beheer/brieven/", include("oev.outbox.urls")),
    path("", include("partners.urls")),
    path("", include("volunteers.urls")),
    path("", include("contactgroups.urls")),
    path("", include("referrals.urls")),
    path("", include("reporting.urls")),
    path("beheer/", admin.site.urls),
]
