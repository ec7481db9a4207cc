"""The bell that wakes whoever makes copies in this process."""

from alongside.mail.waking import Bell

bell = Bell()
