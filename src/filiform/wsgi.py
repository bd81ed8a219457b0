"""Where does a web server take hold of filiform?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filiform.settings")
application = get_wsgi_application()
