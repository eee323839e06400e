from django.urls import path

from nennep.candidates.views import board, candidates, entering, imports, keeping, quotas

app_name = "candidates"
urlpatterns = [
    path("growth/", board.board, name="board"),
    path("growth/sheet/", board.board_sheet, name="board_sheet"),
    path("growth/people/", board.people, name="people"),
    path("growth/people/sheet/", board.people_sheet, name="people_sheet"),
    path("growth/quota/", quotas.quota, name="quota"),
    path("growth/quota/sheet/", quotas.quota_sheet, name="quota_sheet"),
    path("candidates/", candidates.candidates, name="candidates"),
    path("candidates/sheet/", candidates.candidates_sheet, name="candidates_sheet"),
    path("candidates/paper/", candidates.paper, name="paper"),
    path("candidates/new/", candidates.new, name="new"),
    path("candidates/many/", candidates.many, name="many"),
    path("candidates/imports/", imports.imports, name="imports"),
    path("candidates/imports/sheet/", imports.imports_sheet, name="imports_sheet"),
    path("candidates/imports/template/", imports.template, name="template"),
    path("candidates/imports/<slug:public_id>/", imports.preview, name="preview"),
    path("candidates/imports/<slug:public_id>/sheet/", imports.preview_sheet, name="preview_sheet"),
    path("candidates/imports/<slug:public_id>/commit/", imports.commit, name="commit_preview"),
    path("candidates/imports/<slug:public_id>/drop/", imports.drop, name="drop_preview"),
    path("candidates/imports/<slug:public_id>/undo/", imports.undo, name="undo_preview"),
    path("candidates/steps/<slug:public_id>/take-back/", keeping.take_back_view, name="take_back"),
    path("candidates/<slug:public_id>/", candidates.candidate, name="candidate"),
    path("candidates/<slug:public_id>/edit/", keeping.edit, name="edit"),
    path("candidates/<slug:public_id>/stop/", keeping.stop_view, name="stop"),
    path("candidates/<slug:public_id>/resume/", keeping.resume_view, name="resume"),
    path("candidates/<slug:public_id>/erase/", keeping.erase_view, name="erase"),
    path("candidates/<slug:public_id>/enter/", entering.enter_view, name="enter"),
]
