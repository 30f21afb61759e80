"""Static files under hashed names, including the files that a script imports."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Compressed files that browsers keep for ever; `import` statements name the hashed files."""

    support_js_module_import_aggregation = True
