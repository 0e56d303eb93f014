"""Addresses of the figures."""

from django.urls import path

from reporting import views

app_name = "reporting"
urlpatterns = [
    path("cijfers/", views.figures_current, name="figures_current"),
    path("cijfers/<int:year>/", views.figures_year, name="figures_year"),
    path("cijfers/<int:year>/<slug:form>/", views.figures_download, name="figures_download"),
]
