from django.urls import path

from nennep.reports.views import paragraphs, periods, reports

app_name = "reports"
urlpatterns = [
    path("reports/", periods.reports, name="reports"),
    path("reports/sheet/", periods.reports_sheet, name="reports_sheet"),
    path("reports/new/", periods.new, name="new"),
    path("reports/periods/<slug:public_id>/", periods.period, name="period"),
    path("reports/periods/<slug:public_id>/sheet/", periods.period_sheet, name="period_sheet"),
    path("reports/periods/<slug:public_id>/remind/", periods.remind, name="remind"),
    path("reports/paragraphs/<slug:public_id>/", paragraphs.paragraph, name="paragraph"),
    path("reports/paragraphs/<slug:public_id>/tie/", paragraphs.tied, name="tie"),
    path("reports/<slug:public_id>/", reports.report, name="report"),
    path("reports/<slug:public_id>/draft/", reports.draft, name="draft"),
    path("reports/<slug:public_id>/move/", reports.move, name="move"),
    path("reports/<slug:public_id>/below/", reports.below, name="below"),
    path("reports/<slug:public_id>/add/", paragraphs.added, name="add"),
    path("reports/<slug:public_id>/paper/", reports.paper, name="paper"),
    path("reports/<slug:public_id>/conclusion/", reports.conclusion, name="conclusion"),
    path("reports/<slug:public_id>/sheet/", reports.report_sheet, name="report_sheet"),
]
