from django.urls import path

from nennep.facts import views

app_name = "facts"
urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/sheet/", views.calendar_sheet, name="calendar_sheet"),
    path("calendar/new/", views.new_day, name="new_day"),
    path("calendar/<slug:public_id>/annul/", views.annul, name="annul"),
]
