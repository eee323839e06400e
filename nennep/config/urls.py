"""All addresses; each room brings its own."""

from allauth.account import views as allauth_views
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", allauth_views.login, name="account_login"),
    path("sign-out/", allauth_views.logout, name="account_logout"),
    path("me/confirm/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("me/password/", allauth_views.password_change, name="account_change_password"),
    path("me/factors/", include("allauth.mfa.urls")),
    path("", include("nennep.web.urls")),
    path("", include("nennep.accounts.urls")),
    path("", include("nennep.organisation.urls")),
    path("", include("nennep.workbench.urls")),
    path("", include("nennep.members.urls")),
    path("", include("nennep.candidates.urls")),
    path("", include("nennep.facts.urls")),
    path("", include("nennep.journal.urls")),
    path("", include("nennep.jobs.urls")),
    path("", include("nennep.notices.urls")),
    path("", include("nennep.vault.urls")),
    path("", include("nennep.procedures.urls")),
    path("", include("nennep.directives.urls")),
    path("", include("nennep.reports.urls")),
    path("", include("nennep.evaluation.urls")),
    path("", include("nennep.records.urls")),
    path("", include("nennep.paperwork.urls")),
    path("", include("nennep.chasing.urls")),
    path("", include("nennep.desk.urls")),
]

handler400 = "nennep.web.middleware.bad_request"
handler403 = "nennep.web.middleware.forbidden"
handler404 = "nennep.web.middleware.not_found"
handler500 = "nennep.web.middleware.server_error"
