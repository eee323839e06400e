from django.urls import path

from nennep.facts import views

app_name = "facts"
urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/sheet/", views.calendar_sheet, name="calendar_sheet"),
    path("calendar/new/", views.new_day, name="new_day"),
    path("facts/", views.facts, name="facts"),
    path("facts/sheet/", views.facts_sheet, name="facts_sheet"),
    path("facts/<slug:public_id>/", views.fact, name="fact"),
    path("facts/<slug:public_id>/confirm/", views.confirm, name="confirm"),
    path("facts/<slug:public_id>/correct/", views.correct, name="correct"),
    path("facts/<slug:public_id>/refuse/", views.refuse, name="refuse"),
    path("calendar/<slug:public_id>/annul/", views.annul, name="annul"),
]
