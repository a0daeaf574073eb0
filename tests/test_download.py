"""Fetching a release over HTTPS, from a server on this machine."""

from __future__ import annotations

import http.server
import io
import shutil
import socket
import ssl
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from careerfit_cli.errors import BadData, CareerfitError, UsageError
from careerfit_cli.importers import download

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(
        not shutil.which("openssl"), reason="openssl makes certificates"
    ),
]
FIXTURE = Path(__file__).parent / "fixtures" / "onet-31.0" / "text"
NAME = "db_31_0_text.zip"


def a_zip() -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(FIXTURE.iterdir()):
            archive.writestr(f"db_31_0_text/{path.name}", path.read_bytes())
    return whole.getvalue()


class Server(http.server.ThreadingHTTPServer):
    """Answers with `body`, as `how` says; `asked` are the paths and ranges."""

    daemon_threads = True
    body = b""
    how = ""
    place = ""

    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that refuse a certificate are no news."""


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        served, body = self.server, self.server.body
        asked = self.headers.get("Range") or ""
        served.asked.append((self.path, asked))
        if served.how == "404":
            self.send_error(404)
            return
        if served.how == "503":
            self.send_error(503)
            return
        if served.how == "redirect" and len(served.asked) == 1:
            self.send_response(302)
            self.send_header("Location", served.place)
            self.end_headers()
            return
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        if served.how == "no ranges":
            start = 0
        if start >= len(body):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        kind = "text/html" if served.how == "html" else "application/zip"
        self.send_header("Content-Type", kind)
        size = 10**10 if served.how == "large" else len(body) - start
        if served.how != "endless":
            self.send_header("Content-Length", str(size))
        self.end_headers()
        end = len(body) - 1000 if served.how == "cut" else len(body)
        self.wfile.write(body[start:end])

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate of 127.0.0.1, in one file."""
    folder = tmp_path_factory.mktemp("certificate")
    key, path = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", str(key), "-out", str(path)],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_text(path.read_text() + key.read_text())
    return path


@pytest.fixture
def server(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Server(context) as serving:
        serving.body = a_zip()
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        port = serving.server_address[1]
        monkeypatch.setattr(download, "FOLDER", f"https://127.0.0.1:{port}/files/")
        yield serving
        serving.shutdown()
        thread.join()


@pytest.fixture
def trusted(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate)


class Heard:
    """What was announced, and how far the download came."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.steps: list[tuple[int, int]] = []


@pytest.fixture
def heard() -> Heard:
    return Heard()


def fetched(folder: Path, heard: Heard, context: ssl.SSLContext | None) -> Path:
    return download.fetch(
        "31.0",
        folder,
        heard.lines.append,
        lambda arrived, total: heard.steps.append((arrived, total)),
        context,
    )


def test_a_release_arrives_whole_and_says_from_where_and_how_large(
    server: Server, trusted: ssl.SSLContext, tmp_path: Path, heard: Heard
) -> None:
    path = fetched(tmp_path, heard, trusted)
    assert path == tmp_path / NAME
    assert path.read_bytes() == server.body
    assert list(tmp_path.iterdir()) == [path]
    assert server.asked == [(f"/files/{NAME}", "")]
    (line,) = heard.lines
    assert f"{download.FOLDER}{NAME} (0." in line
    assert "MB)" in line
    assert heard.steps[-1] == (len(server.body), len(server.body))


def test_one_that_is_there_is_not_fetched_again(
    server: Server, trusted: ssl.SSLContext, tmp_path: Path, heard: Heard
) -> None:
    (tmp_path / NAME).write_bytes(b"here")
    assert fetched(tmp_path, heard, trusted).read_bytes() == b"here"
    assert server.asked == []


@pytest.mark.parametrize("how", ["", "no ranges"])
def test_an_interrupted_download_resumes(
    server: Server, trusted: ssl.SSLContext, tmp_path: Path, heard: Heard, how: str
) -> None:
    server.how = "cut"
    with pytest.raises(CareerfitError, match="the download ended after") as caught:
        fetched(tmp_path, heard, trusted)
    assert "resume" in caught.value.hint
    size = (tmp_path / f"{NAME}.part").stat().st_size
    assert size == len(server.body) - 1000
    server.how = how
    assert fetched(tmp_path, heard, trusted).read_bytes() == server.body
    assert server.asked[1] == (f"/files/{NAME}", f"bytes={size}-")


def test_a_part_longer_than_the_file_begins_again(
    server: Server, trusted: ssl.SSLContext, tmp_path: Path, heard: Heard
) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(b"x" * (len(server.body) + 5))
    assert fetched(tmp_path, heard, trusted).read_bytes() == server.body


def test_a_part_of_something_else_is_refused_and_removed(
    server: Server, trusted: ssl.SSLContext, tmp_path: Path, heard: Heard
) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(b"x" * (len(server.body) - 10))
    with pytest.raises(BadData, match="is not a complete zip file"):
        fetched(tmp_path, heard, trusted)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("how", "kind", "what"),
    [
        ("404", UsageError, "is not published"),
        ("503", CareerfitError, "the server answered 503"),
        ("html", BadData, "is text/html, not a zip file"),
        ("large", BadData, "is larger than"),
    ],
)
def test_a_wrong_answer_leaves_nothing(
    server: Server,
    trusted: ssl.SSLContext,
    tmp_path: Path,
    heard: Heard,
    how: str,
    kind: type[CareerfitError],
    what: str,
) -> None:
    server.how = how
    with pytest.raises(kind, match=what):
        fetched(tmp_path, heard, trusted)
    assert list(tmp_path.iterdir()) == []


def test_more_bytes_than_the_limit_are_not_read(
    server: Server,
    trusted: ssl.SSLContext,
    tmp_path: Path,
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server.how = "endless"
    monkeypatch.setattr(download, "LARGEST_DOWNLOAD", 10_000)
    with pytest.raises(BadData, match="is larger than 10,000 bytes"):
        fetched(tmp_path, heard, trusted)
    assert not (tmp_path / NAME).exists()


def test_a_redirect_on_the_same_host_is_followed_and_no_other(
    server: Server, trusted: ssl.SSLContext, tmp_path: Path, heard: Heard
) -> None:
    server.how, server.place = "redirect", "/elsewhere.zip"
    assert fetched(tmp_path / ".", heard, trusted).read_bytes() == server.body
    (tmp_path / NAME).unlink()
    for place in (
        "https://example.com/a.zip",
        "http://127.0.0.1/a.zip",
        "file:///etc/x",
    ):
        server.asked.clear()
        server.place = place
        with pytest.raises(CareerfitError, match=r"(?i)redirect"):
            fetched(tmp_path, heard, trusted)
        assert len(server.asked) == 1


def test_a_certificate_nobody_vouches_for_is_refused(
    server: Server, tmp_path: Path, heard: Heard
) -> None:
    with pytest.raises(CareerfitError, match="certificate is not valid"):
        fetched(tmp_path, heard, None)
    assert server.asked == []
    assert list(tmp_path.iterdir()) == []


def test_no_network_is_said(
    tmp_path: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setattr(download, "FOLDER", f"https://127.0.0.1:{port}/")
    with pytest.raises(
        CareerfitError, match="downloaded: Connection refused"
    ) as caught:
        fetched(tmp_path, heard, None)
    assert "check the network connection" in caught.value.hint


def test_the_command_fetches_and_imports(
    server: Server,
    certificate: Path,
    run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.chdir(tmp_path)
    done = run("import", "onet", "31.0", "--into", "jobs")
    assert done.code == 0
    assert "5 occupations in jobs: 5 new" in done.out
    assert f"Downloading {download.FOLDER}{NAME}" in "".join(
        done.err.split("\n")
    ).replace("  ", " ")
    assert (tmp_path / NAME).is_file()


@pytest.mark.parametrize("how", ["404", "503", "html", "large", "cut"])
def test_a_failed_download_leaves_the_target_untouched(
    server: Server,
    certificate: Path,
    run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.chdir(tmp_path)
    target = tmp_path / "jobs"
    target.mkdir()
    (target / "actor.yaml").write_bytes(b"as it was")
    server.how = how
    done = run("import", "onet", "31.0", "--into", "jobs")
    assert done.code in {1, 2, 4}
    assert "db_31_0_text.zip" in "".join(done.err.split())
    assert not (tmp_path / NAME).exists()
    assert [path.name for path in target.iterdir()] == ["actor.yaml"]
    assert (target / "actor.yaml").read_bytes() == b"as it was"
