"""The text of our site as an untouched Material site and as an untouched Starlight site."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

MATERIAL = """\
site_name: Plain Material
site_url: {url}/
theme:
  name: material
  font: false # another origin, which a machine may not reach
plugins: [search]
"""
STARLIGHT = """\
import starlight from '@astrojs/starlight'
import {{defineConfig}} from 'astro/config'

export default defineConfig({{
  site: '{url}',
  integrations: [
    starlight({{
      title: 'Plain Starlight',
      defaultLocale: 'root',
      locales: {{root: {{label: 'English', lang: 'en'}}, es: {{label: 'Español'}}}},
    }}),
  ],
}})
"""
COLLECTIONS = """\
import {docsLoader} from '@astrojs/starlight/loaders'
import {docsSchema} from '@astrojs/starlight/schema'
import {defineCollection} from 'astro:content'

export const collections = {docs: defineCollection({loader: docsLoader(), schema: docsSchema()})}
"""
# Astro bundles, of what is installed beside it, only what this file names.
PACKAGE = {"type": "module", "dependencies": {"astro": "*", "@astrojs/starlight": "*"}}

BLOCKS = ":is(h1, h2, h3, h4, p, li, dt, dd, td, th, summary, figcaption)"
MARKS = {"h2": "## ", "h3": "### ", "h4": "#### ", "li": "- ", "td": "- ", "th": "- "}


def write_material(built: Path, folder: Path, url: str) -> None:
    """Write the Markdown of every built page into `folder`, with the least of a configuration."""
    for name, head, blocks in _pages(built):
        title = head["title"].replace("#", r"\#")
        _write(folder / "docs" / name, head, [f"# {title}", *blocks])
    (folder / "mkdocs.yml").write_text(MATERIAL.format(url=url), encoding="utf-8")


def write_starlight(built: Path, folder: Path, url: str) -> None:
    """Do the same for Starlight, which sets the title itself; Spanish is its second language."""
    for name, head, blocks in _pages(built):
        _write(folder / "src/content/docs" / name, head, blocks)
    (folder / "src/content.config.js").write_text(COLLECTIONS, encoding="utf-8")
    (folder / "astro.config.js").write_text(STARLIGHT.format(url=url), encoding="utf-8")
    (folder / "package.json").write_text(json.dumps(PACKAGE), encoding="utf-8")


def _pages(built: Path) -> Iterator[tuple[Path, dict[str, str], list[str]]]:
    """Yield the file of every page, its title and description, and its text."""
    for page in sorted(built.rglob("index.html")):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        article = tree.css_first("article")
        named = tree.css_first("title")
        described = tree.css_first("meta[name=description]")
        if article is None or named is None or described is None:
            raise ValueError(f"Inconsistent: {page} lacks an article, a title or a description")
        for node in article.css("annotation, .headerlink, button, script, template"):
            node.decompose()
        title = (article.css_first("h1") or named).text().strip()
        blocks = [
            MARKS.get(node.tag or "", "") + _escaped(node)
            for node in article.css(BLOCKS)
            if node.tag != "h1"
        ]
        name = page.relative_to(built).with_name("index.md")
        yield name, {"title": title, "description": described.attributes["content"] or ""}, blocks


def _write(path: Path, head: dict[str, str], blocks: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # JSON strings are YAML strings, whatever they hold.
    fields = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in head.items()]
    text = "\n".join(["---", *fields, "---", "", "\n\n".join(blocks), ""])
    path.write_text(text, encoding="utf-8")


def _escaped(node: LexborNode) -> str:
    # What stands in a block within this one is written there.
    inner = LexborHTMLParser(node.html or "")
    if node.tag in {"li", "dd", "td"}:
        for nested in inner.css("li li, li p, li h3, dd p, td p"):
            nested.decompose()
    words = " ".join(inner.text(separator=" ").split())
    return re.sub(r"([\\`*_{}\[\]<>()#+.!|$-])", r"\\\1", words)
