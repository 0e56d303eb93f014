"""Addresses of lists that leave and come back, and of people who are one person."""

from django.urls import path

from volunteers.views import exports, imports, merging

urlpatterns = [
    path("mensen/lijsten/", exports.export_list, name="export_list"),
    path("mensen/lijsten/nieuw/", exports.export_make, name="export_make"),
    path("mensen/binnenbrengen/<int:pk>/verschil/", imports.import_changes, name="import_changes"),
    path("mensen/<int:pk>/dubbel/", merging.people_double, name="people_double"),
    path("mensen/<int:pk>/dubbel/<int:other>/", merging.people_compare, name="people_compare"),
    path("mensen/<int:pk>/dubbel/<int:other>/twee/", merging.people_apart, name="people_apart"),
]
