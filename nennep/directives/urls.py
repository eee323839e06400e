from django.urls import path

from nennep.directives.views import amending, answering, issuing, quick, reading, reviewing, tasks, units

app_name = "directives"
urlpatterns = [
    path("directives/", reading.directives, name="directives"),
    path("directives/sheet/", reading.directives_sheet, name="directives_sheet"),
    path("directives/new/", reading.new, name="new"),
    path("directives/<slug:public_id>/", reading.directive, name="directive"),
    path("directives/<slug:public_id>/original/", reading.original, name="original"),
    path("directives/<slug:public_id>/sheet/", reading.directive_sheet, name="directive_sheet"),
    path("directives/<slug:public_id>/review/", reviewing.review, name="review"),
    path("directives/<slug:public_id>/heading/", reviewing.heading, name="heading"),
    path("directives/<slug:public_id>/accept-clause/", reviewing.accept_clause, name="accept_clause"),
    path("directives/<slug:public_id>/draw/", reviewing.draw, name="draw"),
    path("directives/<slug:public_id>/undo/", reviewing.undo, name="undo"),
    path("directives/<slug:public_id>/withdraw/", issuing.withdraw, name="withdraw"),
    path("directives/<slug:public_id>/take-up/", issuing.take_up, name="take_up"),
    path("directives/<slug:public_id>/issue/", issuing.issue, name="issue"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/sheet/", tasks.tasks_sheet, name="tasks_sheet"),
    path("tasks/new/", quick.new, name="quick"),
    path("tasks/<slug:public_id>/", tasks.task, name="task"),
    path("tasks/<slug:public_id>/decide/", reviewing.decide, name="decide"),
    path("tasks/<slug:public_id>/edit/", reviewing.edit, name="edit"),
    path("tasks/<slug:public_id>/split/", reviewing.split, name="split"),
    path("tasks/<slug:public_id>/amend/", amending.amend, name="amend"),
    path("tasks/<slug:public_id>/annul/", amending.annul, name="annul"),
    path("answers/<slug:public_id>/", answering.answer, name="answer"),
    path("units/<slug:public_id>/tasks/", units.unit_list, name="unit_list"),
    path("units/<slug:public_id>/tasks/sheet/", units.unit_sheet, name="unit_sheet"),
    path("units/<slug:public_id>/tasks/paper/", units.unit_paper, name="unit_paper"),
]
