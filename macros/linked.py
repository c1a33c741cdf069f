"""What a page is, said to search engines in the words of https://schema.org.

It is data within the page: nothing of it is shown, and no question gives its answer away to a
reader.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.addresses import LICENCE, address
from macros.content import Library
from macros.model.base import Language
from macros.model.item import FollowUp
from macros.model.items.choice import Choice, ChoiceItem
from macros.model.paper import Paper
from macros.model.text import plain

Thing = dict[str, Any]
_SECTIONS = ("papers", "practice", "whiteboard")
"""Pages below which others stand; each has its name in `nav.…` of the strings."""


@dataclass(frozen=True)
class Site:
    """Where the site is published, and what it holds."""

    name: str
    origin: str
    """Without a slash at the end."""
    library: Library


@dataclass(frozen=True)
class Page:
    """What the head of a page says of it."""

    language: Language
    path: str
    """Without its language: `papers/dpo/`, and nothing for the home page."""
    title: str
    description: str


def linked_data(site: Site, page: Page) -> Thing:
    """Return everything that is said of a page."""
    papers = {f"papers/{paper.slug}/": paper for paper in site.library.papers}
    things: list[Thing] = []
    if not page.path:
        things.append(_website(site, page))
    else:
        things.append(_breadcrumbs(site, page))
    if page.path in papers:
        things.extend(_paper(papers[page.path], site, page))
    practised = {f"practice/{paper.slug}/": paper for paper in site.library.papers}
    if page.path in practised:
        things.append(_practice(practised[page.path], site, page))
    return {"@context": "https://schema.org", "@graph": things}


def script(data: Mapping[str, Any]) -> str:
    """Return data as the content of a `<script>`, which nothing in it can end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _website(site: Site, page: Page) -> Thing:
    return {
        "@type": "WebSite",
        "@id": _address(site, page),
        "url": _address(site, page),
        "name": site.name,
        "description": page.description,
        "inLanguage": page.language,
        "isAccessibleForFree": True,
        "license": LICENCE,
    }


def _breadcrumbs(site: Site, page: Page) -> Thing:
    section = page.path.split("/")[0]
    steps = [(site.name, "")]
    if section in _SECTIONS and page.path != f"{section}/":
        steps.append((site.library.strings[f"nav.{section}"][page.language], f"{section}/"))
    steps.append((page.title, page.path))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": address(site.origin, page.language, path),
            }
            for position, (name, path) in enumerate(steps, start=1)
        ],
    }


def _paper(paper: Paper, site: Site, page: Page) -> Iterator[Thing]:
    here, language = _address(site, page), page.language
    article = _article(paper)
    minutes = sum(phase.minutes for phase in site.library.protocol.phases)
    topics = [topic.name for topic in site.library.topics_of(paper)]
    teaches = [*topics, *(each.title for each in paper.derivations)]
    questions = [_flashcard(each, language) for each in paper.follow_ups]
    quiz = _quiz(f"{here}#follow-ups", "paper.follow-ups", paper, site, page)
    yield {
        "@type": "LearningResource",
        "@id": here,
        "url": here,
        "name": page.title,
        "description": page.description,
        "inLanguage": language,
        "timeRequired": f"PT{minutes}M",
        "isAccessibleForFree": True,
        "license": LICENCE,
        "datePublished": paper.added.isoformat(),
        "learningResourceType": "drill",
        "educationalUse": ["self-study", "interview preparation"],
        "teaches": [plain(each[language]) for each in teaches],
        "isPartOf": {"@id": address(site.origin, language, "")},
        "isBasedOn": {"@id": article["@id"]},
        "citation": article,
        "hasPart": [{"@id": quiz["@id"]}],
    }
    yield quiz | {"hasPart": questions}


def _practice(paper: Paper, site: Site, page: Page) -> Thing:
    """Return the questions of a practice page that search engines have words for."""
    asked = site.library.banks[paper.slug].asked
    choices = [each for each in asked if isinstance(each, ChoiceItem)]
    quiz = _quiz(_address(site, page), "practice.questions", paper, site, page)
    return quiz | {"hasPart": [_problem(each, page.language) for each in choices]}


def _article(paper: Paper) -> Thing:
    url = f"https://arxiv.org/abs/{paper.arxiv.pinned}"
    return {
        "@type": "ScholarlyArticle",
        "@id": url,
        "url": url,
        "name": paper.title,
        "author": [
            {"@type": "Person", "name": " ".join(reversed(author.split(", ")))}
            for author in paper.authors
        ],
        "datePublished": paper.arxiv.date,
        "version": str(paper.arxiv.version),
        "identifier": f"arXiv:{paper.arxiv.id}",
        "isPartOf": {"@type": "CreativeWork", "name": paper.venue},
        "inLanguage": "en",
    }


def _quiz(place: str, name: str, paper: Paper, site: Site, page: Page) -> Thing:
    main = site.library.topics_of(paper)[0]
    return {
        "@type": "Quiz",
        "@id": place,
        "url": place,
        "name": f"{paper.short}: {site.library.strings[name][page.language]}",
        "about": {"@type": "Thing", "name": plain(main.name[page.language])},
        "inLanguage": page.language,
        "isAccessibleForFree": True,
        "license": LICENCE,
    }


def _flashcard(each: FollowUp, language: Language) -> Thing:
    answer = " ".join(plain(unit[language]) for unit in each.answer)
    return {
        "@type": "Question",
        "eduQuestionType": "Flashcard",
        "text": plain(each.question[language]),
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }


def _problem(each: ChoiceItem, language: Language) -> Thing:
    numbered = list(enumerate(each.choices))
    accepted = [
        _answer(choice, at, language)
        | {"answerExplanation": {"@type": "Comment", "text": plain(choice.because[language])}}
        for at, choice in numbered
        if choice.right
    ]
    return {
        "@type": "Question",
        "eduQuestionType": "Multiple choice" if len(accepted) == 1 else "Checkbox",
        "learningResourceType": "Practice problem",
        "text": plain(each.prompt[language]),
        "suggestedAnswer": [
            _answer(choice, at, language) for at, choice in numbered if not choice.right
        ],
        "acceptedAnswer": accepted[0] if len(accepted) == 1 else accepted,
    }


def _answer(choice: Choice, position: int, language: Language) -> Thing:
    return {
        "@type": "Answer",
        "position": position,
        "encodingFormat": "text/plain",
        "text": plain(choice.text[language]),
    }


def _address(site: Site, page: Page) -> str:
    return address(site.origin, page.language, page.path)
