"""An equation is read as people type it, and compared by value."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

Ask = Callable[..., Any]

DPO = "-log(sigmoid(beta*(log(pw/rw) - log(pl/rl))))"
CHINCHILLA = "E + A/N^alpha + B/D^beta"
ATTENTION = "softmax(Q K^T / sqrt(d_k)) V"
CONTRAST = "-mean(diag(log(softmax(S))))"
SYMMETRIC = "-(mean(diag(log(softmax(S)))) + mean(diag(log(softmax(S^T)))))/2"


def number(name: str, low: float, high: float) -> dict[str, Any]:
    return {"name": name, "low": low, "high": high}


def matrix(name: str, rows: int, columns: int) -> dict[str, Any]:
    return {"name": name, "low": -2, "high": 2, "rows": rows, "columns": columns}


LETTERS: dict[str, list[dict[str, Any]]] = {
    DPO: [number("beta", 0.05, 1), *(number(name, 0.05, 0.95) for name in ("pw", "pl", "rw", "rl"))],
    CHINCHILLA: [
        *(number(name, 1, 3) for name in "EAB"),
        *(number(name, 1e3, 1e9) for name in "ND"),
        *(number(name, 0.2, 0.5) for name in ("alpha", "beta")),
    ],
    ATTENTION: [matrix("Q", 3, 2), matrix("K", 4, 2), matrix("V", 4, 2), number("d_k", 2, 64)],
    CONTRAST: [matrix("S", 3, 3)],
    SYMMETRIC: [matrix("S", 3, 3)],
    "G*(C/6)^(beta/(alpha+beta))": [
        number("G", 0.5, 2),
        number("C", 1e18, 1e24),
        *(number(name, 0.2, 0.5) for name in ("alpha", "beta")),
    ],
    "x": [number("x", -3, 3)],
    "log(x*y)": [number("x", 0.1, 3), number("y", 0.1, 3)],
    "q K^T": [matrix("q", 1, 2), matrix("K", 1, 2)],
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(browser: Browser, site_url: str) -> Iterator[Ask]:
    """Return a function that runs a script with the engine in an empty page under our policy."""
    context = browser.new_context(base_url=site_url)
    policy = {"Content-Security-Policy": "default-src 'none'; script-src 'self'"}
    context.route(
        "**/empty", lambda route: route.fulfill(content_type="text/html", body="", headers=policy)
    )
    page = context.new_page()
    page.goto("/empty")
    yield lambda body, *given: page.evaluate(SCRIPT.replace("BODY", body), list(given))
    context.close()


SCRIPT = """async given => {
  const engine = await import('/assets/js/core/equation/index.js')
  const {readEquation, markEquation, describe} = engine
  const shown = tree => tree.name && !tree.of ? tree.name
    : 'value' in tree ? String(tree.value) : tree.of ? `${tree.name ?? tree.op}(${tree.of.map(shown).join(', ')})` : tree.op
  const written = ({tag, text = '', children = []}) => `<${tag}>${text}${children.map(written).join('')}</${tag}>`
  return ((BODY))(...given)
}"""
READ = """(text, names) => {
  const reading = readEquation(text, names.map(name => ({name})))
  return 'tree' in reading ? shown(reading.tree) : reading
}"""
MARK = """(text, typed, symbols, mistakes = [], seed = 7) =>
  markEquation({typed: [text]}, {typed, symbols, mistakes, seed})"""


def mark(ask: Ask, text: str, reference: str, *mistakes: str) -> Any:
    return ask(MARK, text, reference, LETTERS[reference], list(mistakes))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Q K^T", "multiply(Q, transpose(K))"),
        ("QKᵀ", "multiply(Q, transpose(K))"),
        ("QK'", "multiply(Q, transpose(K))"),
        ("Q @ K.T", "multiply(Q, transpose(K))"),
        ("QK^{\\top}V", "multiply(multiply(Q, transpose(K)), V)"),
        ("QK^TV", "multiply(multiply(Q, transpose(K)), V)"),
        ("transpose(Q)", "transpose(Q)"),
        ("sqrt d_k", "sqrt(d_k)"),
        ("√dₖ V", "multiply(sqrt(d_k), V)"),
        ("\\sqrt{d_{k}}", "sqrt(d_k)"),
        ("sqrt(dk)", "sqrt(d_k)"),
        ("x²", "power(x, 2)"),
        ("x**2", "power(x, 2)"),
        ("x⁻¹²", "power(x, negate(12))"),
        ("2x", "multiply(2, x)"),
        ("-x^2", "negate(power(x, 2))"),
        ("x − 1", "subtract(x, 1)"),
        ("x·x×x", "multiply(multiply(x, x), x)"),
        ("e^-x", "power(e, negate(x))"),
        ("log x^2 + 1", "add(log(power(x, 2)), 1)"),
        ("ln x", "log(x)"),
        ("-log sigmoid x", "negate(log(sigmoid(x)))"),
        ("logsigmoid(x)", "log(sigmoid(x))"),
        ("σ(β x)", "sigmoid(multiply(beta, x))"),
        ("βx", "multiply(beta, x)"),
        ("beta(x+1)^2", "multiply(beta, power(add(x, 1), 2))"),
        ("xlog(x)", "multiply(x, log(x))"),
        ("π_ref", "pi_ref"),
        ("\\pi_{\\mathrm{ref}}", "pi_ref"),
        ("\\frac{x}{2}", "divide(x, 2)"),
        ("\\frac12 x", "multiply(divide(1, 2), x)"),
        ("\\left( x \\right)\\cdot 2", "multiply(x, 2)"),
        ("$\\text{softmax}(V)$", "softmax(V)"),
        ("\\mathbf{Q}", "Q"),
        ("𝐐", "Q"),
        ("\\log\\frac{x}{2}", "log(divide(x, 2))"),
        ("0,5 x", "multiply(0.5, x)"),
        ("max(0,5)", "max(0, 5)"),
        ("max(log 2,5)", "max(log(2), 5)"),
        ("1.5e3", "1500"),
        ("2 E", "multiply(2, E)"),
        ("[x + {1}]", "add(x, 1)"),
    ],
)
def test_chat_and_latex_are_read(ask: Ask, text: str, read: str) -> None:
    names = ["Q", "K", "V", "d_k", "x", "beta", "pi_ref", "E"]
    assert ask(READ, text, names) == read


@pytest.mark.parametrize(
    ("text", "error", "at", "name"),
    [
        ("", "empty", 0, None),
        (" \u00a0", "empty", 0, None),
        ("x +", "incomplete", 3, None),
        ("log", "incomplete", 3, None),
        ("(x ", "incomplete", 2, None),
        ("\\frac{x}", "incomplete", 8, None),
        ("x^", "incomplete", 2, None),
        ("x_", "incomplete", 2, None),
        ("x +* x", "unexpected", 3, None),
        ("x)", "unexpected", 1, ")"),
        ("(x]", "unexpected", 2, "]"),
        ("log()", "unexpected", 4, None),
        ("1 2", "unexpected", 2, None),
        ("log(x, 2)", "unexpected", 5, ","),
        ("'x'", "unexpected", 0, "'"),
        ("β + gama", "unknown-name", 4, "gama"),
        ("² + x", "unexpected", 0, None),
        ("x² + \\foo", "unknown-name", 5, "\\foo"),
        ("constructor", "unknown-name", 0, "constructor"),
        ("relu(x)", "unknown-function", 0, "relu"),
        ("import('x')", "unknown-function", 0, "import"),
        ("evaluate(x)", "unknown-function", 0, "evaluate"),
        ("while(1)", "unknown-function", 0, "while"),
        ("f(x)=f(x)", "unknown-function", 0, "f"),
        ("x = 3", "not-allowed", 2, "="),
        ("x; x", "not-allowed", 1, ";"),
        ("x:x", "not-allowed", 1, ":"),
        ('"x"', "not-allowed", 0, '"'),
        ("x.constructor", "not-allowed", 1, "."),
        ("__proto__", "not-allowed", 0, "_"),
        ("x🙂", "not-allowed", 1, "🙂"),
        ("x!", "not-allowed", 1, "!"),
        ("1e999", "not-allowed", 0, "1e999"),
        ("\\sqrt[3]{x}", "not-allowed", 5, None),
        ("x" * 401, "too-long", 400, None),
        ("x+" * 150 + "x", "too-long", 301, None),
        ("(" * 40, "too-deep", 30, None),
        ("x^" * 60 + "x", "too-deep", 121, None),
    ],
)
def test_what_cannot_be_read_says_why_and_where(
    ask: Ask, text: str, error: str, at: int, name: str | None
) -> None:
    expected = {"error": error, "at": at} | ({"name": name} if name else {})
    assert ask(READ, text, ["x", "beta"]) == expected


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        (ATTENTION, "softmax(QK^T/√d_k)V"),
        (ATTENTION, "\\mathrm{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)V"),
        (ATTENTION, "softmax(Q @ K.T * d_k^-0.5) @ V"),
        (ATTENTION, "(V' softmax(Q K' / sqrt d_k)')'"),
        (ATTENTION, "softmax(QK^T/sqrt(dk) - max(QK^T)) V"),
        (DPO, "-log sigmoid(beta*(log(pw/rw) - log(pl/rl)))"),
        (DPO, "−ln σ(β[ln(pw/rw) − ln(pl/rl)])"),
        (DPO, "-\\log\\sigma\\left(\\beta\\log\\frac{pw}{rw}-\\beta\\log\\frac{pl}{rl}\\right)"),
        (DPO, "-logsigmoid(beta*(log pw - log rw - log pl + log rl))"),
        (DPO, "log(1 + e^(-beta*(log(pw/rw) - log(pl/rl))))"),
        (DPO, "softplus(beta*log(pl rw/(pw rl)))"),
        (DPO, "-log((pw/rw)^beta / ((pw/rw)^beta + (pl/rl)^beta))"),
        (CHINCHILLA, "E + A N^-alpha + B D^{-β}"),
        (CHINCHILLA, "E+\\frac{A}{N^{\\alpha}}+\\frac{B}{D^\\beta}"),
        (CHINCHILLA, "exp(-beta log D) B + A/N^α + E"),
        ("G*(C/6)^(beta/(alpha+beta))", "G (C/6)^{\\frac{\\beta}{\\alpha+\\beta}}"),
        ("G*(C/6)^(beta/(alpha+beta))", "G (6/C)^(alpha/(alpha+beta) - 1)"),
        (CONTRAST, "mean(log sum(exp(S)) - log sum(exp(S))) - mean(diag(log softmax(S)))"),
        (SYMMETRIC, "mean(-diag(log softmax(S))/2 - diag(log softmax(S'))/2)"),
        ("x", "x + 0"),
        ("log(x*y)", "log x + log y"),
        ("q K^T", "sum(q K^T)"),
        ("q K^T", "K q^T"),
    ],
)  # fmt: skip
def test_equivalent_form_is_right(ask: Ask, reference: str, text: str) -> None:
    marks = mark(ask, text, reference)
    assert marks == {"score": 1, "parts": {"typed": True}, "says": ["typed"]}


MISCONCEPTIONS = [
    (ATTENTION, "softmax(Q K^T) V"),
    (ATTENTION, "softmax(Q K^T / d_k) V"),
    (ATTENTION, "Q K^T / sqrt(d_k) * V"),
    (ATTENTION, "softmax(Q K^T / sqrt(d_k))"),
    (DPO, "-log(sigmoid(beta*(log(pl/rl) - log(pw/rw))))"),
    (DPO, "log(sigmoid(beta*(log(pw/rw) - log(pl/rl))))"),
    (DPO, "-sigmoid(beta*(log(pw/rw) - log(pl/rl)))"),
    (DPO, "-log(sigmoid(beta*(pw/rw - pl/rl)))"),
    (DPO, "-log(sigmoid(beta*(log(pw) - log(pl))))"),
    (CHINCHILLA, "A/N^alpha + B/D^beta"),
    (CHINCHILLA, "E + A/N^beta + B/D^alpha"),
    (CHINCHILLA, "E + A*N^alpha + B*D^beta"),
    ("G*(C/6)^(beta/(alpha+beta))", "G*(C/6)^(alpha/(alpha+beta))"),
    ("G*(C/6)^(beta/(alpha+beta))", "G*C^(beta/(alpha+beta))"),
    (SYMMETRIC, CONTRAST),
    (SYMMETRIC, "-mean(diag(log(softmax(S^T))))"),
    (SYMMETRIC, "-(mean(diag(log(softmax(S)))) + mean(diag(log(softmax(S^T)))))"),
]


def test_misconceptions_are_told_apart(ask: Ask) -> None:
    for reference in dict.fromkeys(reference for reference, _ in MISCONCEPTIONS):
        mistakes = [wrong for of, wrong in MISCONCEPTIONS if of == reference]
        for place, wrong in enumerate(mistakes):
            marks = mark(ask, f"{wrong} + 0*1", reference, *mistakes)
            if wrong.startswith("softmax(Q K^T / sqrt"):
                marks = mark(ask, wrong, reference, *mistakes)
            assert marks["score"] == 0, wrong
            assert marks["says"] == [f"mistake {place}", "typed"], wrong


def test_another_wrong_form_has_no_name(ask: Ask) -> None:
    marks = mark(ask, "E + A/N + B/D", CHINCHILLA, "A/N^alpha + B/D^beta")
    assert marks == {"score": 0, "parts": {"typed": False}, "says": ["typed"]}


def test_one_direction_of_scalars_is_infonce(ask: Ask) -> None:
    symbols = [number(f"s{row}{column}", -2, 2) for row in "123" for column in "123"]
    rows = [[f"s{row}{column}" for column in "123"] for row in "123"]

    def one_way(grid: list[list[str]]) -> str:
        terms = [
            f"log(e^{row[at]}/({'+'.join(f'e^{each}' for each in row)}))"
            for at, row in enumerate(grid)
        ]
        return f"-({'+'.join(terms)})/3"

    columns = [list(column) for column in zip(*rows, strict=True)]
    by_max = "".join(
        f"+log sum({','.join(f'exp({each})' for each in row)})-{row[at]}"
        for at, row in enumerate(rows)
    )
    wrong = [one_way(columns)]
    assert ask(MARK, f"({by_max[1:]})/3", one_way(rows), symbols, wrong)["score"] == 1
    assert ask(MARK, one_way(columns), one_way(rows), symbols, wrong)["says"][0] == "mistake 0"


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("x", "log(x - 10)"),
        ("x", "sqrt(x)^2"),
        ("x", "exp(log(x))"),
        ("x", "x/0*0 + x"),
        ("x", "10^10^10"),
        ("x", "x + 10^10^10 - 10^10^10"),
        ("x", "x + (-1)^0.5"),
        (ATTENTION, "Q K"),
        (ATTENTION, "Q + V"),
        (ATTENTION, "V/Q"),
        (ATTENTION, "Q^2"),
        (ATTENTION, "2^Q"),
        (ATTENTION, "max(Q, K)"),
        (ATTENTION, "diag(Q)"),
    ],
)
def test_form_without_a_value_is_never_right(ask: Ask, reference: str, text: str) -> None:
    marks = mark(ask, text, reference, "x + 1" if reference == "x" else "Q")
    assert marks == {"score": 0, "parts": {"typed": False}, "says": ["typed"]}


def test_marking_depends_on_its_arguments_alone(ask: Ask) -> None:
    twice = [[mark(ask, text, DPO) for text in (DPO, "beta", "log(-pw)")] for _ in range(2)]
    assert twice[0] == twice[1]


def test_empty_and_unread_answers_are_not_marked(ask: Ask) -> None:
    assert mark(ask, " ", "x") == {"score": 0, "parts": {}, "says": [], "empty": True}
    assert ask(
        "(...key) => markEquation({}, ...key)",
        {"typed": "x", "symbols": LETTERS["x"], "mistakes": [], "seed": 1},
    )["empty"]
    unread = mark(ask, "x + y", "x")
    assert unread["unread"] == {"error": "unknown-name", "at": 4, "name": "y"}
    assert (unread["score"], unread["parts"], unread["empty"]) == (0, {}, False)


@pytest.mark.parametrize(
    ("typed", "mistakes"),
    [("x +", []), ("x", ["y"]), ("log(x - 10)", []), ("x", ["2*x/2"])],
)
def test_key_that_cannot_be_used_is_an_error_of_ours(
    ask: Ask, typed: str, mistakes: list[str]
) -> None:
    told = ask(
        """(typed, symbols, mistakes) => {
          try { markEquation({typed: ['x']}, {typed, symbols, mistakes, seed: 1}) } catch (error) { return error.message }
        }""",
        typed,
        LETTERS["x"],
        mistakes,
    )
    assert told.startswith("Inconsistent: ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x/2", "<mfrac><mi>x</mi><mn>2</mn></mfrac>"),
        ("sqrt d_k", "<msqrt><msub><mi>d</mi><mi>k</mi></msub></msqrt>"),
        ("pi_ref", "<msub><mi>π</mi><mi>ref</mi></msub>"),
        ("K^T", "<msup><mi>K</mi><mo>⊤</mo></msup>"),
        ("2beta", "<mrow><mn>2</mn><mo>\u2062</mo><mi>β</mi></mrow>"),
        ("beta*2", "<mrow><mi>β</mi><mo>×</mo><mn>2</mn></mrow>"),
        ("beta pw", "<mrow><mi>β</mi><mo>⋅</mo><mi>pw</mi></mrow>"),
        ("s11", "<msub><mi>s</mi><mn>11</mn></msub>"),
        ("(x*x)*x", "<mrow><mrow><mi>x</mi><mo>\u2062</mo><mi>x</mi></mrow><mo>\u2062</mo><mi>x</mi></mrow>"),
        ("x(x+1)", "<mrow><mi>x</mi><mo>\u2062</mo><mrow><mo>(</mo><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mo>)</mo></mrow></mrow>"),
        ("x-(x+1)", "<mrow><mi>x</mi><mo>−</mo><mrow><mo>(</mo><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mo>)</mo></mrow></mrow>"),
        ("e^(-x)", "<msup><mi>e</mi><mrow><mo>−</mo><mi>x</mi></mrow></msup>"),
        ("(x/2)^2", "<msup><mrow><mo>(</mo><mfrac><mi>x</mi><mn>2</mn></mfrac><mo>)</mo></mrow><mn>2</mn></msup>"),
        ("log(x)", "<mrow><mi>log</mi><mo>\u2061</mo><mrow><mo>(</mo><mrow><mi>x</mi></mrow><mo>)</mo></mrow></mrow>"),
        ("1e30", "<mrow><mn>1</mn><mo>×</mo><msup><mn>10</mn><mn>30</mn></msup></mrow>"),
    ],
)  # fmt: skip
def test_reading_is_described_as_mathml(ask: Ask, text: str, shown: str) -> None:
    names = ["x", "K", "d_k", "pi_ref", "beta", "pw", "s11"]
    body = """(text, names) => {
      const reading = readEquation(text, names.map(name => ({name})))
      return written(describe(reading.tree))
    }"""
    assert ask(body, text, names) == f"<math>{shown}</math>"


FIELD = """<!doctype html><html lang="en"><body><quiz-item>
<script type="application/json" data-key>{"symbols": [{"name": "x", "low": 0, "high": 1}]}</script>
<equation-field><label>Equation <input type="text" name="typed"></label>
<p class="equation-field__echo" hidden><span>We read this as</span> <span data-echo></span></p>
<p class="equation-field__caret" translate="no" hidden><code data-caret></code></p>
<p role="status"><span data-unread="unexpected" hidden>A stray sign.</span>
<span data-unread="unknown-name" hidden>No letter <code data-name></code> here.</span>
<span data-unread="unloaded" hidden>Not loaded.</span></p></equation-field></quiz-item></body></html>"""


@pytest.fixture
def field(page: Page) -> Page:
    """Open a page with one field; importing its element starts it."""
    page.route("**/field", lambda route: route.fulfill(content_type="text/html", body=FIELD))
    page.goto("/field")
    page.evaluate(
        """async () => {
          const {EquationFieldElement} = await import('/assets/js/elements/equation-field.js')
          customElements.define('equation-field', EquationFieldElement)
        }"""
    )
    return page


def test_field_shows_what_was_read(field: Page) -> None:
    field.get_by_label("Equation").fill("x/2")
    field.get_by_text("We read this as").wait_for()
    assert field.locator("[data-echo] mfrac").count() == 1
    assert field.locator("math").evaluate("math => math.namespaceURI").endswith("MathML")
    field.get_by_label("Equation").fill("")
    field.get_by_text("We read this as").wait_for(state="hidden")
    assert field.get_by_role("status").inner_text() == ""


def test_field_says_where_and_why_it_cannot_read(field: Page) -> None:
    field.get_by_label("Equation").fill("x + <img src=x onerror=hacked=1>")
    field.get_by_text("A stray sign.").wait_for(state="hidden")
    field.get_by_label("Equation").fill("x + banana")
    field.get_by_text("No letter banana here.").wait_for()
    assert field.locator("[data-caret]").text_content() == "x + banana\n    ^"
    assert field.get_by_text("We read this as").is_hidden()
    assert field.locator("img").count() == 0


@pytest.mark.provokes_errors
def test_field_keeps_the_text_where_the_engine_does_not_load(field: Page) -> None:
    field.route("**/equation/index.js", lambda route: route.abort())
    field.get_by_label("Equation").fill("x/2")
    field.get_by_text("Not loaded.").wait_for()
    assert field.get_by_label("Equation").input_value() == "x/2"
    field.unroute("**/equation/index.js")
    field.get_by_label("Equation").fill("x/3")
    field.get_by_text("We read this as").wait_for(timeout=3000)
    assert field.get_by_text("Not loaded.").is_hidden()
