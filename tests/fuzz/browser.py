"""How these tests make up thousands of cases in the browser, in batches."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.fuzz.effort import CASES, SEED

BATCH = 500
CHANCE = Path(__file__).with_name("chance.js")

RUN = """async ([seed, count]) => {
  const load = path => import(`/assets/js/${path}.js`)
  const [{mulberry32}, {chance}] = await Promise.all([load('core/random'), import('/chance.js')])
  const test = await (async load => { BODY })(load)
  const tally = {}
  for (let at = 0; at < count; at++) {
    const shown = []
    // Of each failure the case is told that leads there: its seed, and what was made up.
    const made = Object.fromEntries(Object.entries(chance(mulberry32(seed + at))).map(([name, make]) => [
      name, (...given) => { const value = make(...given); shown.push(value); return value },
    ]))
    try {
      const told = await test(made)
      tally[told] = (tally[told] ?? 0) + 1
    } catch (error) {
      const last = JSON.stringify(shown.at(-1)) ?? ''
      return {failed: `case ${seed + at}: ${error}\\n${error.stack ?? ''}\\n${last.slice(0, 3000)}`}
    }
  }
  return tally
}"""


def try_all(page: Page, body: str, cases: int = CASES) -> dict[str, int]:
    """Run a test on as many cases and count what it returns.

    `body` is a function's: it gets `load`, which imports our modules, and returns the test of one
    case, which gets what `chance.js` makes up.
    """
    page.context.route("**/chance.js", lambda route: route.fulfill(path=CHANCE))
    tally: dict[str, int] = {}
    for done in range(0, cases, BATCH):
        batch = [SEED * 1_000_000 + done, min(BATCH, cases - done)]
        # Written into the script: the page's policy forbids to make a function of a text.
        told: dict[str, Any] = page.evaluate(RUN.replace("BODY", body), batch)
        assert "failed" not in told, told["failed"]
        for name, times in told.items():
            tally[name] = tally.get(name, 0) + times
    return tally
