from django.urls import path

from nennep.accounts.views import entrance, own, resets, slips, system, users

app_name = "accounts"
urlpatterns = [
    path("first-run/", entrance.first_run, name="first_run"),
    path("activate/", entrance.activate, name="activate"),
    path("me/", own.me, name="me"),
    path("users/", users.users, name="users"),
    path("users/list.xlsx", users.users_sheet, name="users_sheet"),
    path("users/new/", users.new_user, name="new_user"),
    path("users/slips/print/", slips.print_slips, name="print_slips"),
    path("users/slips/mail/", slips.mail_slips, name="mail_slips"),
    path("users/resets/", slips.resets, name="resets"),
    path("users/resets/list.xlsx", resets.resets_sheet, name="resets_sheet"),
    path("users/resets/<slug:public_id>/confirm/", slips.confirm, name="confirm_reset"),
    path("users/resets/<slug:public_id>/refuse/", slips.refuse, name="refuse_reset"),
    path("users/<slug:public_id>/", users.user, name="user"),
    path("users/<slug:public_id>/edit/", users.edit, name="edit_user"),
    path("users/<slug:public_id>/disable/", users.disable, name="disable_user"),
    path("users/<slug:public_id>/enable/", users.enable, name="enable_user"),
    path("users/<slug:public_id>/reset/", slips.ask, name="ask_reset"),
    path("system/", system.system, name="system"),
    path("system/mail/test/", system.test_mail, name="test_mail"),
]
