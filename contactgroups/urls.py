"""Addresses of groups; the list and the page of a group are for everybody."""

from django.urls import path

from contactgroups.views import groups, helping, meetings, mine, public, rosters, turns

app_name = "contactgroups"
urlpatterns = [
    path("groepen/", public.group_list, name="group_list"),
    path("groepen/<int:pk>/", public.group_detail, name="group_detail"),
    path("groepen/nieuw/", groups.group_open, name="group_open"),
    path("groepen/<int:pk>/gegevens/", groups.group_change, name="group_change"),
    path("groepen/<int:pk>/vaste-dag/", groups.group_series, name="group_series"),
    path("groepen/<int:pk>/stap/<slug:step>/", groups.group_move, name="group_move"),
    path("groepen/<int:pk>/rol/", groups.role_give, name="role_give"),
    path("groepsrollen/<int:pk>/einde/", groups.role_end, name="role_end"),
    path("groepsrollen/<int:pk>/weer/", mine.role_take_back, name="role_take_back"),
    path("groepen/<int:pk>/rol-voorstellen/", helping.role_propose, name="role_propose"),
    path("groepsrollen/gevraagd/<int:pk>/", helping.role_request_answer, name="role_request_answer"),
    path("groepsrollen/gevraagd/<int:pk>/vragen/", helping.role_request_pass_on, name="role_request_pass_on"),
    path("groepsrollen/gevraagd/<int:pk>/weg/", helping.role_request_close, name="role_request_close"),
    path("groepen/taken/", helping.task_groups, name="task_groups"),
    path("groepen/taken/<int:pk>/", helping.task_groups, name="task_groups"),
    path("groepen/<int:pk>/beurtrol/", rosters.roster, name="roster"),
    path("groepen/<int:pk>/beurtrol/voorstel/", rosters.roster_propose, name="roster_propose"),
    path("groepen/<int:pk>/beurtrol/publiceer/", rosters.roster_publish, name="roster_publish"),
    path("groepen/<int:pk>/beurtrol/leeg/", rosters.roster_clear, name="roster_clear"),
    path("beurtrollen/", rosters.roster_list, name="roster_list"),
    path("mijn-groepen/", mine.my_groups, name="my_groups"),
    path("bijeenkomsten/<int:pk>/invullen/", meetings.meeting_count, name="meeting_count"),
    path("bijeenkomsten/<int:pk>/deze-week-niet/", meetings.meeting_cancel, name="meeting_cancel"),
    path("bijeenkomsten/<int:pk>/toch-wel/", meetings.meeting_restore, name="meeting_restore"),
    path("beurten/<int:pk>/vragen/", turns.turn_ask, name="turn_ask"),
    path("beurten/<int:pk>/nemen/", turns.turn_take, name="turn_take"),
    path("beurten/<int:pk>/doorgeven/", turns.turn_hand_back, name="turn_hand_back"),
    path("beurtvragen/<int:pk>/", turns.question_answer, name="question_answer"),
    path("beurt/<str:secret>/", turns.turn_answer, name="turn_answer"),
]
