"""Two days side by side, of one question, a theme or the whole: each as it was shown by the end of that day.

What was opened, settled or kept as a page later does not count for the earlier day, and nothing after the later one is
shown at all. What was undone never was. `days` holds which two days, `parts` what is compared, the rest one page each.
"""

from alongside.journey.pages.then_and_now.days import Given
from alongside.journey.pages.then_and_now.pages import Page, then_and_now

__all__ = ["Given", "Page", "then_and_now"]
