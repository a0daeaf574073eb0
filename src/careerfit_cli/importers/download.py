"""Download an official O*NET release over HTTPS: the only use of the network.

Nothing is sent except the request for the file. An unfinished download stays in a `.part`
file, and the next run resumes it.
"""

from __future__ import annotations

import ssl
import zipfile
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
    build_opener,
)

from careerfit_cli.errors import BadData, CareerfitError, Problem, UsageError
from careerfit_cli.importers.tables import LARGEST_DOWNLOAD

FOLDER = "https://www.onetcenter.org/dl_files/database/"
"""Where O*NET publishes the zips of its database."""

TIMEOUT = 30
"""Seconds without an answer or a byte."""

BLOCK = 1 << 16
_TYPES = ("application/zip", "application/x-zip-compressed", "application/octet-stream")
_AGAIN = "run the same command to resume"
_CONNECTION = "check the network connection, then run the same command again"

Announce = Callable[[str], None]
Progress = Callable[[int, int], None]
"""Called with the bytes received and the total bytes, 0 if unknown."""


def archive_name(release: str) -> str:
    """The file name of a release's text download: 31.0 -> `db_31_0_text.zip`."""
    return f"db_{release.replace('.', '_')}_text.zip"


def fetch(
    release: str,
    folder: Path,
    announce: Announce,
    progress: Progress,
    context: ssl.SSLContext | None = None,
) -> Path:
    """Download the zip of a release into a folder, unless it already exists.

    `announce` is called with what is downloaded, from where, and its size. Raises
    `UsageError` for a release that is not published, `BadData` for a download that is
    too large or not a zip, and `CareerfitError` for a failure of the network or disk.
    """
    path = folder / archive_name(release)
    if path.is_file():
        announce(f"Using {path}, downloaded before.")
        return path
    url = FOLDER + path.name
    part = path.with_name(f"{path.name}.part")
    try:
        _download(url, part, announce, progress, context)
        _check_zip(part, url)
        part.replace(path)
    except HTTPError as error:
        error.close()
        raise _of_status(error, release, url) from error
    except (OSError, HTTPException) as error:
        raise _of_network(error, url) from error
    return path


def _download(
    url: str,
    part: Path,
    announce: Announce,
    progress: Progress,
    context: ssl.SSLContext | None,
) -> None:
    start = part.stat().st_size if part.is_file() else 0
    request = Request(url, headers={"Range": f"bytes={start}-"} if start else {})  # noqa: S310 - https only
    try:
        response = _opener(context).open(request, timeout=TIMEOUT)
    except HTTPError as error:
        # The partial file is complete or does not match the server's: start over.
        if error.code != 416:
            raise
        error.close()
        part.unlink()
        start = 0
        response = _opener(context).open(url, timeout=TIMEOUT)
    with response:
        if response.status != 206:
            start = 0
        _check_type(response.headers, url)
        length = int(response.headers.get("Content-Length") or 0)
        total = start + length if length else 0
        _check_size(total, url)
        size = f"{total / 1e6:,.1f} MB" if total else "size not given"
        rest = f", resuming at {start / 1e6:,.1f} MB" if start else ""
        announce(f"Downloading {url} ({size}{rest}) to {part.parent / part.stem}.")
        with part.open("ab" if start else "wb") as file:
            arrived = start
            while block := response.read(BLOCK):
                arrived += len(block)
                _check_size(arrived, url)
                file.write(block)
                progress(arrived, total)
    if arrived < total:
        what = f"{url}: the download ended after {arrived:,} of {total:,} bytes"
        raise CareerfitError(what, _AGAIN)


def _opener(context: ssl.SSLContext | None) -> OpenerDirector:
    return build_opener(
        HTTPSHandler(context=context or ssl.create_default_context()), _SameHost()
    )


class _SameHost(HTTPRedirectHandler):
    """Follows redirects over HTTPS on the same host only."""

    def redirect_request(
        self,
        request: Request,
        file: IO[bytes],
        code: int,
        message: str,
        headers: HTTPMessage,
        url: str,
    ) -> Request | None:
        before, after = urlsplit(request.full_url), urlsplit(url)
        if (after.scheme, after.hostname) != ("https", before.hostname):
            file.close()
            raise CareerfitError(
                f"{request.full_url} redirects to another place: {url}",
                "download the file in a browser and give its path",
            )
        return super().redirect_request(request, file, code, message, headers, url)


def _check_type(headers: Any, url: str) -> None:
    kind = headers.get_content_type()
    if kind not in _TYPES:
        raise BadData([Problem(url, 0, "", f"is {kind}, not a zip file")])


def _check_size(size: int, url: str) -> None:
    if size > LARGEST_DOWNLOAD:
        what = f"is larger than {LARGEST_DOWNLOAD:,} bytes"
        raise BadData([Problem(url, 0, "", what)])


def _check_zip(part: Path, url: str) -> None:
    try:
        with zipfile.ZipFile(part) as archive:
            damaged = archive.testzip()
    except zipfile.BadZipFile:
        damaged = part.name
    if damaged:
        part.unlink()
        raise BadData([Problem(url, 0, "", "is not a complete zip file", "try again")])


def _of_status(error: HTTPError, release: str, url: str) -> CareerfitError:
    if error.code == 404:
        return UsageError(
            f"O*NET {release} is not published at {url}",
            "see onetcenter.org/database.html for the published releases",
        )
    return CareerfitError(f"{url}: the server answered {error.code} {error.reason}")


def _of_network(error: Exception, url: str) -> CareerfitError:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return CareerfitError(
            f"{url}: the server's certificate is not valid: {reason.verify_message}",
            "check the clock and the network; nothing was downloaded",
        )
    what = getattr(reason, "strerror", None) or reason
    return CareerfitError(f"{url} cannot be downloaded: {what}", _CONNECTION)
