"""Addresses of the catalogue of letters, inside the coordinator's house."""

from django.urls import path

from oev.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.letter_list, name="letter_list"),
    path("<slug:code>/", views.letter_detail, name="letter_detail"),
    path("<slug:code>/schakelaar/", views.letter_switch, name="letter_switch"),
    path("opnieuw/<int:pk>/", views.letter_retry, name="letter_retry"),
]
