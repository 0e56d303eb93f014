"""Addresses of partners."""

from django.urls import path

from partners.views import agreements, organisation, partners, people, sites

app_name = "partners"
urlpatterns = [
    path("inrichten/", organisation.setup, name="setup"),
    path("organisatie/", organisation.organisation_edit, name="organisation_edit"),
    path("nakijken/", organisation.reference_check, name="reference_check"),
    path("nakijken/<slug:kind>/", organisation.reference_check_kind, name="reference_check_kind"),
    path("nakijken/<slug:kind>/<int:pk>/", organisation.reference_confirm, name="reference_confirm"),
    path("partners/", partners.partner_list, name="partner_list"),
    path("partners/nieuw/", partners.partner_add, name="partner_add"),
    path("partners/<int:pk>/", partners.partner_detail, name="partner_detail"),
    path("partners/<int:pk>/aanpassen/", partners.partner_edit, name="partner_edit"),
    path("partners/<int:pk>/kant/", partners.partner_side, name="partner_side"),
    path("partners/<int:pk>/plaats/", sites.site_add, name="site_add"),
    path("partners/<int:pk>/contactpersoon/", people.contact_add, name="contact_add"),
    path("partners/<int:pk>/overeenkomst/", agreements.agreement_add, name="agreement_add"),
    path("plaatsen/<int:pk>/aanpassen/", sites.site_edit, name="site_edit"),
    path("plaatsen/<int:pk>/teksten/", sites.site_texts, name="site_texts"),
    path("plaatsen/<int:pk>/open/", sites.site_intake, name="site_intake"),
    path("plaatsen/<int:pk>/adres/", sites.site_link_renew, name="site_link_renew"),
    path("plaatsen/<int:pk>/affiche/", sites.site_poster, name="site_poster"),
    path("plaatsen/<int:pk>/kaartjes/", sites.site_cards, name="site_cards"),
    path("contactpersonen/<int:pk>/aanpassen/", people.contact_edit, name="contact_edit"),
    path("contactpersonen/<int:pk>/uitnodigen/", people.contact_invite, name="contact_invite"),
    path("contactpersonen/<int:pk>/einde/", people.contact_end, name="contact_end"),
    path("mandaten/nieuw/", people.mandate_add, name="mandate_add"),
    path("mandaten/<int:pk>/einde/", people.mandate_end, name="mandate_end"),
    path("overeenkomsten/", agreements.agreement_list, name="agreement_list"),
    path("overeenkomsten/<int:pk>/", agreements.agreement_detail, name="agreement_detail"),
    path("overeenkomsten/<int:pk>/aanpassen/", agreements.agreement_edit, name="agreement_edit"),
    path("overeenkomsten/<int:pk>/vastleggen/", agreements.agreement_register, name="agreement_register"),
    path("overeenkomsten/<int:pk>/versturen/", agreements.agreement_send, name="agreement_send"),
    path("overeenkomsten/<int:pk>/goedkeuren/", agreements.agreement_approve, name="agreement_approve"),
    path("overeenkomsten/<int:pk>/tekenen/", agreements.agreement_sign, name="agreement_sign"),
    path("overeenkomsten/<int:pk>/verlengen/", agreements.agreement_renew, name="agreement_renew"),
    path("overeenkomsten/<int:pk>/opzeggen/", agreements.agreement_end, name="agreement_end"),
    path("mijn-organisatie/", people.my_organisation, name="my_organisation"),
    path("mijn-organisatie/gegevens/", people.my_contact_edit, name="my_contact_edit"),
]
