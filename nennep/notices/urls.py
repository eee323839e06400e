from django.urls import path

from nennep.notices import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/sheet/", views.notices_sheet, name="notices_sheet"),
    path("notices/read/", views.read, name="read"),
    path("notices/<slug:public_id>/", views.notice, name="notice"),
    path("me/news/", views.preferences, name="preferences"),
    path("me/news/push/", views.push_on, name="push_on"),
    path("me/news/push/<slug:public_id>/off/", views.push_off, name="push_off"),
    path("system/letters/", views.letters, name="letters"),
    path("system/letters/sheet/", views.letters_sheet, name="letters_sheet"),
    path("system/letters/<slug:public_id>/retry/", views.retry, name="retry"),
]
