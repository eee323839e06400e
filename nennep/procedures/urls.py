from django.urls import path

from nennep.procedures.models import EventKind
from nennep.procedures.views import case, cases, catalogue, moves, people, roster, statistics

app_name = "procedures"
urlpatterns = [
    path("cases/", cases.cases, name="cases"),
    path("cases/sheet/", cases.cases_sheet, name="cases_sheet"),
    path("cases/paper/", cases.cases_paper, name="cases_paper"),
    path("cases/new/", cases.choose, name="choose"),
    path("cases/new/<slug:key>/", cases.new, name="new"),
    path("cases/statistics/", statistics.statistics, name="statistics"),
    path("cases/statistics/sheet/", statistics.statistics_sheet, name="statistics_sheet"),
    path("cases/figures/", moves.figures, name="figures"),
    path("cases/recounts/<slug:public_id>/", moves.recount, name="recount"),
    path("cases/recounts/<slug:public_id>/sheet/", moves.recount_sheet, name="recount_sheet"),
    path("cases/papers/<slug:public_id>/", case.paper_file, name="paper_file"),
    path("cases/papers/<slug:public_id>/annul/", case.annul_paper_view, name="annul_paper"),
    path("cases/members/<slug:public_id>/end/", people.end, name="end_member"),
    path("cases/<slug:public_id>/", case.case, name="case"),
    path("cases/<slug:public_id>/finish/", case.finish, name="finish"),
    path("cases/<slug:public_id>/checks/", case.checks, name="checks"),
    path("cases/<slug:public_id>/papers/", case.new_paper, name="new_paper"),
    path("cases/<slug:public_id>/roster/", roster.roster, name="roster"),
    path("cases/<slug:public_id>/roster/sheet/", roster.roster_sheet, name="roster_sheet"),
    path("cases/<slug:public_id>/roster/mark/", roster.mark, name="mark"),
    path("cases/lines/<slug:public_id>/open/", roster.open_of_line, name="open_line"),
    path("cases/<slug:public_id>/draft/", case.draft_paper, name="draft_paper"),
    path("cases/<slug:public_id>/vote/", case.vote, name="vote"),
    path("cases/<slug:public_id>/stop/", case.clock, {"kind": EventKind.STOPPED}, name="stop"),
    path("cases/<slug:public_id>/restart/", case.clock, {"kind": EventKind.RESTARTED}, name="restart"),
    path("cases/<slug:public_id>/extend/", case.clock, {"kind": EventKind.EXTENDED}, name="extend"),
    path("cases/<slug:public_id>/members/", people.add, name="add_member"),
    path("cases/<slug:public_id>/annul/", people.annul, name="annul"),
    path("procedures/", catalogue.procedures, name="procedures"),
    path("procedures/drafts/<slug:public_id>/", catalogue.draft, name="draft"),
    path("procedures/drafts/<slug:public_id>/edit/", catalogue.edit_draft, name="edit_draft"),
    path("procedures/drafts/<slug:public_id>/publish/", catalogue.publish_draft, name="publish"),
    path("procedures/drafts/<slug:public_id>/drop/", catalogue.drop, name="drop_draft"),
    path("procedures/<slug:key>/", catalogue.procedure, name="procedure"),
    path("procedures/<slug:key>/draft/", catalogue.new_draft, name="new_draft"),
    path("procedures/<slug:key>/targets/", catalogue.targets, name="targets"),
]
