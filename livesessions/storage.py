"""Static files under hashed names, also those that a script imports; and one stylesheet where a page needs many."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Compressed files that browsers keep for ever.

    `import` statements in scripts name the hashed files. Stylesheets in `css/pages/` become what they import: read as
    they are, a browser would ask for thirty files, and would know which only after it has the first.
    """

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """As `collectstatic` calls it; `paths`: the storage and the path there of each file, by its name."""
        if not dry_run:
            pages = [name for name in paths if posixpath.dirname(name) == "css/pages"]
            for name in pages:
                joined = _join(name, paths)
                with self.open(name, "w") as target:
                    target.write(joined)
            paths = paths | {name: (self, name) for name in pages}
        yield from super().post_process(paths, dry_run, **options)


def _join(page: str, paths: dict[str, Any]) -> str:
    """A stylesheet of `css/pages/`, with the sheets it imports in their layers.

    Their addresses stay right: a sheet that names a picture lies as deep as the page.
    """

    def imported(line: re.Match[str]) -> str:
        storage, path = paths[posixpath.normpath(posixpath.join(posixpath.dirname(page), line[1]))]
        return f"@layer {line[2]} {{\n{_read(storage, path)}}}"

    return IMPORT.sub(imported, _read(*paths[page]))


def _read(storage: Any, path: str) -> str:
    with storage.open(path) as sheet:
        return str(sheet.read().decode())
