"""What Lighthouse says of a page, served as a good static host does."""

import gzip
import json
import mimetypes
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.sites import ROOT, SCRATCH

CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
CHROME = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml"}


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder, compressed, and yield its address; the folder may come later."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = folder / self.path.split("?")[0].lstrip("/")
            path = path / "index.html" if path.is_dir() else path
            found = path.is_file()
            body = path.read_bytes() if found else b""
            self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
            if path.suffix in COMPRESSED:
                body = gzip.compress(body, 6)
                self.send_header("Content-Encoding", "gzip")
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=31536000")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Say nothing of a browser that has seen enough and hangs up."""

    with Server(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def measure(url: str, runs: int) -> Mapping[str, float]:
    """Return the median of every figure, on a simulated phone."""
    figures = [_figures(_report(url)) for _ in range(runs)]
    return {name: median(each[name] for each in figures) for name in figures[0]}


def _report(url: str) -> Any:
    report = SCRATCH / "report.json"
    subprocess.run(
        [
            ROOT / "benchmarks/node_modules/.bin/lighthouse",
            url,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--chrome-flags={CHROME}",
            f"--only-categories={','.join(CATEGORIES)}",
        ],
        env=os.environ | {"CHROME_PATH": chrome()},
        check=True,
    )
    return json.loads(report.read_bytes())


def _figures(report: Any) -> dict[str, float]:
    requests = report["audits"]["network-requests"]["details"]["items"]
    scripts = [each for each in requests if each["resourceType"] == "Script"]
    return {
        **{name: 100 * (report["categories"][name]["score"] or 0) for name in CATEGORIES},
        "LCP s": report["audits"]["largest-contentful-paint"]["numericValue"] / 1000,
        "TBT ms": report["audits"]["total-blocking-time"]["numericValue"],
        "CLS": report["audits"]["cumulative-layout-shift"]["numericValue"],
        "all kB": sum(each["transferSize"] for each in requests) / 1000,
        "script kB": sum(each["transferSize"] for each in scripts) / 1000,
    }


@cache
def chrome() -> str:
    """Return the browser of `CHROME_PATH`, of the machine, or of Playwright."""
    found = os.environ.get("CHROME_PATH") or shutil.which("chromium")
    if found:
        return found
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path
