"""Pages that anybody may read: the front page, help, who sees what, the privacy notice, and what to do in danger."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alongside.front import pages
from alongside.front.guides import UnknownGuide
from alongside.front.others import UnknownReader
from alongside.people import addresses
from alongside.people.forms import CodeForm
from alongside.web.doors import public
from alongside.web.mast import examples_of, homes_of


@public(because="it is the way in, and names no partnership but those that this device knows already")
@require_safe
@never_cache
def front(request: HttpRequest) -> HttpResponse:
    """Show the way in."""
    page = pages.front_page(
        homes=homes_of(request),
        host=settings.HOST_NAME,
        may_start=addresses.may_start(),
        with_code=addresses.needs_start_code(),
        examples=examples_of(request),
    )
    return render(request, "front/front.html", {"page": page, "form": CodeForm()})


@public(because="help must be there for those who cannot get in")
@require_safe
@never_cache
def help(request: HttpRequest) -> HttpResponse:  # noqa: A001 - it is what the page is called
    """Show how to do each thing, and how to say that something is wrong."""
    return render(request, "front/help.html", {"page": pages.help_page(contact=settings.HOST_CONTACT)})


@public(because="one may want to know who sees what before one comes in")
@require_safe
@never_cache
def who_sees_what(request: HttpRequest) -> HttpResponse:
    """Show who sees what, where it lies, and how long."""
    page = pages.who_sees_what(host=settings.HOST_NAME, examples=examples_of(request) is not None)
    return render(request, "front/who_sees_what.html", {"page": page})


@public(because="a privacy notice is for everybody whose data is kept, also those who have left")
@require_safe
@never_cache
def privacy(request: HttpRequest) -> HttpResponse:
    """Show the privacy notice, with blanks where whoever runs the server has not filled them in."""
    return _plain(request, "front/privacy.html")


@public(because="nobody should need to be let in to read whom to call")
@require_safe
@never_cache
def danger(request: HttpRequest) -> HttpResponse:
    """Show what to do if someone is in danger."""
    return _plain(request, "front/danger.html")


@public(because="bosses, information governance and funders are not members, and nothing of anybody stands there")
@require_safe
@never_cache
def others(request: HttpRequest, reader: str) -> HttpResponse:
    """Show a page for readers outside: one's boss, whoever looks after servers or information, a funder."""
    try:
        page = pages.others_page(reader, host=settings.HOST_NAME, contact=settings.HOST_CONTACT)
    except UnknownReader as unknown:
        raise Http404 from unknown
    return render(request, "front/for_others.html", {"page": page})


@public(because="whoever has yet to begin reads how, and nothing of anybody stands there")
@require_safe
@never_cache
def guide(request: HttpRequest, guide: str) -> HttpResponse:
    """Show a guide: what to press, step by step."""
    try:
        page = pages.guide_page(guide)
    except UnknownGuide as unknown:
        raise Http404 from unknown
    return render(request, "front/guide.html", {"page": page})


def _plain(request: HttpRequest, template: str) -> HttpResponse:
    page = pages.plain_page(host=settings.HOST_NAME, contact=settings.HOST_CONTACT)
    return render(request, template, {"page": page})
