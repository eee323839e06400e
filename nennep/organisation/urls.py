from django.urls import path

from nennep.organisation.views import changes, office, units

app_name = "organisation"
urlpatterns = [
    path("complete/", units.complete, name="complete"),
    path("office/", office.office, name="office"),
    path("units/", units.units, name="units"),
    path("units/sheet/", units.units_sheet, name="units_sheet"),
    path("units/new/", changes.new, name="new"),
    path("units/<slug:public_id>/", units.unit, name="unit"),
    path("units/<slug:public_id>/edit/", changes.edit, name="edit"),
    path("units/<slug:public_id>/rename/", changes.rename, name="rename"),
    path("units/<slug:public_id>/move/", changes.move, name="move"),
    path("units/<slug:public_id>/split/", changes.split, name="split"),
    path("units/<slug:public_id>/merge/", changes.merge, name="merge"),
    path("units/<slug:public_id>/close/", changes.close, name="close"),
    path("units/<slug:public_id>/reopen/", changes.reopen, name="reopen"),
]
