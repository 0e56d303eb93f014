"""How long something stays, in words: `{% load terms %}`."""

from django import template

from oev.terms import TERMS

register = template.Library()


@register.simple_tag
def term(key: str) -> str:
    """`{% term "candidates" %}`: 'zes maanden', as the installation has set it."""
    return TERMS[key].length
