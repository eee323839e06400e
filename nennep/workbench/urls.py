from django.urls import path

from nennep.workbench.views import pairs, results, runs

app_name = "workbench"
urlpatterns = [
    path("lists/", runs.lists, name="lists"),
    path("lists/sheet/", runs.lists_sheet, name="lists_sheet"),
    path("lists/new/", runs.new, name="new"),
    path("lists/<slug:public_id>/", results.run, name="run"),
    path("lists/<slug:public_id>/mapping/", runs.mapping, name="mapping"),
    path("lists/<slug:public_id>/match/", runs.match, name="match"),
    path("lists/<slug:public_id>/erase/", runs.erase, name="erase"),
    path("lists/<slug:public_id>/findings/", results.findings, name="findings"),
    path("lists/<slug:public_id>/findings/sheet/", results.findings_sheet, name="findings_sheet"),
    path("lists/<slug:public_id>/people/", results.people, name="people"),
    path("lists/<slug:public_id>/people/sheet/", results.people_sheet, name="people_sheet"),
    path("lists/<slug:public_id>/people/csv/", results.people_csv, name="people_csv"),
    path("lists/<slug:public_id>/report/", results.report_book, name="report_book"),
    path("lists/<slug:public_id>/report-page/", results.report_page, name="report_page"),
    path("lists/<slug:public_id>/pairs/", pairs.pairs, name="pairs"),
    path("lists/<slug:public_id>/pairs/sheet/", pairs.pairs_sheet, name="pairs_sheet"),
    path("lists/<slug:public_id>/pairs/open/", pairs.open_them, name="open_pairs"),
    path("lists/<slug:public_id>/pair/", pairs.pair, name="pair"),
    path("lists/<slug:public_id>/pair/decide/", pairs.decide, name="decide"),
    path("lists/<slug:public_id>/pair/undo/", pairs.undo, name="undo"),
]
