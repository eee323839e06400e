from django.urls import path

from nennep.notices import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read, name="read"),
    path("system/letters/", views.letters, name="letters"),
    path("system/letters/<slug:public_id>/retry/", views.retry, name="retry"),
]
