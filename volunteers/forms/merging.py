"""The form of two entries of one person: what is chosen where both say something else."""

from collections.abc import Iterable
from typing import Any

from django import forms

from volunteers.merging.fields import Pair


class MergeForm(forms.Form):
    """One choice for each field in which both entries differ; the older entry's value is chosen until another is."""

    def __init__(self, *args: Any, pairs: Iterable[Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pair in pairs:
            if pair.choose:
                self.fields[pair.name] = forms.ChoiceField(
                    label=pair.label,
                    widget=forms.RadioSelect,
                    initial="kept",
                    choices=[("kept", pair.kept), ("gone", pair.gone)],
                    error_messages={"required": f"Kies bij {pair.label.lower()} wat klopt."},
                )
