"""That a form was sent from a page of ours, and not made up by another site.

Our pages say `Referrer-Policy: no-referrer`, because addresses carry secrets. Browsers then say `Origin: null` of our
own forms as well, which Django takes for another site's. What tells them apart is `Sec-Fetch-Site`, where the browser
sends it (it does over https and on loopback, and not over plain http in a hall); the secret in the form and in the
cookie is asked for in any case.
"""

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware

HIDDEN = "null"


class OwnForms(CsrfViewMiddleware):
    """Django's own guard against forged forms, which knows what browsers say of pages that send no referrer."""

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.META["HTTP_ORIGIN"] == HIDDEN:
            return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        return bool(super()._origin_verified(request))  # type: ignore[misc]
