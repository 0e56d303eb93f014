"""Addresses of what people do and learn: tasks, roles, insurance, training, growth talks, counts."""

from django.urls import path

from volunteers.views import (
    counts,
    growth,
    insurance,
    roles,
    tasks,
    training,
    training_offers,
    training_tap,
    training_wishes,
)

urlpatterns = [
    path("ik/taken/", tasks.volunteer_tasks, name="volunteer_tasks"),
    path("mensen/<int:pk>/taken/", tasks.volunteer_tasks, name="volunteer_tasks"),
    path("verzekeringen/", insurance.policy_list, name="policy_list"),
    path("verzekeringen/<int:pk>/verlengen/", insurance.policy_renew, name="policy_renew"),
    path("mensen/<int:pk>/rol-vragen/", roles.role_ask, name="role_ask"),
    path("rollen/gevraagd/<int:pk>/weg/", roles.role_request_close, name="role_request_close"),
    path("wie-doet-wat/", roles.role_list, name="role_list"),
    path("vliegende-ploeg/", roles.flying_team, name="flying_team"),
    path("vorming/", training.training_list, name="training_list"),
    path("vorming/nieuw/", training.training_plan, name="training_plan"),
    path("vorming/<int:pk>/", training.training_detail, name="training_detail"),
    path("vorming/<int:pk>/wijzigen/", training.training_change, name="training_change"),
    path("vorming/<int:pk>/uitnodigen/", training.training_invite, name="training_invite"),
    path("vorming/<int:pk>/antwoord/", training.training_answer, name="training_answer"),
    path("vorming/<int:pk>/afgelasten/", training.training_cancel, name="training_cancel"),
    path("vorming/<int:pk>/lijst/", training.training_attendance, name="training_attendance"),
    path("vorming/<int:pk>/lijst/open/", training.training_reopen, name="training_reopen"),
    path("mensen/<int:pk>/groeigesprek/", growth.growth_talk_add, name="growth_talk_add"),
    path("groeigesprek/<int:pk>/later/", growth.growth_talk_later, name="growth_talk_later"),
    path("groeigesprek/<int:pk>/weg/", growth.growth_talk_forget, name="growth_talk_forget"),
    path("tellingen/", counts.count_list, name="count_list"),
    path("tellingen/<int:pk>/weg/", counts.count_withdraw, name="count_withdraw"),
    path("vorming/voorstellen/", training_offers.training_offer_list, name="training_offer_list"),
    path("vorming/voorstellen/nieuw/", training_offers.training_offer_new, name="training_offer_new"),
    path("vorming/voorstellen/<int:pk>/aanbod/", training_offers.training_offer_take, name="training_offer_take"),
    path(
        "vorming/voorstellen/<int:pk>/nu-niet/", training_offers.training_offer_decline, name="training_offer_decline"
    ),
    path("vorming/voorstellen/<int:pk>/weg/", training_offers.training_offer_withdraw, name="training_offer_withdraw"),
    path("ik/graag-leren/", training_wishes.training_wishes, name="training_wishes"),
    path("mensen/<int:pk>/graag-leren/", training_wishes.training_wishes, name="training_wishes"),
    path("vorming/kom-je/<str:token>/", training_tap.training_tap, name="training_tap"),
]
