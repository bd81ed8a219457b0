"""Which address leads where? Accounts are allauth's; everything else is seen in `web`."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("filiform.web.accounts")),
    path("", include("filiform.web.urls")),
]
handler400 = "filiform.web.errors.bad_request"
handler403 = "filiform.web.errors.forbidden"
handler404 = "filiform.web.errors.not_found"
handler429 = "filiform.web.errors.too_often"
handler500 = "filiform.web.errors.broken"
