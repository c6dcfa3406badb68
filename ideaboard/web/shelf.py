"""The client's files, as they are served: read once, packed once, under an address that changes when any of them does.

There is no build step. What a build would do is done here when the server starts: the import map is filled in, and a
page is told beforehand which modules it will need, so that a browser fetches them at once instead of one after another.
"""

import base64
import gzip
import hashlib
import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import orjson

_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".ftl": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
}
# What the modules call each other, and where that lies among the vendored files.
_BARE: Final = {
    "preact": ("preact", "dist/preact.mjs"),
    "preact/hooks": ("preact", "hooks/dist/hooks.mjs"),
    "preact-iso/router": ("preact-iso", "src/router.js"),
    "preact-iso/lazy": ("preact-iso", "src/lazy.js"),
    "htm": ("htm", "dist/htm.module.js"),
    "@preact/signals": ("@preact/signals", "dist/signals.module.js"),
    "@preact/signals-core": ("@preact/signals-core", "dist/signals-core.module.js"),
    "@fluent/bundle": ("@fluent/bundle", "esm/index.js"),
    "sortablejs": ("sortablejs", "modular/sortable.core.esm.js"),
    "node-diff3": ("node-diff3", "dist/diff3.mjs"),
}
_STYLES: Final = {"pico": ("@picocss/pico", "css/pico.min.css")}
# What the styles of all screens are served as: one file, for each of them is small and a page waits for every one.
_SHEET: Final = "styles.css"
_SHEETS: Final = ("tokens", "frame", "parts", "forms", "idea", "lead", "settings", "team")
# A static import or export; `import(…)` is fetched when it is needed.
_IMPORT: Final = re.compile(
    rb"""(?:^|[;}\s])(?:import|export)\b[^"'`;()]*?\bfrom\s*["']([^"']+)["']|^import\s*["']([^"']+)["']""", re.M
)


@dataclass(frozen=True)
class File:
    """One file: its bytes, plain and packed, and its media type."""

    plain: bytes
    media_type: str

    @cached_property
    def packed(self) -> bytes:
        """The same bytes, gzipped."""
        return gzip.compress(self.plain, 9, mtime=0)


class Shelf:
    """All files of a client's folder, by their names in it; `base` is where they are served, their digest included."""

    def __init__(self, folder: Path, prefix: str) -> None:
        read = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
        contents = {name: path.read_bytes() for name, path in read.items()}
        digest = hashlib.sha256()
        for name, content in contents.items():
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        self.digest: Final = digest.hexdigest()[:12]
        self.base: Final = f"{prefix}/{self.digest}"
        self.files: Final = {
            name: File(content, _TYPES[Path(name).suffix])
            for name, content in contents.items()
            if Path(name).suffix in _TYPES
        }
        sheets = [self.files.pop(f"styles/{name}.css").plain for name in _SHEETS]
        self.files[_SHEET] = File(b"\n".join(sheets), _TYPES[".css"])
        vendored = orjson.loads(contents["vendor/VENDORED.json"])["packages"]
        folders = {package["name"]: package["folder"] for package in vendored}
        self.bare: Final = {bare: f"vendor/{folders[name]}/{path}" for bare, (name, path) in _BARE.items()}
        self._styles: Final = {style: f"vendor/{folders[name]}/{path}" for style, (name, path) in _STYLES.items()}
        self._map: Final = orjson.dumps(
            {"imports": {bare: f"{self.base}/{name}" for bare, name in sorted(self.bare.items())}}
        ).decode()
        self._shell: Final = contents["shell.html"].decode()

    @property
    def script_hash(self) -> str:
        """What a content security policy says of the import map, the one thing that stands inline."""
        return f"'sha256-{base64.b64encode(hashlib.sha256(self._map.encode()).digest()).decode()}'"

    def shell(self, *entries: str) -> bytes:
        """The page that all of the client lives in, ready for the modules that `entries` name, and theirs in turn."""
        needed = dict.fromkeys(name for entry in ("main.js", *entries) for name in self.needed(entry))
        preload = "\n".join(f'<link rel="modulepreload" href="{self.base}/{name}">' for name in needed)
        page = self._shell.replace("{base}", self.base).replace("{importmap}", self._map).replace("{preload}", preload)
        for style, name in self._styles.items():
            page = page.replace(f"{{{style}}}", f"{self.base}/{name}")
        return page.encode()

    def needed(self, entry: str) -> list[str]:
        """A module and all that it imports at once, by name, the nearest first. Raises KeyError for no module."""
        found = {entry: None}
        queue = [entry]
        while queue:
            name = queue.pop(0)
            for asked in _IMPORT.findall(self.files[name].plain):
                module = (asked[0] or asked[1]).decode()
                near = posixpath.normpath(posixpath.join(posixpath.dirname(name), module))
                target = near if module.startswith(".") else self.bare[module]
                if target not in found:
                    found[target] = None
                    queue.append(target)
        return list(found)
