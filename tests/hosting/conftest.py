"""The site as hosting/nginx.conf serves it: a real nginx on a port of its own."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from socket import socket
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

CONFIGURATION = Path(__file__).parents[2] / "hosting/nginx.conf"
DEBIAN = Path("/etc/nginx")
BROTLI = DEBIAN / "modules-enabled/50-mod-http-brotli-static.conf"
MAIN = """
{user}
include /etc/nginx/modules-enabled/*.conf;
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
"""As in Debian's own nginx.conf, but for the places where nginx writes."""


class Answer(NamedTuple):
    """What a host answered."""

    status: int
    headers: HTTPMessage
    body: bytes


Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def served(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the site to where nginx finds it, with files that are no part of it."""
    folder = tmp_path_factory.mktemp("nginx") / "paper-drill"
    shutil.copytree(site, folder / "site")
    shutil.copy(site.with_name(f"{site.name}-headers.conf"), folder / "site-headers.conf")
    for name in (".secret", ".git/config", "papers/.secret", ".well-known/security.txt"):
        file = folder / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("SECRET" if "well-known" not in name else "said", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def site_url(served: Path) -> Iterator[str]:
    """Serve the site by nginx and return its address, without a slash at the end."""
    if not shutil.which("nginx") or not BROTLI.exists():
        pytest.skip("needs Debian's nginx and libnginx-mod-http-brotli-static (Makefile)")
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = served.parent
    text = CONFIGURATION.read_text(encoding="utf-8")
    for ours, here in (("listen 80;", f"listen 127.0.0.1:{port};"), ("/srv", str(folder))):
        assert ours in text
        text = text.replace(ours, here)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    main = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # else the workers may not read the folder
    main.write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    # Debian's own folder of logs may not be ours; of errors before the configuration is read.
    command = ["nginx", "-c", str(main), "-e", str(folder / "error.log")]
    with subprocess.Popen(command) as nginx:
        try:
            wait_for(port, nginx, folder / "error.log")
            # Chromium trusts `localhost`, as it trusts https.
            yield f"http://localhost:{port}"
        finally:
            nginx.terminate()


@pytest.fixture(scope="session")
def browser_context_args(site_url: str) -> dict[str, str]:
    """Let tests say `page.goto("/papers/dpo/")`, without those that other tests are given."""
    return {"base_url": site_url, "service_workers": "block"}


def wait_for(port: int, nginx: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the port answers.

    Raises:
        AssertionError: with nginx's own words, where it ended instead.
    """
    while True:
        assert nginx.poll() is None, log.read_text(encoding="utf-8")
        with socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


@pytest.fixture
def ask(site_url: str) -> Iterator[Ask]:
    """Ask for a path as it is written, dots and all."""
    connection = HTTPConnection("127.0.0.1", urlsplit(site_url).port, timeout=60)

    def ask(path: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        return Answer(response.status, response.msg, response.read())

    yield ask
    connection.close()
