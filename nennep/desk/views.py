from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/desk.html")


def guide(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/guide.html")
