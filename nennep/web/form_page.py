"""A page that is one form: what it asks, its one dark button, and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True)
class FormPage:
    title: str
    button: str
    back: str  # address
    lede: str = ""
    warnings: Sequence[str] = ()


def show_form(request: HttpRequest, form: BaseForm, page: FormPage) -> HttpResponse:
    return render(request, "web/form.html", {"form": form, "form_page": page})
