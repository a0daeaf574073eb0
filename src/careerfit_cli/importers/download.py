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
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
    build_opener,
)

from careerfit_cli.errors import CareerfitError, UsageError
from careerfit_cli.importers.tables import LARGEST_DOWNLOAD, fault

FOLDER = "https://www.onetcenter.org/dl_files/database/"
"""Where O*NET publishes the zips of its database."""

TIMEOUT = 30
"""Seconds without an answer or a byte."""

BLOCK = 1 << 16
_TYPES = ("application/zip", "application/x-zip-compressed", "application/octet-stream")

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
    https = HTTPSHandler(context=context or ssl.create_default_context())
    try:
        _download(url, part, announce, progress, build_opener(https, _SameHost()))
        _check_zip(part, url)
        part.replace(path)
    except HTTPError as error:
        error.close()
        if error.code == 404:
            raise UsageError(
                f"O*NET {release} is not published at {url}",
                "see onetcenter.org/database.html for the published releases",
            ) from error
        what = f"{url}: the server answered {error.code} {error.reason}"
        raise CareerfitError(what) from error
    except (OSError, HTTPException) as error:
        raise _of_network(error, url) from error
    return path


def _download(
    url: str,
    part: Path,
    announce: Announce,
    progress: Progress,
    opener: OpenerDirector,
) -> None:
    start = part.stat().st_size if part.is_file() else 0
    request = Request(url, headers={"Range": f"bytes={start}-"} if start else {})  # noqa: S310 - https only
    try:
        response = opener.open(request, timeout=TIMEOUT)
    except HTTPError as error:
        # The partial file is complete or does not match the server's: start over.
        if error.code != 416:
            raise
        error.close()
        part.unlink()
        response = opener.open(url, timeout=TIMEOUT)
    with response:
        if response.status != 206:
            start = 0
        kind = response.headers.get_content_type()
        if kind not in _TYPES:
            raise fault(url, f"is {kind}, not a zip file")
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
        raise CareerfitError(what, "run the same command to resume")


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


def _check_size(size: int, url: str) -> None:
    if size > LARGEST_DOWNLOAD:
        raise fault(url, f"is larger than {LARGEST_DOWNLOAD:,} bytes")


def _check_zip(part: Path, url: str) -> None:
    try:
        with zipfile.ZipFile(part) as archive:
            is_whole = archive.testzip() is None
    except zipfile.BadZipFile:
        is_whole = False
    if not is_whole:
        part.unlink()
        raise fault(url, "is not a complete zip file", "try again")


def _of_network(error: Exception, url: str) -> CareerfitError:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return CareerfitError(
            f"{url}: the server's certificate is not valid: {reason.verify_message}",
            "check the clock and the network; nothing was downloaded",
        )
    what = getattr(reason, "strerror", None) or reason
    hint = "check the network connection, then run the same command again"
    return CareerfitError(f"{url} cannot be downloaded: {what}", hint)
