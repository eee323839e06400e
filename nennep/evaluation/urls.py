from django.urls import path

from nennep.evaluation import views

app_name = "evaluation"
urlpatterns = [
    path("evaluation/", views.evaluation, name="evaluation"),
    path("evaluation/sheet/", views.evaluation_sheet, name="evaluation_sheet"),
    path("evaluation/paper/", views.paper, name="paper"),
    path("evaluation/answers/", views.answers, name="answers"),
    path("evaluation/answers/sheet/", views.answers_sheet, name="answers_sheet"),
]
