"""Addresses of contactgroups."""

from django.urls import URLPattern

app_name = "contactgroups"
urlpatterns: list[URLPattern] = []
