"""What is dangerous in general is not in the house: code made of texts, shells, greedy parsers, old hashes."""

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.house.source import ROOT, modules, named

Rule = Callable[[str, ast.Module], Iterator[str]]

# Both make functions of our own schemas and columns when a process starts; no text of a caller is in them.
COMPILES = {"ideaboard/api/dialect/compiled.py", "ideaboard/reader.py"}
HASHES = {"sha256", "blake2b", "file_digest"}
# What lists of breached passwords are published as: it finds a line in such a file, and nothing of ours is kept so.
OTHER_HASHES = {"ideaboard/core/people/leaked.py": {"sha1"}}
CIPHERS = {
    "ideaboard/core/tracking/seal.py": {"Fernet", "InvalidTag", "InvalidToken", "MultiFernet", "AESSIV"},
    "ideaboard/api/dialect/cursors.py": {"InvalidTag", "AESSIV"},
    # GitHub takes a proof of who an app is that is signed so (RS256), and none else.
    "plugins/ideaboard-github/ideaboard_github/app.py": {
        "UnsupportedAlgorithm", "PKCS1v15", "RSAPrivateKey", "SHA256", "load_der_private_key",
    },
}  # fmt: skip
# What reads more out of a text than data: objects, entities, files.
PARSERS = {"pickle", "marshal", "shelve", "dill", "yaml", "xml", "lxml", "xmlrpc"}


def _parts() -> Iterator[tuple[str, ast.Module]]:
    for folder in (ROOT / "ideaboard", *sorted((ROOT / "plugins").iterdir())):
        if folder.is_dir():
            for path, tree in modules(folder):
                if not path.startswith("tests/") and "/testing/" not in path and not path.startswith("plugin/testing"):
                    yield f"{folder.relative_to(ROOT).as_posix()}/{path}", tree


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Of each import the module, and the name that is taken from it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, "") for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", name.name) for name in node.names)


def runs_texts(path: str, tree: ast.Module) -> Iterator[str]:
    """Code that is made of a text while we run."""
    for call in _calls(tree):
        if named(call.func) in ("eval", "exec", "compile", "__import__") and path not in COMPILES:
            yield f"{path}: {named(call.func)}"


def builds_templates(path: str, tree: ast.Module) -> Iterator[str]:
    """A template that is no file of ours."""
    for call in _calls(tree):
        if named(call.func).rpartition(".")[2] in ("from_string", "render_template_string", "Template"):
            yield f"{path}: {named(call.func)}"


def opens_shells(path: str, tree: ast.Module) -> Iterator[str]:
    """A command that a shell would take apart."""
    for call in _calls(tree):
        name = named(call.func)
        if name in ("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"):
            yield f"{path}: {name}"
        yield from (f"{path}: {name} {word.arg}" for word in call.keywords if word.arg == "shell")


def reads_too_much(path: str, tree: ast.Module) -> Iterator[str]:
    """A parser that makes more than data of what it reads."""
    for module, _ in _imports(tree):
        if module.partition(".")[0] in PARSERS:
            yield f"{path}: {module}"


def other_hashes(path: str, tree: ast.Module) -> Iterator[str]:
    """A hash that is none of those that the operators' page tells of."""
    fine = HASHES | OTHER_HASHES.get(path, set())
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and named(node.value) == "hashlib" and node.attr not in fine:
            yield f"{path}: hashlib.{node.attr}"
    for module, name in _imports(tree):
        if (module == "hashlib" and name) or module in ("crypt", "Crypto", "zlib.crc32"):
            yield f"{path}: {module} {name}"


def other_ciphers(path: str, tree: ast.Module) -> Iterator[str]:
    """A cipher outside the one place that seals."""
    for module, name in _imports(tree):
        if module.startswith("cryptography") and name not in CIPHERS.get(path, set()):
            yield f"{path}: {module} {name}"


RULES: tuple[Rule, ...] = (runs_texts, builds_templates, opens_shells, reads_too_much, other_hashes, other_ciphers)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_it_is_not_in_the_house(rule: Rule) -> None:
    read = list(_parts())
    assert len(read) > 100
    assert [found for path, tree in read for found in rule(path, tree)] == []


@pytest.mark.parametrize(
    ("rule", "planted"),
    [
        (runs_texts, "eval(said)"),
        (opens_shells, "subprocess.run(said, shell=True)"),
        (builds_templates, "environment.from_string(said)"),
        (opens_shells, "os.system(said)"),
        (reads_too_much, "import xml.etree.ElementTree"),
        (reads_too_much, "from pickle import loads"),
        (other_hashes, "hashlib.md5(b'')"),
        (other_hashes, "from hashlib import sha1"),
        (other_ciphers, "from cryptography.hazmat.primitives.ciphers import modes"),
    ],
)
def test_what_is_planted_is_found(rule: Rule, planted: str) -> None:
    assert list(rule("planted.py", ast.parse(planted)))
