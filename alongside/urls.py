"""Every address, room by room."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe

from alongside.web import converters
from alongside.web.doors import public

converters.register()


@require_safe
@public(because="whoever runs the server asks whether it is up, and learns nothing else")
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer `ok` without touching the database."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz),
    path("", include("alongside.front.urls")),
    path("", include("alongside.web.urls")),
    path("framework/", include("alongside.editions.urls")),
    path("", include("alongside.demo.urls")),
    # an address is looked for in this order: what keeps what people write comes before what they open now and then
    path("p/<ref:partnership>/", include("alongside.rounds.urls")),
    path("p/<ref:partnership>/", include("alongside.learning.urls")),
    path("", include("alongside.people.urls")),
    path("", include("alongside.mail.urls")),
    path("p/<ref:partnership>/", include("alongside.partnerships.urls")),
    path("p/<ref:partnership>/", include("alongside.agreements.urls")),
    path("p/<ref:partnership>/", include("alongside.passing_on.urls")),
    path("p/<ref:partnership>/", include("alongside.finding.urls")),
    path("p/<ref:partnership>/", include("alongside.journey.urls")),
]
handler404 = "alongside.web.failures.not_found"
handler400 = "alongside.web.failures.bad_request"
handler500 = "alongside.web.failures.broken"
