"""Pseudonyms: recognising one person on a board without knowing who it is.

A key is made from the personal secret of an asker or voter, which only their browser keeps, under the room's board
secret and the server's own key. So nothing that the server stores leads from a question or an upvote to a person, also
while the room is open. When the room ends, the board's secret is destroyed and the keys are emptied; then not even the
browser leads to them. Authors and voters have different kinds of keys, so that a question does not lead to its author's
upvotes.

An asker finds the answer later by a code. It is made from the same secrets and the question, and can be made again
while the asker looks, as long as the room lives. The database holds only its digest.
"""

from livesessions.followup.codes import code_from
from rooms.live.base.people import PersonalSecret
from rooms.live.base.pseudonyms import digest_under, personal_key


def author_key(secret: bytes | memoryview, personal_secret: PersonalSecret, *, named: bool = False) -> str:
    """The key of this person as an author, 43 characters.

    It differs where names are shown, so that a question with a name does not lead to questions asked without one.
    """
    return personal_key(secret, "named author" if named else "author", personal_secret)


def author_keys(secret: bytes | memoryview, personal_secret: PersonalSecret) -> set[str]:
    """Both keys of this person as an author, with and without a name."""
    return {author_key(secret, personal_secret), author_key(secret, personal_secret, named=True)}


def voter_key(secret: bytes | memoryview, personal_secret: PersonalSecret) -> str:
    """The key of this person as a voter, 43 characters."""
    return personal_key(secret, "voter", personal_secret)


def receipt_code(secret: bytes | memoryview, personal_secret: PersonalSecret, question: str) -> str:
    """The code of a question's asker, in groups of four."""
    return code_from(digest_under(secret, "receipt", bytes(personal_secret) + question.encode()))
