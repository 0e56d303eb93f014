"""Addresses around standing and care; none of them says why somebody is there."""

from django.urls import path

from volunteers.views import asking, bridge, erasing, plan_checks, postponing, return_talks, sign_up

urlpatterns = [
    path("ik/praten/", asking.talk_ask, name="talk_ask"),
    path("ik/napraten/", asking.talk_after, name="talk_after"),
    path("ik/steun/", asking.support_ask, name="support_ask"),
    path("ik/wissen/", erasing.erasure_ask, name="erasure_ask"),
    path("mensen/<int:pk>/vraagt-wissen/", erasing.erasure_ask, name="erasure_ask"),
    path("mensen/<int:pk>/wissen/", erasing.volunteer_erase, name="volunteer_erase"),
    path("ik/samen/", return_talks.return_talk_ask, name="return_talk_ask"),
    path("intervisie/uitstel/", postponing.postponement_list, name="postponement_list"),
    path("uitstel/<int:pk>/weg/", postponing.postponement_withdraw, name="postponement_withdraw"),
    path("zelfhulp/", bridge.bridge_list, name="bridge_list"),
    path("zelfhulp/<int:pk>/weg/", bridge.bridge_withdraw, name="bridge_withdraw"),
    path("mensen/<int:pk>/plan/", plan_checks.plan_check, name="plan_check"),
    path("plannen/<int:pk>/weg/", plan_checks.plan_check_withdraw, name="plan_check_withdraw"),
    path("kom-je/<str:token>/", sign_up.sign_up_answer, name="sign_up_answer"),
    path("mensen/<int:pk>/samen/", return_talks.return_talk_ask, name="return_talk_ask"),
    path("samen/<int:pk>/", return_talks.return_talk, name="return_talk"),
    path("samen/<int:pk>/klaar/", return_talks.return_talk_close, name="return_talk_close"),
]
