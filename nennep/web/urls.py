from django.urls import path

from nennep.web import views

app_name = "web"
urlpatterns = [
    path("health/", views.health, name="health"),
    path("language/", views.language, name="language"),
]
