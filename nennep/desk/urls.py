from django.urls import path

from nennep.desk.views import finding, mine, overview

app_name = "desk"
urlpatterns = [
    path("", mine.desk, name="desk"),
    path("overview/", overview.overview, name="overview"),
    path("overview/silent/", overview.silent, name="silent"),
    path("overview/silent/sheet/", overview.silent_sheet, name="silent_sheet"),
    path("search/", finding.search, name="search"),
    path("guide/", mine.guide, name="guide"),
    path("guide/https/", mine.guide_https, name="guide_https"),
]
