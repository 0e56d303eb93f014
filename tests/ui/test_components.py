"""The component library: what it renders, and what it leaves out."""

import re
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils.safestring import mark_safe

from oev.style_guide import CountExample, ReferralExample, examples
from oev.templatetags import ui_forms, ui_rows


def render(source: str, request=None, **context) -> str:
    made = Context(context) if request is None else RequestContext(request, context)
    text = Template("{% load ui ui_admin crispy_forms_filters %}" + source).render(made)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", text)).strip()


@pytest.fixture
def wrong():
    form = ReferralExample({"who": "self", "name": ""})
    assert not form.is_valid()
    return form


def test_tag_is_a_dot_and_an_escaped_word():
    assert render("{% tag word 'heide' %}", word="<slapend>") == '<span class="tag tag-heide">&lt;slapend&gt;</span>'
    assert render("{% tag '' 'heide' %}") == ""
    assert render("{% tag 'iets' 'roze' %}") == '<span class="tag">iets</span>'


def test_button_refuses_an_unknown_kind():
    with pytest.raises(KeyError):
        ui_forms.button_class("groen")


def test_row_names_itself_in_its_buttons():
    row = render(
        "{% row 'Els V.' action_label='Bel' action_url='tel:1' main=True"
        " second_label='Ik heb gebeld' second_url='/x/' second_method='post' %}"
    )

    assert '<a class="btn btn-primary" href="tel:1">Bel<span class="visually-hidden">: Els V.</span></a>' in row
    assert '<form class="one-button" method="post" action="/x/">' in row
    assert row.count(": Els V.") == 2


def test_row_without_action_has_no_empty_box():
    assert "row-actions" not in render("{% row 'Els V.' line='Geel' %}")


def test_error_summary_links_every_sentence_to_a_field_that_is_there(wrong):
    page = render("{% error_summary form %}{{ form|crispy }}", form=wrong)
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', page)

    said = [sentence.replace("Gemeente: dit", "Dit") for _, sentence in links]
    assert said == [str(e) for errors in wrong.errors.values() for e in errors]
    assert [target for target, _ in links if f'id="{target}"' not in page] == []


def test_error_summary_is_silent_when_nothing_is_wrong():
    assert render("{% error_summary form %}", form=ReferralExample()) == ""


def test_field_says_its_error_and_help_to_who_listens(wrong):
    page = render("{{ form|crispy }}", form=wrong)

    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page
    assert '<fieldset aria-describedby="id_consent_helptext id_consent_error">' in page


def test_field_keeps_what_was_typed(wrong):
    assert re.search(r'value="self"[^>]*checked', render("{{ form|crispy }}", form=wrong))


@pytest.mark.parametrize(
    ("labels", "layout"),
    [
        (["Ja", "Nog niet"], "choices choices-2"),
        (["De persoon zelf", "Een naaste", "Ik als professional"], "choices choices-3"),
        (["Hier op de dienst, tot zaterdag 18 uur", "Op de gsm", "Via mij"], "choices"),
        (["Vertegenwoordiger", "Coördinator", "Liever niet nu"], "choices"),
        (["Telefoon", "Ter plaatse", "Online", "Mail"], "choices choices-2"),
        (["a", "b", "c", "d", "e"], "choices"),
    ],
)
def test_choices_stand_side_by_side_only_when_they_are_short(labels, layout):
    class Form(forms.Form):
        pick = forms.ChoiceField(widget=forms.RadioSelect, choices=[(label, label) for label in labels])

    assert ui_forms.choices_layout(Form()["pick"]) == layout


def test_optional_is_said_once_and_never_of_a_tick_box():
    class Form(forms.Form):
        a = forms.CharField(label="Nota", required=False)
        b = forms.CharField(label="Nota (mag leeg)", required=False)
        c = forms.BooleanField(label="Ja", required=False)
        d = forms.CharField(label="Naam")

    assert [ui_forms.is_optional(field) for field in Form()] == [True, False, False, False]


def test_counter_is_a_field_for_a_thumb():
    assert render("{{ form|crispy }}", form=CountExample()).count("field-counter") == 3


def test_pagination_keeps_the_filters_of_the_address(db):
    request = RequestFactory().get("/mensen/?gemeente=geel&page=2")
    request.user, request.resolver_match = AnonymousUser(), None
    page = render("{% pagination page noun='mensen' %}", request=request, page=Paginator(range(100), 25).page(2))

    assert "26 tot 50 van 100 mensen" in page
    assert 'rel="prev" href="?gemeente=geel&amp;page=1"' in page
    assert 'rel="next" href="?gemeente=geel&amp;page=3"' in page


def test_data_table_tells_each_cell_its_heading():
    page = render("{% data_table 'Cijfers' headings rows %}", headings=["Soort", "2026"], rows=[("CAW", 24)])

    assert '<th scope="row">CAW</th><td class="number" data-label="2026">24</td>' in page


def test_admin_cells_tell_their_heading_and_speak_dutch():
    cells = [
        mark_safe('<th class="field-name"><a href="/x/">Els</a></th>'),
        mark_safe('<td><img src="/s/icon-yes.svg" alt="True"></td>'),
    ]
    page = render("{% labelled_cells cells heads %}", cells=cells, heads=[{"text": "naam"}, {"text": "<i>stand</i>"}])

    assert page == '<th data-label="Naam" class="field-name"><a href="/x/">Els</a></th><td data-label="Stand">ja</td>'


def test_admin_words_stay_escaped():
    assert render("{{ html|in_words }}", html="<script>") == "&lt;script&gt;"


def test_fact_without_a_value_says_so_or_nothing():
    assert (
        render("{% fact 'Gemeente' '' none='nog niet bekend' %}")
        == "<div><dt>Gemeente</dt><dd>nog niet bekend</dd></div>"
    )
    assert render("{% fact 'Gemeente' none %}", none=None) == ""
    assert render("{% fact 'Gesprekken' 0 %}") == "<div><dt>Gesprekken</dt><dd>0</dd></div>"


def test_work_section_makes_only_its_first_row_the_main_one():
    rows = [SimpleNamespace(title=name, action_label="Bekijk", action_url="/x/") for name in ("a", "b")]
    page = render("{% work_section section main=True %}", section=SimpleNamespace(title="Nieuw", rows=rows))

    assert page.count("btn-primary") == 1


def test_examples_of_the_style_guide_show_errors_when_asked():
    assert examples({})["form"].errors == {}
    assert set(examples({"fout": ""})["form"].errors) == {"consent", "name", "place"}


def test_menu_offers_every_other_hat_and_sign_out():
    hats = [
        SimpleNamespace(key="coordinator:1", label="coördinator", current=True),
        SimpleNamespace(key="volunteer:7", label="vrijwilliger", current=False),
    ]
    menu = render("{% include 'ui/hat_menu.html' %}", hats=hats, actor=SimpleNamespace(label="coördinator"))

    assert re.findall(r'name="hat" value="([^"]+)"', menu) == ["volunteer:7"]
    assert f'action="{reverse("accounts:hat_change")}"' in menu
    assert f'action="{reverse("account_logout")}"' in menu


def test_message_with_an_address_offers_to_take_it_back():
    notes = [
        SimpleNamespace(level_tag="success", extra_tags="/terug/"),
        SimpleNamespace(level_tag="success", extra_tags=""),
    ]

    assert render("{% include 'ui/messages.html' %}", messages=notes).count("Ongedaan maken") == 1


def test_form_of_others_speaks_like_ours():
    class Theirs(forms.Form):
        email = forms.EmailField(label="E-mailadres", widget=forms.EmailInput({"placeholder": "E-mailadres"}))
        secret = forms.CharField(label="Wachtwoord", help_text="<ul><li>Uw wachtwoord moet lang zijn.</li></ul>")

    theirs = ui_forms.in_our_words(Theirs())

    assert [field.label for field in theirs] == ["Mailadres", "Wachtwoord"]
    assert [field.help_text for field in theirs] == ["", "Minstens 12 tekens. Kies niet wat veel mensen gebruiken."]
    assert "placeholder" not in str(theirs)


def test_phone_number_stays_on_one_line():
    line = ui_rows.unbroken("Nog 12 weken. 0470 12 34 56 of 014 57 10 38")

    assert line.replace("\N{NO-BREAK SPACE}", "_") == "Nog 12 weken. 0470_12_34_56 of 014_57_10_38"


def work(title, count):
    return SimpleNamespace(title=title, rows=[SimpleNamespace(title=f"{title} {n}") for n in range(1, count + 1)])


def test_work_list_folds_what_comes_after_the_first_rows():
    page = render("{% work_list sections %}", sections=[work("Nieuw", 7), work("Zoekt", 3), work("Later", 2)])

    assert [section.count('<li class="row">') for section in page.split("</section>")] == [7, 3, 2]
    assert "<summary>Toon nog 2</summary>" in page
    assert page.count('<details class="card card-fold">') == 1
    assert '<h2>Later</h2><span class="quiet count">2</span><span class="row-line">Later 1, Later 2</span>' in page


def test_work_list_of_a_short_day_folds_nothing():
    page = render("{% work_list sections %}", sections=[work("Nieuw", 6), work("Zoekt", 1)])

    assert "<details" not in page


def test_page_head_calls_the_way_back_as_the_menu_does():
    menu = [{"url": "/ik/", "label": "Mijn pagina"}]

    assert ">Mijn pagina</a>" in render("{% page_head 'Taken' back_url='/ik/' %}", navigation=menu)
    assert ">Terug</a>" in render("{% page_head 'Taken' back_url='/mensen/3/' %}", navigation=menu)


def test_error_summary_says_which_field_a_sentence_without_a_name_means():
    class Question(forms.Form):
        name = forms.CharField(label="Hoe heet het?")

    assert ">Hoe heet het: dit veld is verplicht.</a>" in render("{% error_summary form %}", form=Question({}))
