from django.urls import path

from nennep.paperwork.views import forms_out, keying, proposing, returning

app_name = "paperwork"
urlpatterns = [
    path("units/<slug:public_id>/forms/", forms_out.forms, name="forms"),
    path("units/<slug:public_id>/forms/excel/", forms_out.excel, name="excel"),
    path("units/<slug:public_id>/forms/word/", forms_out.word, name="word"),
    path("units/<slug:public_id>/forms/paper/", forms_out.paper, name="paper"),
    path("returned/", returning.returned, name="returned"),
    path("returned/sheet/", returning.returned_sheet, name="returned_sheet"),
    path("returned/<slug:public_id>/", returning.returned_form, name="returned_form"),
    path("returned/<slug:public_id>/sheet/", returning.returned_form_sheet, name="preview_sheet"),
    path("returned/<slug:public_id>/look/", returning.look, name="look"),
    path("returned/<slug:public_id>/commit/", returning.commit, name="commit"),
    path("returned/<slug:public_id>/drop/", returning.drop, name="drop"),
    path("keying/", keying.keying, name="keying"),
    path("proposals/", proposing.proposals, name="proposals"),
    path("proposals/sheet/", proposing.proposals_sheet, name="proposals_sheet"),
    path("proposals/<slug:public_id>/", proposing.proposal, name="proposal"),
    path("proposals/<slug:public_id>/refuse/", proposing.refuse, name="refuse"),
]
