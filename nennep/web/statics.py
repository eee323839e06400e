"""Static files with their hash in the name, without brotli (it takes minutes on an old PC)."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Statics(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    manifest_strict = False
    support_js_module_import_aggregation = True  # `import … from "./receivers.js"` finds the hashed name

    def create_compressor(self, **options: Any) -> Compressor:
        return Compressor(use_brotli=False, **options)
