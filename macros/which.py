"""*Which paper?*: the signs of all papers, mixed, each to be told from its neighbours."""

import re
from collections.abc import Iterator

from macros.content import Library
from macros.model.base import Bilingual
from macros.model.items import Sign
from macros.model.items.choice import Choice, ChoiceItem
from macros.model.paper import Paper

_PLACE = re.compile(r"\{(?=§|Fig\.|Table|Eq\.|App\.|fn\.|Abstract)")
CHOICES = 4
"""More papers to choose from would make a list to search, and not a question."""


def which_paper(library: Library) -> Iterator[tuple[Paper, ChoiceItem]]:
    """Yield a question for every sign, with the paper that it belongs to, the papers in turn."""
    signs = [
        [(paper, sign) for sign in library.banks[paper.slug].signs]
        for paper in library.papers
        if paper.slug in library.banks
    ]
    for turn in range(max(map(len, signs), default=0)):
        for each in signs:
            if turn < len(each):
                paper, sign = each[turn]
                yield paper, _question(paper, sign, library)


def _question(paper: Paper, sign: Sign, library: Library) -> ChoiceItem:
    own = f"{{{paper.slug} {sign.where}}}"
    reasons = {other.paper: other.because for other in sign.unlike}
    others = [each for each in library.papers if each.slug in reasons]
    rest = [each for each in library.papers if each not in [*others, paper]]
    wrong = [
        Choice(text=_name(each), because=reasons.get(each.slug) or _abroad(each))
        for each in [*others, *rest][: CHOICES - 1]
    ]
    right = Choice(text=_name(paper), right=True, because=Bilingual(en=own, es=own))
    return ChoiceItem(
        type="choice", id=sign.id, prompt=sign.says, where=sign.where, choices=[right, *wrong]
    )


def _abroad(paper: Paper) -> Bilingual:
    """Return what a paper claims, its places as another paper's page names them."""
    claim = paper.claim.exact
    en, es = (_PLACE.sub(f"{{{paper.slug} ", text) for text in (claim.en, claim.es))
    return Bilingual(en=en, es=es)


def _name(paper: Paper) -> Bilingual:
    return Bilingual(en=paper.short, es=paper.short)
