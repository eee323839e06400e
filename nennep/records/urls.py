from django.urls import path

from nennep.records import views

app_name = "records"
urlpatterns = [
    path("check/", views.check, name="check"),
]
