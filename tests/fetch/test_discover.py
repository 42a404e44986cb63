"""The articles of a site are found in its feeds, sitemaps and links; sections, files and other sites are not."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import time
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from loopback import Answer, Server, allowing, say

from articlextract import FetchError
from articlextract.cli.discover import discover as command
from articlextract.fetch.discover import Discovered, discover
from articlextract.fetch.feeds import read_feed
from articlextract.fetch.home import is_story, read_home, site_name
from articlextract.fetch.sitemaps import read_sitemap
from articlextract.records import RawPage

Serve = Callable[[dict[str, Answer]], Server]
QUICK = allowing(total_timeout=10, host_delay=0)
HOME = """<!doctype html><link rel="alternate" type="application/rss+xml" href="/feed.rss">
<a href="/2024/09/14/holm-ferry/">The ferry</a> <a href="/2024/09/14/holm-ferry/#comments">3</a>
<a href="/who-pays-for-the-lamp">Who pays for the lamp?</a> <a href="/politics">Politics</a>
<a href="/tag/the-boats-of-the-north">Boats</a> <a href="https://other.example/2024/01/02/away">Away</a>
<a href="/the-year-in-ten-pictures.jpg">Picture</a> <a href="javascript:x()">x</a> <a href="http://[">x</a>"""
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>
<item><title>A new pier</title><link>/2024/10/02/pier</link><pubDate>Wed, 02 Oct 2024 08:00:00 +0200</pubDate></item>
<item><title>No link</title></item>
<item><title>The ferry</title><link>/2024/09/14/holm-ferry/</link></item></channel></rss>"""
NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{0}/a-storm-came-over-night</loc><news:news>
<news:publication_date>2024-10-05T06:00:00Z</news:publication_date><news:title>A storm</news:title></news:news></url>
<url><loc>{0}/old-story-of-the-lamp</loc><lastmod>1999-01-01</lastmod></url>
<url><loc>javascript:alert(1)</loc></url></urlset>"""
INDEX = """<sitemapindex><sitemap><loc>{0}/pages.xml.gz</loc><lastmod>2020-01-01</lastmod></sitemap>
<sitemap><loc>{0}/news.xml</loc></sitemap><sitemap><loc>{0}/index.xml</loc></sitemap></sitemapindex>"""


@pytest.fixture
def site(serve: Serve) -> Server:
    server = serve({})
    root = server.url("").rstrip("/")
    server.answers = {
        "/": say(HOME.encode()),
        "/feed.rss": say(RSS.encode(), content_type="application/rss+xml"),
        "/robots.txt": say(f"User-agent: *\nDisallow: /private\nSitemap: {root}/index.xml\n".encode()),
        "/index.xml": say(INDEX.format(root).encode(), content_type="application/xml"),
        "/news.xml": say(NEWS.format(root).encode(), content_type="text/xml"),
        "/pages.xml.gz": say(gzip.compress(NEWS.format(f"{root}/x").encode()), content_type="application/x-gzip"),
    }
    return server


def found(site: Server, **values: object) -> dict[str, Discovered]:
    return {item.url.removeprefix(site.url("")): item for item in discover(site.url(), QUICK, **values)}  # type: ignore[arg-type]


def test_all_sources_are_read_each_page_once(site: Server) -> None:
    items = found(site)
    assert {path: item.source for path, item in items.items()} == {
        "/2024/10/02/pier": "feeds",
        "/2024/09/14/holm-ferry/": "feeds",
        "/who-pays-for-the-lamp": "links",
        "/a-storm-came-over-night": "sitemaps",
        "/old-story-of-the-lamp": "sitemaps",
        "/x/a-storm-came-over-night": "sitemaps",
        "/x/old-story-of-the-lamp": "sitemaps",
    }
    assert items["/2024/10/02/pier"] == Discovered(
        site.url("/2024/10/02/pier"), "feeds", "A new pier", dt.date(2024, 10, 2)
    )
    assert items["/2024/09/14/holm-ferry/"].date == dt.date(2024, 9, 14)  # from the URL
    assert items["/a-storm-came-over-night"].title == "A storm"
    assert [request.path for request in site.requests].count("/") == 1


def test_a_day_a_number_and_sources_limit_what_is_found(site: Server) -> None:
    assert set(found(site, since=dt.date(2024, 10, 1))) == {
        "/2024/10/02/pier",
        "/a-storm-came-over-night",
        "/x/a-storm-came-over-night",
    }
    assert len(found(site, limit=2)) == 2
    assert set(found(site, sources=["links"])) == {"/2024/09/14/holm-ferry/", "/who-pays-for-the-lamp"}


def test_usual_places_are_tried_where_a_site_names_none(serve: Serve) -> None:
    server = serve({"/": say(b"<p>Welcome"), "/rss.xml": say(RSS.encode(), content_type="text/xml")})
    assert [item.source for item in discover(server.url(), QUICK)] == ["feeds", "feeds"]


def test_a_site_that_is_not_there_is_an_error(serve: Serve) -> None:
    with pytest.raises(FetchError, match="no such page"):
        list(discover(serve({}).url(), QUICK))


def test_robots_txt_is_obeyed(site: Server) -> None:
    with pytest.raises(FetchError, match="asks programs not to fetch"):
        list(discover(site.url("/private"), QUICK))


def test_sitemaps_in_a_circle_end(serve: Serve) -> None:
    server = serve({"/": say(b"<p>Welcome")})
    index = f"<sitemapindex><sitemap><loc>{server.url('/sitemap.xml')}</loc></sitemap></sitemapindex>"
    server.answers = {**server.answers, "/sitemap.xml": say(index.encode())}
    assert list(discover(server.url(), QUICK, sources=["sitemaps"])) == []
    assert [request.path for request in server.requests].count("/sitemap.xml") == 1


@pytest.mark.parametrize(
    ("url", "story"),
    [
        ("https://a.example/2024/09/14/x", True),
        ("https://a.example/20240914/x", True),
        ("https://a.example/the-ferry-that-stayed", True),
        ("https://a.example/news/the_ferry_that_stayed.html", True),
        ("https://a.example/", False),
        ("https://a.example/politics", False),
        ("https://a.example/local-news", False),
        ("https://a.example/author/the-lady-of-the-sea", False),
        ("https://a.example/2024/13/45/x", False),
        ("https://a.example/one-two-three-four.pdf", False),
        ("https://a.example/article/1234567", False),
    ],
)
def test_stories_are_told_from_sections_by_their_url(url: str, story: bool) -> None:
    assert is_story(url) is story


def test_a_number_is_a_story_when_the_link_says_enough() -> None:
    assert is_story("https://a.example/article/1234567", "The ferry that would not retire")


@pytest.mark.parametrize(
    ("url", "name"),
    [("http://127.0.0.1:80/", "127.0.0.1"), ("https://www.a.co.uk/", "a.co.uk"), ("x", ""), ("http://[", "")],
)
def test_names_of_sites(url: str, name: str) -> None:
    assert site_name(url) == name


BOMBS = {
    "entities": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%s;" % (b"%d" % (n - 1) if n else b"") * 10) for n in range(12))
    + b"]><urlset><url><loc>&a11;</loc></url></urlset>",
    "a file": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>http://a/&a;</loc></url></urlset>',
    "deep": b"<a>" * 10_000,
    "empty elements": b"<urlset>" + b"<a/>" * 3_000_000,
    "comments": b"<urlset>" + b"<!---->" * 2_000_000,
    "attributes": b"<rss " + b"".join(b'a%d="<" ' % n for n in range(200_000)) + b">",
    "attributes of a feed": b"<rss><item " + b"".join(b'a%d="x" ' % n for n in range(100_000)) + b"/></rss>",
    "attributes of a link": b"<a " + b"".join(b"a%d=x " % n for n in range(400_000)) + b">",
    "wide": b"<urlset>" + b"<url><loc>http://a.example/x</loc></url>" * 3_000,
    "no XML": b"<" * 50_000,
    "bytes": bytes(range(256)) * 100,
    "lines": b"http://a.example/x\n" * 10_000,
    "packed": gzip.compress(b"<urlset>" + b" " * 90_000_000),
    "packed and cut": gzip.compress(b"<urlset>" + b"x" * 9_000)[:20],
    "nothing": b"",
}


@pytest.mark.parametrize("name", BOMBS)
def test_no_sitemap_feed_or_home_page_takes_long_or_opens_a_file(name: str) -> None:
    page = RawPage(BOMBS[name], url="http://a.example/", content_type="text/xml")
    start = time.process_time()
    content = read_sitemap(page, 20_000_000)
    assert len(content.pages) <= 50_000
    said = repr((content.pages[:50], read_feed(page), read_home(page).feeds))
    assert "root:" not in said
    assert time.process_time() - start < 10


def test_the_command_prints_urls_or_json(site: Server) -> None:
    story = "The sea went out at noon and came back at six, and the boats stood up again. " * 20
    page = f"<html><body><article><h1>A new pier</h1><p>{story}</p><p>{story}</p></article></body></html>".encode()
    site.answers = {**site.answers, "/2024/10/02/pier": say(page)}
    plain = ["--allow-private", "--no-robots", "--source", "feeds", site.url()]
    urls = CliRunner().invoke(command, plain)
    assert (urls.exit_code, urls.stdout.split()) == (
        0,
        [site.url("/2024/10/02/pier"), site.url("/2024/09/14/holm-ferry/")],
    )
    rows = [json.loads(line) for line in CliRunner().invoke(command, ["-f", "jsonl", *plain]).stdout.splitlines()]
    assert rows[0] == {"url": urls.stdout.split()[0], "source": "feeds", "title": "A new pier", "date": "2024-10-02"}
    checked = CliRunner().invoke(command, ["--check", *plain])
    assert checked.stdout.split() == [site.url("/2024/10/02/pier")]


def test_the_command_s_exit_codes(site: Server) -> None:
    run = CliRunner().invoke
    assert run(command, ["--allow-private", "--since", "2030-01-01", "--source", "feeds", site.url()]).exit_code == 1
    assert run(command, ["--since", "soon", site.url()]).exit_code == 2
    assert run(command, [site.url()]).exit_code == 3
