"""What a service says when something cannot be done."""


class Refused(Exception):
    """A refusal with one or more Dutch sentences for the reader; nothing was changed.

    `field` names the form field it belongs to, when there is one.
    """

    def __init__(self, *sentences: str, field: str | None = None) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = list(sentences)
        self.field = field
