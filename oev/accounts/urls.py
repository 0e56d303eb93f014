"""Addresses of accounts."""

from django.urls import path

from oev.accounts import views

app_name = "accounts"
urlpatterns = [
    path("hoedanigheid/", views.hat_change, name="hat_change"),
    path("tweede-stap/", views.second_factor, name="second_factor"),
    path("welkom/<str:token>/", views.invitation_accept, name="invitation_accept"),
    path("demo-aanmelden/", views.demo_sign_in, name="demo_sign_in"),
    path("accounts/", views.user_list, name="user_list"),
    path("accounts/uitnodigen/", views.user_invite, name="user_invite"),
    path("accounts/<int:pk>/", views.user_detail, name="user_detail"),
    path("accounts/<int:pk>/toegang/", views.user_toggle, name="user_toggle"),
    path("accounts/functies/<int:pk>/einde/", views.office_end, name="office_end"),
    path("waarneming/", views.absence_list, name="absence_list"),
    path("waarneming/<int:pk>/einde/", views.absence_end, name="absence_end"),
]
