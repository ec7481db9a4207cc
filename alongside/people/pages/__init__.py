"""Every read about people and ways in."""

from alongside.people.pages.beginning import NoStart, no_start
from alongside.people.pages.by_mail import LetterDoor, YourMail, letter_door, your_mail
from alongside.people.pages.coming_in import (
    Door,
    Here,
    OwnLink,
    Waiting,
    has_a_namesake,
    has_own_link,
    here,
    link_door,
    link_of,
    organisers_of,
    own_link,
    room_door,
    waiting,
)
from alongside.people.pages.origins import FromPage, origins
from alongside.people.pages.parting import PartingPage, parting_page, with_both
from alongside.people.pages.people import PeoplePage, Person, people
from alongside.people.pages.rooms import RoomPage, room
from alongside.people.pages.sending import Links, invitation, links
from alongside.people.pages.welcoming import Welcome, WelcomePage, could_welcome, welcome_page
from alongside.people.pages.you import GonePage, LeavingPage, YouPage, gone, leaving, on_this_device, you

__all__ = [
    "Door",
    "FromPage",
    "GonePage",
    "Here",
    "LeavingPage",
    "LetterDoor",
    "Links",
    "NoStart",
    "OwnLink",
    "PartingPage",
    "PeoplePage",
    "Person",
    "RoomPage",
    "Waiting",
    "Welcome",
    "WelcomePage",
    "YouPage",
    "YourMail",
    "could_welcome",
    "gone",
    "has_a_namesake",
    "has_own_link",
    "here",
    "invitation",
    "leaving",
    "letter_door",
    "link_door",
    "link_of",
    "links",
    "no_start",
    "on_this_device",
    "organisers_of",
    "origins",
    "own_link",
    "parting_page",
    "people",
    "room",
    "room_door",
    "waiting",
    "welcome_page",
    "with_both",
    "you",
    "your_mail",
]
