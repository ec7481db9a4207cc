"""The application for a WSGI server, for whoever has one already."""

import os

from django.core.wsgi import get_wsgi_application

from alongside import hold
from alongside.guard import watch_connections
from alongside.home import data_home, keep_secret_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
keep_secret_key(data_home())
hold.share(data_home())
application = get_wsgi_application()
watch_connections()
