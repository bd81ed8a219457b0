"""Where does a web server take hold of filiform?"""

import os

from django.core.wsgi import get_wsgi_application

from filiform.ops.packing import pack

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filiform.settings")
pack()
application = get_wsgi_application()
