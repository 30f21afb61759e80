"""The one way to say no."""


class Refused(Exception):
    """A command was not carried out, and nothing changed.

    `sentence` is for the person concerned, in their language. `status` is the HTTP status: 403 not allowed,
    404 unknown, 409 the state does not permit it, 422 the input is not right, 429 too often, 503 try again. `field` is
    the field of the form that it is about, where there is one.
    """

    def __init__(self, sentence: str, status: int = 409, field: str = ""):
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
        self.field = field


class TryAgain(Refused):
    """Nothing is wrong with the command, but the server cannot do it now. The browser repeats it by itself."""

    def __init__(self, sentence: str):
        super().__init__(sentence, status=503)
