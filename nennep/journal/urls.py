from django.urls import path

from nennep.journal import views

app_name = "journal"
urlpatterns = [
    path("journal/", views.journal, name="journal"),
    path("journal/list.xlsx", views.journal_sheet, name="sheet"),
]
