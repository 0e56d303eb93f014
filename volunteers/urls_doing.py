"""Addresses of what people do and learn: tasks, roles, insurance, training, growth talks, counts."""

from django.urls import path

from volunteers.views import insurance, roles, tasks

urlpatterns = [
    path("ik/taken/", tasks.volunteer_tasks, name="volunteer_tasks"),
    path("mensen/<int:pk>/taken/", tasks.volunteer_tasks, name="volunteer_tasks"),
    path("verzekeringen/", insurance.policy_list, name="policy_list"),
    path("verzekeringen/<int:pk>/verlengen/", insurance.policy_renew, name="policy_renew"),
    path("mensen/<int:pk>/rol-vragen/", roles.role_ask, name="role_ask"),
    path("rollen/gevraagd/<int:pk>/weg/", roles.role_request_close, name="role_request_close"),
    path("wie-doet-wat/", roles.role_list, name="role_list"),
    path("vliegende-ploeg/", roles.flying_team, name="flying_team"),
]
