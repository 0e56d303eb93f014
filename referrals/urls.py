"""Addresses of referrals; none says why somebody is there."""

from django.urls import path

from referrals.views import answering, choosing, coordinating, own, reaching, receiving, talking

app_name = "referrals"
urlpatterns = [
    path("a/klaar/<str:token>/", receiving.referral_sent, name="referral_sent"),
    path("a/klaar/<str:token>/vertrokken/", receiving.referral_sent_left, name="referral_sent_left"),
    path("a/<str:token>/", receiving.referral_by_link, name="referral_by_link"),
    path("a/<str:token>/kaartje/", receiving.referral_card, name="referral_card"),
    path("vraag/<str:secret>/", answering.offer_answer, name="offer_answer"),
    path("mijn-aanmeldingen/", own.referral_list, name="referral_list"),
    path("mijn-aanmeldingen/<int:pk>/", own.referral_detail, name="referral_detail"),
    path("aanmelden/", own.referral_new, name="referral_new"),
    path("aanmelden/<int:pk>/", own.referral_new_at, name="referral_new_at"),
    path("aanmeldingen/<int:pk>/vertrokken/", own.referral_left, name="referral_left"),
    path("aanmeldingen/<int:pk>/intrekken/", own.referral_withdraw, name="referral_withdraw"),
    path("aanmeldingen/<int:pk>/mensen/", coordinating.referral_candidates, name="referral_candidates"),
    path("aanmeldingen/<int:pk>/mensen/<int:volunteer_pk>/", coordinating.referral_ask, name="referral_ask"),
    path(
        "aanmeldingen/<int:pk>/mensen/<int:volunteer_pk>/mee/",
        coordinating.referral_ask_along,
        name="referral_ask_along",
    ),
    path("aanmeldingen/<int:pk>/ploeg/", reaching.referral_outreach, name="referral_outreach"),
    path("aanmeldingen/<int:pk>/ploeg/<int:volunteer_pk>/", reaching.referral_ask_to_call, name="referral_ask_to_call"),
    path("aanmeldingen/<int:pk>/met-twee/", choosing.referral_duo, name="referral_duo"),
    path("aanmeldingen/<int:pk>/zelf/", choosing.referral_take_on, name="referral_take_on"),
    path("aanmeldingen/<int:pk>/later/", choosing.referral_later, name="referral_later"),
    path("aanmeldingen/<int:pk>/aanmelder/", coordinating.referral_question, name="referral_question"),
    path("aanmeldingen/<int:pk>/doorgeven/", coordinating.referral_hand_over, name="referral_hand_over"),
    path("aanmeldingen/<int:pk>/bellen/", choosing.referral_by_phone, name="referral_by_phone"),
    path("aanmeldingen/<int:pk>/afronden/", coordinating.referral_close, name="referral_close"),
    path("vragen/<int:pk>/gebeld/", coordinating.offer_by_phone, name="offer_by_phone"),
    path("vragen/<int:pk>/intrekken/", coordinating.offer_withdraw, name="offer_withdraw"),
    path("gesprekken/", talking.talk_list, name="talk_list"),
    path("gesprekken/klaar/", talking.talk_done, name="talk_done"),
    path("gesprekken/achteraf/", talking.talk_report, name="talk_report"),
    path("gesprekken/achteraf/<int:pk>/", talking.talk_report, name="talk_report_for"),
    path("gesprekken/<int:pk>/", talking.assignment_detail, name="assignment_detail"),
    path("gesprekken/<int:pk>/moment/", talking.talk_plan, name="talk_plan"),
    path("gesprekken/<int:pk>/na/", talking.talk_after, name="talk_after"),
    path("gesprekken/<int:pk>/na/contact/", talking.talk_record, name="talk_record"),
    path("gesprekken/<int:pk>/na/niet-bereikt/", talking.talk_not_reached, name="talk_not_reached"),
    path("gesprekken/<int:pk>/stop/", talking.talk_stop, name="talk_stop"),
    path("gesprekken/<int:pk>/doorgeven/", talking.talk_hand_back, name="talk_hand_back"),
    path("gesprekken/<int:pk>/ploeg/", reaching.talk_pass_on, name="talk_pass_on"),
    path("bellen/<int:pk>/", reaching.outreach_detail, name="outreach_detail"),
    path("bellen/<int:pk>/hoe/", reaching.outreach_record, name="outreach_record"),
    path("bellen/<int:pk>/terug/", reaching.outreach_give_back, name="outreach_give_back"),
]
