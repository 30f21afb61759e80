"""Static files under hashed names; and one stylesheet and one script where a page needs many."""

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from whitenoise.storage import CompressedManifestStaticFilesStorage

from . import joining_scripts

Read = Callable[[str], str]
"""From the name of a file to its text."""

IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')
PICTURE = re.compile(r'url\("([^"]+\.svg)"\)')
SMALL = 1024
"""Characters. Asking for a picture costs about 500 bytes, headers in both directions; it compresses to less."""


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Compressed files that browsers keep for ever.

    Stylesheets in `css/pages/` and scripts in `js/pages/` become what they import: read as they are, a browser would
    ask for thirty files, and would know which only after it has the first. What a script imports later stays a file of
    its own, and the script names its hash.
    """

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """As `collectstatic` calls it; `paths`: the storage and the path there of each file, by its name."""

        def read(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return str(file.read().decode())

        if not dry_run:
            join = {name: JOIN[folder] for name in paths if (folder := posixpath.dirname(name)) in JOIN}
            joined = {name: join[name](name, read) for name in join}
            for name, text in joined.items():
                with self.open(name, "w") as target:
                    target.write(text)
            paths = paths | {name: (self, name) for name in joined}
        yield from super().post_process(paths, dry_run, **options)


def join_sheets(page: str, read: Read) -> str:
    """A stylesheet of `css/pages/`, with the sheets it imports in their layers, and small pictures written in it.

    The other addresses stay right: a sheet that names a file lies as deep as the page.
    """

    def imported(line: re.Match[str]) -> str:
        sheet = posixpath.normpath(posixpath.join(posixpath.dirname(page), line[1]))
        return f"@layer {line[2]} {{\n{read(sheet)}}}"

    def drawn(address: re.Match[str]) -> str:
        picture = read(posixpath.normpath(posixpath.join(posixpath.dirname(page), address[1]))).strip()
        written = quote(picture.replace('"', "'"), safe=SAFE)
        return f'url("data:image/svg+xml,{written}")' if len(picture) < SMALL else address[0]

    return PICTURE.sub(drawn, IMPORT.sub(imported, read(page)))


SAFE = " /:;=,.'-"
"""What may stand in the address of a picture between quotation marks; the fewer escapes, the better it compresses."""
JOIN: dict[str, Callable[[str, Read], str]] = {"css/pages": join_sheets, "js/pages": joining_scripts.join}
"""How the files of a folder become one."""
