"""The framework, for anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alongside.editions import pages
from alongside.people import addresses
from alongside.web.doors import public


@public(because="the framework is published, and nothing of anybody stands on its page")
@require_safe
@never_cache
def framework(request: HttpRequest) -> HttpResponse:
    """Show the whole framework."""
    page = pages.framework_page(may_start=addresses.may_start())
    return render(request, "editions/framework.html", {"page": page})
