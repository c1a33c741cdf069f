"""The Content-Security-Policy: our pages work under it, and what somebody puts into them does not run.

That no page breaks it in any state is held by every other browser test: a violation is an error of
the console, and they fail on one.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page

INJECTIONS = {
    "an inline script": "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s)",
    "a handler in an attribute": "document.body.innerHTML += '<img src=x onerror=\"window.ran = 1\">'",
    "a javascript: address": "const a = document.createElement('a'); a.href = 'javascript:window.ran = 1'; document.body.append(a); a.click()",
    "a script in an address": "const s = document.createElement('script'); s.src = 'data:text/javascript,window.ran = 1'; document.body.append(s)",
    "a frame": "const f = document.createElement('iframe'); f.src = 'data:text/html,<p>a login of somebody else'; document.body.append(f)",
    "a base address": "const b = document.createElement('base'); b.href = 'https://elsewhere.example/'; document.head.append(b); if (document.baseURI.includes('elsewhere')) window.ran = 1",
    "a style": "const s = document.createElement('style'); s.textContent = 'body { outline: 7px solid red }'; document.body.append(s); if (getComputedStyle(document.body).outlineWidth === '7px') window.ran = 1",
}


@pytest.mark.provokes_errors
@pytest.mark.parametrize("how", INJECTIONS)
def test_what_is_injected_does_not_run(page: Page, how: str) -> None:
    page.goto("/papers/dpo/")
    page.evaluate(
        """() => addEventListener('securitypolicyviolation', () => window.refused = true)"""
    )
    page.evaluate(f"() => {{ {INJECTIONS[how]} }}")
    page.wait_for_function("() => window.refused === true")
    assert page.evaluate("window.ran") is None


@pytest.mark.provokes_errors
def test_eval_is_refused(page: Page) -> None:
    page.goto("/")
    page.evaluate(
        """() => addEventListener('securitypolicyviolation', () => window.refused = true)"""
    )
    # within the page, where the policy holds, and not in the tool that drives it
    page.evaluate("() => { setTimeout(() => { try { window.eval('window.ran = 1') } catch {} }) }")
    page.wait_for_function("() => window.refused === true")
    assert page.evaluate("window.ran") is None


def test_every_page_carries_the_policy_before_anything_it_loads(
    pages: Mapping[str, Path], site: Path
) -> None:
    for page in [*pages.values(), site / "404.html"]:
        html = page.read_text(encoding="utf-8")
        policy = html.index('http-equiv="Content-Security-Policy"')
        assert policy < min(html.index(tag) for tag in ("<link", "<script", "<style"))
        said = html[policy : html.index(">", policy)]
        assert "unsafe-inline" not in said
        assert "'unsafe-eval'" not in said
