"""The report in a real browser: colours, switches, what hover and keyboard tell, and that no script of a page runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from inspect_page import read

from articlextract.inspect import write_report

NEWS = (Path(__file__).parents[1] / "fixtures" / "news-share-recent" / "page.html").read_bytes()
ATTACKS = """<title>"><script>alert('title')</script></title>
<meta name="description" content="</style><script>alert('meta')</script>">
<body onload="alert('load')"><h1><img src=x onerror="alert('img')">Tides</h1>
<article><p>The sea went out at noon and came back at six, as it had done every day since the pier was built.</p>
<p>&lt;script&gt;alert('text')&lt;/script&gt; &lt;/div&gt;&lt;/section&gt; &lt;img src=x onerror=alert('escaped')&gt;
was what somebody had painted on the wall of the harbour office in the night before the flood came.</p>
<p><a href="javascript:alert('link')">A link</a> and <a href="https://example.org/safe">a safe one</a> stood in the
story that the harbour master told, and he told it more than once, to anybody who would listen to him.</p>
<svg onload="alert('svg')"></svg><iframe srcdoc="<script>alert('frame')</script>"></iframe>
<style>body{display:none}</style><base href="https://evil.example/"><form action="https://evil.example/">
<input autofocus></form></article><script>alert('script')</script></body>"""

Open = Callable[..., Any]


def style(page: Any, selector: str, name: str) -> str:
    return str(page.eval_on_selector(selector, f"element => getComputedStyle(element)['{name}']"))


def test_each_role_has_a_colour_of_its_own(opened: Open) -> None:
    page = opened(NEWS)
    roles = set(page.eval_on_selector_all(".b", "all => all.map(one => one.dataset.role)"))
    assert {"title", "byline", "content", "related", "share", "navigation"} <= roles
    colours = {role: style(page, f".b.r-{role}", "borderInlineStartColor") for role in roles}
    assert len(set(colours.values())) == len(roles)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_light_and_dark(opened: Open, scheme: str) -> None:
    page = opened(NEWS, scheme=scheme)
    paper, ink = (
        sum(map(int, re.findall(r"\d+", style(page, "body", name))[:3])) for name in ("backgroundColor", "color")
    )
    assert (paper > ink) is (scheme == "light")
    assert abs(paper - ink) > 500


def test_a_switch_hides_its_role_and_no_other(opened: Open) -> None:
    page = opened(NEWS)
    assert page.locator(".b.r-share").first.is_visible()
    page.locator("#show-share").uncheck()
    assert not page.locator(".b.r-share").first.is_visible()
    assert page.locator(".b.r-content").first.is_visible()
    page.locator("#show-share").check()
    assert page.locator(".b.r-share").first.is_visible()


@pytest.mark.parametrize("how", ["hover", "focus"])
def test_hover_and_focus_tell_role_reason_and_probability(opened: Open, how: str) -> None:
    page = opened(NEWS)
    block = page.locator(".b.r-share").first
    getattr(block, how)()
    shown = block.evaluate("element => getComputedStyle(element, '::after').content")
    assert re.search(r"block \d+: share · p\(content\) 0\.\d\d · .+", shown)
    assert block.get_attribute("aria-description") in shown


def test_the_keyboard_reaches_switches_and_blocks(opened: Open) -> None:
    page = opened(NEWS)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id").startswith("show-")
    page.keyboard.press("Space")
    assert not page.locator(":focus").is_checked()
    for _ in range(20):
        page.keyboard.press("Tab")
    assert "b " in page.evaluate("document.activeElement.className")


def test_fields_show_their_evidence_and_what_lost(opened: Open) -> None:
    page = opened(NEWS)
    row = page.locator("tr", has=page.locator("th", has_text=re.compile("^title$")))
    assert "Velmark and Sorrin" in row.inner_text()
    loser = row.locator("details li").first
    assert not loser.is_visible()
    row.locator("summary").click()
    assert loser.is_visible()


def test_the_evidence_leads_to_its_block(opened: Open) -> None:
    page = opened(NEWS)
    page.locator(".why a").first.click()
    assert page.locator(".b:target").count() == 1


def test_nothing_of_the_page_runs_or_is_loaded(opened: Open) -> None:
    page = opened(ATTACKS)
    page.wait_for_load_state("networkidle")
    assert page.said == []
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert page.locator("script, iframe, svg, form, base, object, [onload], [onerror]").count() == 0
    assert "alert('escaped')" in page.locator("#original").inner_text()
    assert page.locator("a[href^='javascript']").count() == 0
    assert style(page, "body", "display") == "block"


def test_a_script_that_got_in_would_not_run(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    broken = write_report(read(NEWS)).replace("</main>", "<script>document.title = 'ran'</script></main>")
    file.write_text(broken, encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.title() != "ran"
    page.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_sticks_out_at_the_side(opened: Open, width: int) -> None:
    long = "x" * 600
    page = opened(NEWS.replace(b"WhatsApp", long.encode()), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "shown"), [(1280, False), (390, True)])
def test_where_the_article_is_far_below_a_link_leads_there(opened: Open, width: int, shown: bool) -> None:
    page = opened(NEWS, width=width)
    link = page.locator("a[href='#article']")
    assert link.is_visible() is shown
    if shown:
        link.click()
        assert page.evaluate("document.querySelector('#article').getBoundingClientRect().top") < 100


def test_it_prints_without_the_bar(opened: Open) -> None:
    page = opened(NEWS)
    page.locator(".b.r-share").first.focus()
    page.emulate_media(media="print")
    shown = page.locator(".b.r-share").first.evaluate("element => getComputedStyle(element, '::after').content")
    assert shown == "none"
    assert style(page, "#article", "position") == "static"


def test_a_page_of_nothing_and_a_page_too_deep_have_reports(opened: Open) -> None:
    assert "No body." in opened("<p></p>").locator("#article").inner_text()
    deep = opened("<ul><li>" * 400 + "the bottom of the well is dry this year" + "</ul>" * 400)
    assert "the bottom of the well" in deep.locator("#original").inner_text()


def test_the_same_page_gives_the_same_bytes() -> None:
    assert write_report(read(NEWS)) == write_report(read(NEWS))
