from django.urls import path

from nennep.chasing.views import feeds, habits, silent, weekly

app_name = "chasing"
urlpatterns = [
    path("silent/", silent.silent, name="silent"),
    path("silent/sheet/", silent.silent_sheet, name="silent_sheet"),
    path("silent/press/", silent.press, name="press"),
    path("silent/letter/", silent.letter, name="letter"),
    path("silent/letter/paper/", silent.letter_paper, name="letter_paper"),
    path("weekly/", weekly.weekly, name="weekly"),
    path("weekly/sheet/", weekly.weekly_sheet, name="weekly_sheet"),
    path("follow-rules/", habits.follow_rules, name="follow_rules"),
    path("me/calendar/", feeds.feeds, name="feeds"),
    path("me/calendar/<slug:public_id>/revoke/", feeds.revoke, name="revoke_feed"),
    path("calendar/<str:token>/days.ics", feeds.days, name="days"),
    path("calendar/<str:token>/tasks.ics", feeds.tasks, name="tasks"),
]
