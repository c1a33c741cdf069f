"""Where the pages stand, as a publisher's own address and the language have it."""

from macros.model.base import LANGUAGES, Bilingual, Language

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of everything under docs/."""


def address(origin: str, language: Language, path: str) -> str:
    """Return the whole address of a page: `https://…/es/papers/dpo/`."""
    return f"{origin}/{'' if language == 'en' else f'{language}/'}{path}"


def addresses(origin: str, path: str) -> Bilingual:
    """Return the whole address of a page in each language."""
    return Bilingual(**{language: address(origin, language, path) for language in LANGUAGES})
