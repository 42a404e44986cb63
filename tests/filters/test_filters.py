from __future__ import annotations

from collections.abc import Callable
from typing import Any

from articlextract.blocks import segment
from articlextract.filters import find_boilerplate
from articlextract.parse import parse_page
from articlextract.records import RawPage, Role

Find = Callable[..., Any]
IS_STORY = '<meta property="og:type" content="article">'


def test_an_empty_page_has_no_findings() -> None:
    page = parse_page(RawPage(b"<html></html>"), max_bytes=100)
    assert find_boilerplate(page, segment(page)) == []


def test_the_headline_is_the_heading_like_the_title(find: Find) -> None:
    page = find("<div><h1>Osk Post</h1></div>{story}<h2>Boats elsewhere</h2>")
    assert page.best("Boats come in dry") is Role.TITLE
    assert Role.TITLE not in page.roles("Osk Post")
    assert Role.TITLE not in page.roles("Boats elsewhere")


def test_consent_dialogs_are_certain(find: Find) -> None:
    page = find('{story}<div class="cookie-banner"><p>We use cookies to bake.</p><button>Accept all</button></div>')
    assert page.certain("We use cookies to bake.") is Role.CONSENT
    assert page.certain("Accept all") is Role.CONSENT


def test_a_recipe_for_cookies_is_no_consent_dialog(find: Find) -> None:
    page = find('{story}<div class="cookie-recipe"><p>Cookies want butter.</p></div>')
    assert page.certain("Cookies want butter.") is None


def test_a_name_on_the_wrapper_of_the_page_says_nothing(find: Find) -> None:
    page = find(
        '<div class="cookies-accepted notice has-sidebar comments-open">{story}<p>The end of the story.</p></div>'
    )
    assert page.roles("The end of the story.") == set()


def test_share_bars(find: Find) -> None:
    page = find(
        '<ul class="x1"><li><a href="/a">WhatsAppWhatsApp</a></li><li><a href="/b">Share on Facebook</a></li>'
        '<li><a href="/c">12 Shares</a></li></ul>{story}<div class="share-prices"><p>Shares rose by a fifth.</p></div>'
        "<ul><li>Facebook</li><li>was asked to comment</li></ul>"
    )
    assert page.certain("WhatsAppWhatsApp") is Role.SHARE
    assert page.certain("Share on Facebook") is Role.SHARE
    assert page.certain("12 Shares") is Role.SHARE
    assert page.certain("Shares rose by a fifth.") is None
    assert page.roles("Facebook") == set()


def test_labels_of_advertisements_and_newsletter_boxes(find: Find) -> None:
    page = find(
        "{story}<p>Advertisement</p><p>Advertisement was his trade.</p>"
        '<section class="newsletter-box"><p>Letters from the quay, each Friday.</p></section>'
    )
    assert page.certain("Advertisement") is Role.PROMO
    assert page.roles("Advertisement was his trade.") == set()
    assert page.certain("Letters from the quay, each Friday.") is Role.PROMO


def test_hidden_text_is_never_certain_but_for_notes_on_links(find: Find) -> None:
    page = find(
        '{story}<div style="display: none"><p>The tab that opens later.</p></div>'
        '<p>See the map <span class="sr-only">(opens in a new tab)</span></p>'
    )
    assert page.best("The tab that opens later.") is Role.HIDDEN
    assert page.certain("The tab that opens later.") is None
    assert page.certain("(opens in a new tab)") is Role.HIDDEN


def test_menus_and_footers(find: Find) -> None:
    page = find(
        '<a href="#c">Skip to content</a><nav><ul><li><a href="/n">News</a></li></ul></nav>{story}'
        "<footer><p>Osk Post, Quay Street</p><p>© 2024 Osk Post</p></footer>"
    )
    assert page.certain("Skip to content") is Role.NAVIGATION
    assert page.best("News") is Role.NAVIGATION
    assert page.best("Osk Post, Quay Street") is Role.LEGAL
    assert page.certain("© 2024 Osk Post") is Role.LEGAL


def test_byline_and_dateline_below_the_headline(find: Find) -> None:
    page = find("<h1>Boats come in dry</h1><p>By Ann Writer</p><p>April 22, 2025</p>{story}", story=False)
    assert page.best("By Ann Writer") is Role.BYLINE
    assert page.best("April 22, 2025") is Role.DATE


def test_dates_in_cards_are_not_the_dates_of_the_page(find: Find) -> None:
    cards = "".join(
        f'<article class="card"><h3><a href="/s{n}">Headline number {n} of the recent ones</a></h3>'
        f'<span class="byline">By Somebody {n}</span><p class="date">April {n}, 2025</p></article>'
        for n in (1, 2, 3)
    )
    page = find(f"{{story}}<section><h2>Recent Posts</h2>{cards}</section>")
    assert page.roles("April 2, 2025") == {Role.RELATED}
    assert page.best("Recent Posts") is Role.RELATED


def test_a_list_below_its_heading_goes_with_it(find: Find) -> None:
    links = "".join(f'<li><a href="/s{n}">What the tide left at pier {n}</a></li>' for n in (1, 2))
    page = find(f"{{story}}<h3>Mehr zum Thema</h3><ul>{links}</ul><p>And so the day ended in Osk.</p>", head=IS_STORY)
    assert page.best("Mehr zum Thema") is Role.RELATED
    assert page.best("What the tide left at pier 2") is Role.RELATED
    assert page.roles("And so the day ended in Osk.") == set()


def test_related_lists_are_certain_where_the_page_is_a_story(find: Find) -> None:
    body = '{story}<div><h3>Related posts</h3><ul><li><a href="/s">What the tide left at the pier</a></li></ul></div>'
    assert find(body, head=IS_STORY).certain("What the tide left at the pier") is Role.RELATED
    assert find(body).certain("What the tide left at the pier") is None


def test_inserts(find: Find) -> None:
    page = find(
        '{story}<p>Leia também: <a href="/s">O que a maré deixou</a></p>'
        '<p>Read also the ledger, which <a href="/l">the archive keeps</a> for anyone who asks at the desk.</p>'
    )
    assert page.certain("Leia também: O que a maré deixou") is Role.RELATED
    assert page.roles(page.lines[-1]) == set()


def test_comments_are_certain_below_a_long_story(find: Find) -> None:
    body = '{story}<div id="comments"><ol><li class="comment"><p>I saw them too.</p></li></ol></div>'
    assert find(body, head=IS_STORY).certain("I saw them too.") is Role.COMMENT
    thread = find(
        body, head=IS_STORY + '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'
    )
    assert thread.certain("I saw them too.") is None
    assert thread.best("I saw them too.") is Role.COMMENT


def test_captions(find: Find) -> None:
    page = find("{story}<figure><img src='/b.jpg'><figcaption>The quay at dawn</figcaption></figure>")
    assert page.best("The quay at dawn") is Role.CAPTION


def test_asides_and_forms(find: Find) -> None:
    page = find("{story}<aside><p>Weather: rain later.</p></aside><form><p>Your e-mail</p></form>")
    assert page.best("Weather: rain later.") is Role.OTHER
    assert page.best("Your e-mail") is Role.OTHER


def test_findings_lie_within_the_page(find: Find) -> None:
    page = find('<nav></nav>{story}<div class="share related comments newsletter footer"><p>Share</p></div>')
    assert page.findings
    assert all(0 <= f.first < f.last <= len(page.lines) and f.reason for f in page.findings)


def test_nested_names_give_few_findings(find: Find) -> None:
    names = "share related comments newsletter footer sidebar author cookie-banner"
    inner = "".join(f'<h3>Related posts</h3><a href="/s{n}">A headline of the usual length {n}</a>' for n in range(50))
    opening, closing = f'<div class="{names}">' * 200, "</div>" * 200
    page = find("{story}" + opening + inner + closing)
    assert len(page.findings) < 2 * len(page.lines)


def test_a_second_article_below_the_story_is_another_page(find: Find) -> None:
    other = (
        f"<article><h1>The ledger that outlived the quay</h1>{'<p>Three harbour masters have kept it dry.</p>' * 12}"
    )
    body = f"<article>{{story}}</article>{other}</article>"
    assert find(body, head=IS_STORY).certain("The ledger that outlived the quay") is Role.RELATED
    assert find(body).certain("The ledger that outlived the quay") is None


def test_sections_of_one_story_stay(find: Find) -> None:
    part = f"<article><h2>At the quay</h2>{'<p>Three harbour masters have kept it dry.</p>' * 12}</article>"
    page = find(f"<article>{{story}}</article>{part}", head=IS_STORY)
    assert page.certain("At the quay") is None


def test_an_offer_at_a_wall_is_certain_and_the_story_behind_it_is_not(find: Find) -> None:
    page = find(
        '{story}<p class="paywall">The nets were dry because nobody had cast them.</p>'
        '<div class="paywall"><h2>Subscribe to read on</h2><p>One crown a month.</p></div>'
    )
    assert page.certain("One crown a month.") is Role.PROMO
    assert page.roles("The nets were dry because nobody had cast them.") == set()


def test_what_has_buttons_to_reply_is_a_comment(find: Find) -> None:
    items = "".join(f'<div class="k7"><p>I saw boat {n} come in.</p><button>Reply</button></div>' for n in (1, 2, 3))
    page = find(f"{{story}}<div>{items}</div>", head=IS_STORY)
    assert page.certain("I saw boat 2 come in.") is Role.COMMENT
    assert page.certain(page.lines[3]) is None


def test_a_byline_is_certain_on_a_story_and_a_subtitle_is_none(find: Find) -> None:
    body = "<h1>Boats come in dry</h1><p>Von der Küste bis zum Gebirge</p><p>Von Anna Bauer</p>{story}"
    page = find(body, head=IS_STORY, story=False)
    assert page.certain("Von Anna Bauer") is Role.BYLINE
    assert page.roles("Von der Küste bis zum Gebirge") == set()


def test_a_logo_that_leads_home_is_no_headline(find: Find) -> None:
    page = find(
        '<h1><a href="/">Osk Post, boats and tides</a></h1><h2 class="entry-title">A quiet day</h2>'
        "<p>Nothing was seen from the tower.</p>",
        story=False,
    )
    assert page.best("A quiet day") is Role.TITLE
    assert Role.TITLE not in page.roles("Osk Post, boats and tides")
