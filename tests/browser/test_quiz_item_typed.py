"""What is typed into a question, with a keyboard alone, spelled in many ways, or with ill will."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.model.base import Language
from macros.model.items.number import NumberItem
from tests.browser.drill import LANGUAGES
from tests.browser.items import (
    KINDS,
    TWO_STEPS,
    Asked,
    Form,
    answer,
    answers,
    asked,
    check,
    expect_result,
    fill,
    find_item,
    given,
    held,
    one,
    open_item,
    order_of,
    prompt_of,
    said,
)

MOST_TABS = 60


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(MOST_TABS):
        if target.evaluate("target => target === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {target}")


def key_in(page: Page, item: Locator, form: Form) -> None:
    """Put an answer into the fields of a form by keys alone."""
    # As they stand on the page: Tab goes down it.
    for name in [name for name in given(item) if name in form]:
        values = form[name]
        fields = item.locator(f"[name='{name}']")
        if name == "order":
            move_in(page, item, values)
            continue
        kind = fields.first.evaluate("field => field.type")
        if kind == "checkbox":
            for value in sorted(values, key=lambda value: place_of(item, name, value)):
                tab_to(page, item.locator(f"[name='{name}'][value='{value}']"))
                page.keyboard.press("Space")
        elif kind == "radio":
            tab_to(page, fields.first)
            page.keyboard.press("Space")
            wanted = item.locator(f"[name='{name}'][value='{values[0]}']")
            while not wanted.is_checked():
                page.keyboard.press("ArrowDown")
        elif kind == "select-one":
            tab_to(page, fields)
            options = fields.locator("option").evaluate_all("all => all.map(({value}) => value)")
            for _ in range(options.index(values[0])):
                page.keyboard.press("ArrowDown")
        else:
            tab_to(page, fields)
            page.keyboard.insert_text(values[0])


def place_of(item: Locator, name: str, value: str) -> int:
    """Return which box of its name it is."""
    values = item.locator(f"[name='{name}']").evaluate_all("all => all.map(({value}) => value)")
    place: int = values.index(value)
    return place


def move_in(page: Page, item: Locator, order: list[str]) -> None:
    """Leave out what belongs nowhere by Enter, and move the rest by Alt and an arrow."""
    for name in [name for name in order_of(item) if name not in order]:
        item.locator(f"[data-step='{name}'] [data-move=up]").focus()
        tab_to(page, item.locator(f"[data-step='{name}'] [data-move=out]"))
        page.keyboard.press("Enter")
    for at, name in enumerate(order):
        item.locator(f"[data-step='{name}'] [data-move=up]").focus()
        while order_of(item).index(name) > at:
            page.keyboard.press("Alt+ArrowUp")
            expect(item.locator(f"[data-step='{name}'] [data-move=up]")).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_question_is_answered_by_keyboard_alone(page: Page, kind: str, language: Language) -> None:
    each = one(kind)
    item = open_item(page, each, language)
    ours = answer(each, "right", language)
    # Where a link to the question leads; from here on there are keys alone.
    prompt_of(item).focus()
    key_in(page, item, ours.first)
    tab_to(page, item.locator("[data-check] [value=think]"))
    page.keyboard.press("Enter")
    if kind in TWO_STEPS:
        expect_result(item, "first", language)
        # The focus is on the second step, and not lost with the buttons that went.
        assert item.locator("[data-then]").evaluate("then => then.contains(document.activeElement)")
        key_in(page, item, ours.then)
        tab_to(page, item.locator("[data-check-then] button"))
        page.keyboard.press("Space")
    expect_result(item, "right", language)
    expect(item.locator("[data-answer] > summary")).to_be_focused()
    [event] = answers(page)
    assert held(event["data"]["answer"]) == held(ours.first | ours.then)
    assert event["data"]["sure"] == "think"


@pytest.mark.parametrize("kind", ["number", "short", "equation", "cloze", "choice", "grid"])
def test_enter_in_a_field_does_not_say_that_one_is_sure(page: Page, kind: str) -> None:
    each = one(kind)
    item = open_item(page, each)
    fill(item, answer(each, "right").first)
    item.locator("fieldset input").first.press("Enter")
    expect(item.locator("[data-check] button").first).to_be_focused()
    expect(item.locator("[data-result]:visible")).to_have_count(0)
    assert answers(page) == []


# Numbers as they are spelled


def spelled(value: float, language: Language) -> list[str]:
    """Return a whole number or one with a fraction as it is written in a language."""
    mark, group = (",", "\u00a0") if language == "es" else (".", ",")
    grouped = f"{value:,.0f}".replace(",", group)
    texts = [grouped] if value == round(value) and value >= 1000 else []
    mantissa, power = f"{value:.6e}".split("e")
    high = "".join(
        "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] if digit.isdigit() else "⁻" for digit in str(int(power))
    )
    texts += [
        f"{value:.6g}",
        f"{mantissa}e{int(power)}",
        f"{mantissa}·10{high}",
        f"{mantissa} × 10^{int(power)}",
    ]
    return [
        texts[0] if texts[0] == grouped else texts[0].replace(".", mark),
        *(text.replace(".", mark) for text in texts[1:]),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", ["large", "of three decimals", "with a unit"])
def test_number_is_taken_as_either_language_spells_it(
    page: Page, which: str, language: Language
) -> None:
    numbers = [each for each in asked() if isinstance(each.item, NumberItem) and not each.part]
    tests: dict[str, Callable[[NumberItem], bool]] = {
        "large": lambda item: item.value >= 1e5,
        "of three decimals": lambda item: 1 < item.value < 10,
        "with a unit": lambda item: item.unit is not None,
    }
    each = next(
        each for each in numbers if isinstance(each.item, NumberItem) and tests[which](each.item)
    )
    assert isinstance(each.item, NumberItem)
    item = open_item(page, each, language)
    texts = spelled(each.item.value, language)
    if each.item.unit:
        texts += [f"{texts[0]} {said(each.item.unit, language)}"]
    if which == "of three decimals":
        texts += [f"{each.item.value:.3f}", f"{each.item.value:.3f}".replace(".", ",")]
    for text in texts:
        fill(item, {"number": [text]})
        check(item)
        expect(item, text).to_have_attribute("result", "right")
        item.locator("[data-act=afresh]").click()
    assert [event["data"]["answer"]["number"] for event in answers(page)] == [[t] for t in texts]


# Ill will

HOSTILE = {
    "spaces": " \t ",
    "a megabyte": "1 " * 500_000,
    "right to left": "\u202eאבג \u2066123",
    "emoji": "🙂👩‍👩‍👧‍👦",
    "markup": "<img src=x onerror=hacked=1><b id=hacked>b</b>",
    "out of a field": "\"'><script>hacked=1</script>",
    "a huge number": "1e999",
    "half typed": "softmax(Q K^T / sqrt(d_",
    "a name of objects": "__proto__",
    "no character": "\x00\ud7ff\uffff",
}
UNHURT = """() => 'hacked' in globalThis || document.querySelector('#hacked, [onerror], article script:not([type])') !== null
  || /\\b(NaN|Infinity|undefined)\\b|\\[object /.test(document.querySelector('article').innerText)"""
TYPED = ("number", "short", "cloze", "equation", "response")


@pytest.mark.parametrize("kind", TYPED)
def test_nothing_that_is_typed_breaks_a_question_or_becomes_markup(page: Page, kind: str) -> None:
    each = one(kind)
    item = open_item(page, each)
    names = [*answer(each, "right").first]
    count = page.evaluate("document.querySelectorAll('*').length")
    seen = set()
    for what, text in HOSTILE.items():
        fill(item, {name: [text] for name in names})
        check(item)
        shown = item.locator("[data-result]:visible")
        expect(shown, what).to_have_count(1)
        result = shown.get_attribute("data-result")
        seen.add(result)
        assert result in {"wrong", "empty", "unread", "first"}, what
        assert not page.evaluate(UNHURT), what
        if result in {"wrong", "first"}:
            item.locator("[data-act=afresh]").click()
    assert len(seen) > 1
    if kind != "equation":  # which shows what it read
        assert page.evaluate("document.querySelectorAll('*').length") == count
    fill(item, {name: [HOSTILE["markup"]] for name in names})
    page.reload()
    item = find_item(page, each)
    assert held(given(item)) == {name: [HOSTILE["markup"]] for name in names}
    assert not page.evaluate(UNHURT)
    expect_fine(page, each, item)


def expect_fine(page: Page, each: Asked, item: Locator) -> None:
    """Expect that the question still takes its right answer."""
    fill(item, answer(each, "right").first)
    check(item)
    expect_result(item, "first" if each.item.type in TWO_STEPS else "right")
    assert not page.evaluate(UNHURT)
