"""The page that starts a partnership."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alongside.people import addresses, commands, cookies, pages
from alongside.people.forms import StartForm
from alongside.people.labels import label_of
from alongside.web.clock import now
from alongside.web.doors import public


@public(because="whoever starts a partnership is not known here yet")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask for the little that a partnership needs, and start it."""
    sent = request.POST if request.method == "POST" else None
    if not addresses.may_start():
        page = pages.no_start(host=settings.HOST_NAME, contact=settings.HOST_CONTACT)
        return render(request, "people/no_start.html", {"page": page}, status=422 if sent is not None else 200)
    form = StartForm(sent, with_code=addresses.needs_start_code())
    if form.is_valid() and _has_code(form):
        begun = _begin(request, form)
        if begun:
            return _started(request, begun)
        form.add_error(None, _("This page has started a partnership already. Load it again to start another."))
    return render(request, "people/start.html", {"form": form}, status=422 if form.is_bound else 200)


def _has_code(form: StartForm) -> bool:
    """Whether the code is right where one is needed; says in the form what is wrong with it."""
    if "code" not in form.fields:
        return True
    try:
        if commands.try_start_code(code=form.cleaned_data["code"], right=addresses.start_code(), at=now()):
            return True
        sentence = _("That is not the code. Please ask whoever runs this server.")
    except commands.TooMany:
        sentence = _(
            "Too many wrong codes were typed on this server just now, so none are taken until the next full hour. "
            "Please send this page again then."
        )
    form.add_error("code", sentence)
    return False


def _begin(request: HttpRequest, form: StartForm) -> commands.Begun | None:
    said = form.cleaned_data
    return commands.begin(
        key=said["key"],
        name=said["name"],
        place=said["place"],
        stage=said["stage"],
        person=said["person"],
        origin=form.origin(),
        label=label_of(request.headers.get("User-Agent", "")),
        at=now(),
    )


def _started(request: HttpRequest, begun: commands.Begun) -> HttpResponse:
    """Answer with one's own link: it is shown this once, so there is no page to be sent on to."""
    partnership = begun.membership.partnership
    url = addresses.way_in(request, begun.link)
    page = pages.own_link(partnership, url, only_here=addresses.only_here(request), started=True)
    response = render(request, "people/own_link.html", {"page": page})
    cookies.give(request, response, partnership.ref, begun.device)
    return response
