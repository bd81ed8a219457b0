"""Which address leads where? Accounts are allauth's; everything else is seen in `web`."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("", include("filiform.web.urls")),
]
handler400 = "filiform.web.errors.bad_request"
handler403 = "filiform.web.errors.forbidden"
handler404 = "filiform.web.errors.not_found"
handler500 = "filiform.web.errors.broken"
