"""What Django itself can tell of the house: doors, migrations, its own checks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import get_resolver, path

from alongside.web import checks
from tests.kit import servers

DOORS = {"public", "member", "organiser", "departed"}


def without_a_door(request: HttpRequest) -> HttpResponse:
    return HttpResponse("anybody may read this")


urlpatterns = [path("open/", without_a_door)]


def test_every_view_has_a_known_door() -> None:
    found = {route: getattr(pattern.callback, "door", None) for route, pattern in checks.patterns(get_resolver())}
    assert len(found) > 1
    assert {route: door for route, door in found.items() if door not in DOORS} == {}


def test_every_public_view_says_why() -> None:
    silent = [
        route
        for route, pattern in checks.patterns(get_resolver())
        if getattr(pattern.callback, "door", None) == "public" and not getattr(pattern.callback, "because", "").strip()
    ]
    assert silent == []


def test_a_view_without_a_door_fails_the_check() -> None:
    with override_settings(ROOT_URLCONF=__name__):
        (error,) = checks.every_view_has_a_door(None)
    assert "open/" in error.msg


@pytest.mark.django_db
def test_every_change_of_a_table_has_its_migration() -> None:
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    except SystemExit:
        pytest.fail("A model has changed without a migration: python -m django makemigrations")


def test_djangos_own_checks_for_deployment_find_nothing(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=servers.environment(
            tmp_path,
            {
                "DJANGO_SETTINGS_MODULE": "alongside.settings",
                "ALONGSIDE_HOSTS": "alongside.example.org",
                "ALONGSIDE_BEHIND": "proxy",
            },
        ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
