"""What a form that came too late shows again, over all rooms: nothing secret."""

from collections.abc import Iterator

from django import forms
from django.urls import get_resolver

from nennep.web.kept import SECRET


def below(kind: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


def fields() -> Iterator[tuple[str, forms.Field]]:
    assert get_resolver().url_patterns  # every view is there, and with it its form
    for form in below(forms.BaseForm):
        yield from getattr(form, "base_fields", {}).items()


def test_whatever_is_typed_unseen_is_known_as_secret_by_its_name() -> None:
    unseen = {name for name, field in fields() if isinstance(field.widget, forms.PasswordInput)}

    assert {"passphrase", "password"} <= unseen
    assert [name for name in unseen if not SECRET.search(name)] == []
    assert SECRET.search("code")  # the digits of a receipt
