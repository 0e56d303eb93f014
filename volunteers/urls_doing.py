"""Addresses of what people do and learn: tasks, roles, insurance, training, growth talks, counts."""

from django.urls import path

from volunteers.views import insurance, tasks

urlpatterns = [
    path("ik/taken/", tasks.volunteer_tasks, name="volunteer_tasks"),
    path("mensen/<int:pk>/taken/", tasks.volunteer_tasks, name="volunteer_tasks"),
    path("verzekeringen/", insurance.policy_list, name="policy_list"),
    path("verzekeringen/<int:pk>/verlengen/", insurance.policy_renew, name="policy_renew"),
]
