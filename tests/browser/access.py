"""What a page does to those who enlarge it, tab through it or hear it: measured in the page itself."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.drill import lay_out

LEAST = 24
"""CSS pixels that a target measures both ways, or keeps free around it. WCAG 2.5.8."""
THUMB = 44
"""CSS pixels of what is pressed on a phone."""

SPACED = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`)
  document.adoptedStyleSheets = [sheet]
}"""
"""Spaces text as a reader may: WCAG 1.4.12."""

_SMALL = """least => {
  const shown = each => each.checkVisibility({visibilityProperty: true}) && !each.closest('.visually-hidden, .skip')
  const targets = [...document.querySelectorAll('a[href], button, summary, input, select, textarea')].filter(shown)
  // A label takes the press for its field.
  const pressed = each => each.closest('label') ?? each
  const boxes = targets.map(each => pressed(each).getBoundingClientRect())
  const rest = each => [...each.childNodes].some(node => !targets.includes(node) && node.textContent.trim() !== '')
  const inSentence = each =>
    getComputedStyle(pressed(each)).display.startsWith('inline') && rest(pressed(each).parentElement.closest('p, li, dd, dt, figcaption, h3, legend, label, td, th, summary, span:has(> a)') ?? pressed(each))
  const small = box => box.width < least || box.height < least
  const middle = box => [box.x + box.width / 2, box.y + box.height / 2]
  // Undersized is fine where a circle around it meets no other target and no other circle.
  const alone = (box, at) => boxes.every((other, index) => {
    if (index === at) return true
    const [x, y] = middle(box)
    const [dx, dy] = [Math.max(other.left - x, 0, x - other.right), Math.max(other.top - y, 0, y - other.bottom)]
    const [ox, oy] = middle(other)
    return Math.hypot(dx, dy) >= least / 2 && (!small(other) || Math.hypot(ox - x, oy - y) >= least)
  })
  return targets
    .filter((each, at) => small(boxes[at]) && !inSentence(each) && !alone(boxes[at], at))
    .map(each => `${each.localName}.${each.className} "${(each.ariaLabel ?? each.textContent).trim()}"`)
}"""

_THUMBED = """least => [...document.querySelectorAll(
    'header :is(a, button, summary), footer a, summary, .button, .link, .segments label, .check, .choice, .level, select, .contents a, .papers__title')]
  .filter(each => each.checkVisibility({visibilityProperty: true}))
  .filter(each => { const {width, height} = each.getBoundingClientRect(); return Math.min(width, height) < least - .5 })
  .map(each => `${each.localName}.${each.className} "${(each.ariaLabel ?? each.textContent).trim()}"`)"""

_CUT = """() => [...document.querySelectorAll('body *')].filter(each => {
  if (!each.checkVisibility() || each.closest('svg, math, .visually-hidden, .fuse') || !each.textContent.trim()) return false
  const {overflowX, overflowY, clipPath} = getComputedStyle(each)
  if (clipPath !== 'none') return false // for the ear alone
  const cuts = overflow => overflow === 'hidden' || overflow === 'clip'
  return (cuts(overflowY) && each.scrollHeight > each.clientHeight + 1) || (cuts(overflowX) && each.scrollWidth > each.clientWidth + 1)
}).map(each => `${each.localName}.${each.className} "${each.textContent.trim().slice(0, 40)}"`)"""

_BEYOND = """() => {
  const {scrollWidth, clientWidth} = document.documentElement
  return scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide in a window of ${clientWidth}`] : []
}"""

_FOCUS = """() => {
  const now = document.activeElement
  if (now === document.body) return null
  const before = globalThis.focused
  globalThis.focused = now
  const box = now.getBoundingClientRect()
  const face = now.matches('.segments input') ? now.nextElementSibling : now
  const look = getComputedStyle(face)
  const points = [[.5, .5], [.02, .1], [.98, .1], [.02, .9], [.98, .9]].map(([x, y]) => [box.x + x * box.width, box.y + y * box.height])
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y)
    return top !== null && (now.contains(top) || now.closest('label')?.contains(top) || top.contains(now) && top.closest('.bar, .dock, .run__acts') === now.closest('.bar, .dock, .run__acts'))
  })
  const floats = node => node && node !== document.body && (['fixed', 'sticky'].includes(getComputedStyle(node).position) || floats(node.parentElement))
  return {
    name: `${now.localName}.${now.className} "${(now.ariaLabel ?? now.textContent).trim().slice(0, 40)}"`,
    backwards: before !== undefined && before.isConnected && Boolean(before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_PRECEDING),
    seen,
    ringed: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2,
    y: floats(now) ? null : Math.round(box.y + scrollY),
  }
}"""


def open_everything(page: Page) -> None:
    """Open every box of a page, and of the questions that were folded."""
    page.evaluate(
        """() => {
          for (const item of document.querySelectorAll('quiz-item')) item.unfold()
          for (const box of document.querySelectorAll('article details')) box.open = true
        }"""
    )


def too_small(page: Page) -> list[str]:
    """Return the targets that are too small to hit and too near to others."""
    lay_out(page)
    found: list[str] = page.evaluate(_SMALL, LEAST)
    return found


def under_a_thumb(page: Page) -> list[str]:
    """Return the main controls that are smaller than a thumb."""
    lay_out(page)
    found: list[str] = page.evaluate(_THUMBED, THUMB)
    return found


def cut_off(page: Page) -> list[str]:
    """Return where text is cut off, or the page is wider than its window."""
    lay_out(page)
    found: list[str] = page.evaluate(_CUT) + page.evaluate(_BEYOND)
    return found


def tab_through(page: Page) -> list[dict[str, Any]]:
    """Press Tab from the top of the page until the focus has left it; return every stop.

    A stop has a `name`, and says whether it goes `backwards` in the document, whether it is `seen`
    and not covered, whether it is `ringed`, and how far down the page it stands (`y`).
    """
    stops: list[dict[str, Any]] = []
    lay_out(page)
    page.evaluate(
        "() => { document.activeElement.blur(); delete globalThis.focused; scrollTo(0, 0) }"
    )
    for _ in range(900):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError(f"Tab does not leave the page; it was last on {stops[-3:]}")


LISTEN = """() => {
  globalThis.spoken = []
  const regions = '[role=status], [role=alert], [aria-live]:not([aria-live=off])'
  const heard = region => region.checkVisibility() ? region.innerText.replace(/\\s+/g, ' ').trim() : ''
  const last = new Map([...document.querySelectorAll(regions)].map(region => [region, heard(region)]))
  new MutationObserver(() => {
    for (const region of document.querySelectorAll(regions)) {
      const text = heard(region)
      // A region that came with its words already in it is not heard everywhere.
      if (text !== '' && text !== last.get(region)) spoken.push(last.has(region) ? text : `NEW: ${text}`)
      last.set(region, text)
    }
  }).observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['hidden', 'open']})
}"""
"""Notes what live regions say, each time that it changes."""


def spoken(page: Page) -> list[str]:
    """Return what was said since the last time this was asked."""
    said: list[str] = page.evaluate("() => spoken.splice(0)")
    return said


def expect_spoken(page: Page, *words: str) -> None:
    """Wait until something was said, and expect it once and nothing else."""
    page.wait_for_function("() => spoken.length > 0")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert spoken(page) == list(words)
