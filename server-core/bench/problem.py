"""What the user is told in one sentence instead of a traceback."""


class Problem(Exception):
    """Something is missing or went wrong; the text says what, and what to do next."""
