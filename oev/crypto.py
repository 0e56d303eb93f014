"""Encrypted columns for what must be readable by few and erasable by key (section 4, house habit 10)."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models


class WrongKey(Exception):
    """A stored value cannot be read with any of the present keys."""


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """Encrypt with the first of ENCRYPTION_KEYS."""
    return _box(tuple(settings.ENCRYPTION_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Decrypt with any of ENCRYPTION_KEYS; raises WrongKey, never returns the token itself."""
    try:
        return _box(tuple(settings.ENCRYPTION_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise WrongKey from error


class EncryptedTextField(models.TextField[Any, Any] if TYPE_CHECKING else models.TextField):  # type: ignore[misc]
    """Text that stands encrypted in the database; it cannot be searched, and says so."""

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt on the way in; the empty string stays empty."""
        return encrypt(value) if value else value

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """Decrypt on the way out."""
        return decrypt(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Only emptiness can be asked of an encrypted field."""
        if lookup_name not in {"isnull"}:
            raise FieldError(f"{self.name} is encrypted and cannot be looked up by {lookup_name}")
        return super().get_lookup(lookup_name)
