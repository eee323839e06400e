"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from nennep.config.supervisor import SERVED, leave_when_orphaned

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nennep.config.settings")
application = get_wsgi_application()
if os.environ.get(SERVED):
    leave_when_orphaned()
