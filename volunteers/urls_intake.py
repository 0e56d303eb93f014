"""Addresses of the way in: 'Ik wil meedoen', the checklist, the talk, and the texts of the house."""

from django.urls import path

from volunteers.views import accounts, candidacy, documents, intake

urlpatterns = [
    path("meedoen/", candidacy.candidacy_new, name="candidacy_new"),
    path("meedoen/bedankt/", candidacy.candidacy_thanks, name="candidacy_thanks"),
    path("mensen/tekenen/", documents.unsigned_list, name="unsigned_list"),
    path("mensen/<int:pk>/starten/", intake.volunteer_activate, name="volunteer_activate"),
    path("mensen/<int:pk>/account/", accounts.volunteer_invite, name="volunteer_invite"),
    path("mensen/<int:pk>/intake/", intake.intake_tick, name="intake_tick"),
    path("mensen/<int:pk>/intake/besproken/", intake.intake_talked, name="intake_talked"),
    path("mensen/<int:pk>/intake/terug/", intake.intake_untick, name="intake_untick"),
    path("mensen/<int:pk>/tekenen/", intake.intake_sign, name="intake_sign"),
    path("mensen/<int:pk>/gesprek/", intake.intake_talk_plan, name="intake_talk_plan"),
    path("mensen/<int:pk>/gesprek/geweest/", intake.intake_talk_held, name="intake_talk_held"),
    path("mensen/<int:pk>/gesprek/niet/", intake.intake_talk_cancel, name="intake_talk_cancel"),
    path("documenten/", documents.document_list, name="document_list"),
    path("documenten/<int:pk>/", documents.document_detail, name="document_detail"),
    path("documenten/<int:pk>/tekenen/", documents.document_sign, name="document_sign"),
    path("documenten/<int:pk>/wie/", documents.document_signers, name="document_signers"),
    path("handtekeningen/<int:pk>/weg/", documents.signature_take_back, name="signature_take_back"),
]
