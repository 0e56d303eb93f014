"""Addresses around standing and care; none of them says why somebody is there."""

from django.urls import path

from volunteers.views import asking, return_talks

urlpatterns = [
    path("ik/praten/", asking.talk_ask, name="talk_ask"),
    path("ik/napraten/", asking.talk_after, name="talk_after"),
    path("ik/steun/", asking.support_ask, name="support_ask"),
    path("ik/samen/", return_talks.return_talk_ask, name="return_talk_ask"),
    path("mensen/<int:pk>/samen/", return_talks.return_talk_ask, name="return_talk_ask"),
    path("samen/<int:pk>/", return_talks.return_talk, name="return_talk"),
    path("samen/<int:pk>/klaar/", return_talks.return_talk_close, name="return_talk_close"),
]
