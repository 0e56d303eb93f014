"""Addresses of accounts."""

from django.urls import path

from oev.accounts.views import cover, people

app_name = "accounts"
urlpatterns = [
    path("hoedanigheid/", people.hat_change, name="hat_change"),
    path("tweede-stap/", people.second_factor, name="second_factor"),
    path("welkom/<str:token>/", people.invitation_accept, name="invitation_accept"),
    path("demo-aanmelden/", people.demo_sign_in, name="demo_sign_in"),
    path("accounts/", people.user_list, name="user_list"),
    path("accounts/uitnodigen/", people.user_invite, name="user_invite"),
    path("accounts/<int:pk>/", people.user_detail, name="user_detail"),
    path("accounts/<int:pk>/toegang/", people.user_toggle, name="user_toggle"),
    path("accounts/functies/<int:pk>/einde/", people.office_end, name="office_end"),
    path("waarneming/", cover.absence_list, name="absence_list"),
    path("waarneming/terug/", cover.absence_back, name="absence_back"),
    path("waarneming/voor/<int:pk>/", cover.absence_add, name="absence_add"),
    path("waarneming/voor/<int:pk>/dagen/", cover.office_days, name="office_days"),
    path("waarneming/<int:pk>/", cover.absence_change, name="absence_change"),
    path("waarneming/<int:pk>/einde/", cover.absence_end, name="absence_end"),
]
