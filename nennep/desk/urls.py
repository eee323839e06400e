from django.urls import path

from nennep.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("guide/", views.guide, name="guide"),
    path("guide/https/", views.guide_https, name="guide_https"),
]
