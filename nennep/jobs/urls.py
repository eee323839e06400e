from django.urls import path

from nennep.jobs import views

app_name = "jobs"
urlpatterns = [
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/sheet/", views.jobs_sheet, name="jobs_sheet"),
    path("jobs/<slug:public_id>/", views.job, name="job"),
]
