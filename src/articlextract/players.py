"""Frames and players -> what they show, from whom, and where a reader would open it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from .article import Embed, EmbedKind
from .urls import absolute

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_VIDEO, _AUDIO, _POST = EmbedKind.VIDEO, EmbedKind.AUDIO, EmbedKind.POST
_DOCUMENT, _OTHER = EmbedKind.DOCUMENT, EmbedKind.OTHER

_PROVIDERS: dict[str, tuple[str, EmbedKind]] = {
    "youtube.com": ("YouTube", _VIDEO), "youtube-nocookie.com": ("YouTube", _VIDEO), "youtu.be": ("YouTube", _VIDEO),
    "vimeo.com": ("Vimeo", _VIDEO), "dailymotion.com": ("Dailymotion", _VIDEO), "dai.ly": ("Dailymotion", _VIDEO),
    "twitch.tv": ("Twitch", _VIDEO), "ted.com": ("TED", _VIDEO), "rumble.com": ("Rumble", _VIDEO),
    "odysee.com": ("Odysee", _VIDEO), "streamable.com": ("Streamable", _VIDEO), "rutube.ru": ("Rutube", _VIDEO),
    "ok.ru": ("OK", _VIDEO), "bilibili.com": ("Bilibili", _VIDEO), "nicovideo.jp": ("Niconico", _VIDEO),
    "wistia.com": ("Wistia", _VIDEO), "wistia.net": ("Wistia", _VIDEO), "loom.com": ("Loom", _VIDEO),
    "brightcove.net": ("Brightcove", _VIDEO), "jwplayer.com": ("JW Player", _VIDEO),
    "jwplatform.com": ("JW Player", _VIDEO), "kaltura.com": ("Kaltura", _VIDEO), "vidyard.com": ("Vidyard", _VIDEO),
    "vbox7.com": ("Vbox7", _VIDEO), "glomex.com": ("glomex", _VIDEO), "archive.org": ("Internet Archive", _VIDEO),
    "spotify.com": ("Spotify", _AUDIO), "soundcloud.com": ("SoundCloud", _AUDIO), "bandcamp.com": ("Bandcamp", _AUDIO),
    "mixcloud.com": ("Mixcloud", _AUDIO), "deezer.com": ("Deezer", _AUDIO), "apple.com": ("Apple", _AUDIO),
    "acast.com": ("Acast", _AUDIO), "podbean.com": ("Podbean", _AUDIO), "buzzsprout.com": ("Buzzsprout", _AUDIO),
    "simplecast.com": ("Simplecast", _AUDIO), "libsyn.com": ("Libsyn", _AUDIO), "megaphone.fm": ("Megaphone", _AUDIO),
    "art19.com": ("ART19", _AUDIO), "omny.fm": ("Omny", _AUDIO), "spreaker.com": ("Spreaker", _AUDIO),
    "anchor.fm": ("Anchor", _AUDIO), "podigee.io": ("Podigee", _AUDIO), "ivoox.com": ("iVoox", _AUDIO),
    "twitter.com": ("X", _POST), "x.com": ("X", _POST), "instagram.com": ("Instagram", _POST),
    "facebook.com": ("Facebook", _POST), "tiktok.com": ("TikTok", _POST), "reddit.com": ("Reddit", _POST),
    "bsky.app": ("Bluesky", _POST), "threads.net": ("Threads", _POST), "threads.com": ("Threads", _POST),
    "linkedin.com": ("LinkedIn", _POST), "pinterest.com": ("Pinterest", _POST), "tumblr.com": ("Tumblr", _POST),
    "t.me": ("Telegram", _POST), "vk.com": ("VK", _POST), "imgur.com": ("Imgur", _POST),
    "scribd.com": ("Scribd", _DOCUMENT), "issuu.com": ("Issuu", _DOCUMENT),
    "slideshare.net": ("SlideShare", _DOCUMENT), "documentcloud.org": ("DocumentCloud", _DOCUMENT),
    "docs.google.com": ("Google Docs", _DOCUMENT), "speakerdeck.com": ("Speaker Deck", _DOCUMENT),
    "google.com": ("Google Maps", _OTHER), "openstreetmap.org": ("OpenStreetMap", _OTHER),
    "datawrapper.de": ("Datawrapper", _OTHER), "dwcdn.net": ("Datawrapper", _OTHER), "flo.uri.sh": ("Flourish", _OTHER),
    "flourish.studio": ("Flourish", _OTHER), "infogram.com": ("Infogram", _OTHER), "giphy.com": ("GIPHY", _OTHER),
    "codepen.io": ("CodePen", _OTHER), "jsfiddle.net": ("JSFiddle", _OTHER), "gist.github.com": ("GitHub", _OTHER),
    "knightlab.com": ("Knight Lab", _OTHER), "juxtapose.knightlab.com": ("Knight Lab", _OTHER),
}  # fmt: skip
"""Registered or full host -> name and what it shows."""

_YOUTUBE_ID = re.compile(r"/(?:embed|v|shorts|live)/([\w-]{11})(?![\w-])")
_VIMEO_ID = re.compile(r"/video/(\d{5,12})")
_DAILYMOTION_ID = re.compile(r"/(?:embed/)?video/(\w{5,12})")
_FACEBOOK = re.compile(r"/plugins/(?:post|video)\.php")
_POSTS = re.compile(r"/(?:status|statuses|p|reel|tv|video|posts|videos|photo|comments|post|pin|gallery|a)/")
_SHOWS = re.compile(r"(?:^|[/._?=&-])(?:embeds?|player|videos?|watch|podcast|audio|playlist)(?:$|[/._?=&-])", re.I)
_NOISE = re.compile(
    r"(?:^|[./_?=&-])(?:ads?|advert\w*|banner|doubleclick|analytics|comments?|login|consent|newsletter|subscribe|likes?"
    r"|share|sharer|follow|button|captcha|recaptcha|form|forms|chat|tracking|pixel|job|jobs|widget-sync|usersync|2mdn"
    r"|extremereach|imasdk|googlesyndication|innovid)(?:$|[./_?=&-])",
    re.IGNORECASE,
)
_AUDIO_FILE = re.compile(r"\.(?:mp3|m4a|ogg|oga|wav|aac)(?:$|\?)", re.I)
_FILM_FILE = re.compile(r"\.(?:mp4|webm|m4v|mov|ogv|m3u8)(?:$|\?)", re.I)

MAX_TITLE = 300  # characters
_MIN_SIDE = 80  # pixels; smaller frames are counters and buttons
_MAX_SOURCES = 5  # of a player that are looked at
_NAMELESS = frozenset(
    """youtube video player|youtube player|vimeo video player|video|video player|audio player|player|embedded content
    |embed|iframe""".replace("\n    ", "").split("|")
)


def read_player(element: Element, base: str | None) -> Embed | None:
    """What an `<iframe>`, `<embed>`, `<object>`, `<video>` or `<audio>` shows; None for what is no part of a story."""
    return _frame(element, base) if element.tag in ("iframe", "embed", "object") else _film(element, base)


def player_title(element: Element) -> str | None:
    """What a frame or player is called; not "YouTube video player"."""
    title = element.get("title") or element.get("aria-label") or element.get("playlabel") or ""
    title = " ".join(title.split())[:MAX_TITLE]
    return title if title and title.casefold() not in _NAMELESS else None


def _frame(element: Element, base: str | None) -> Embed | None:
    """Its address may wait in any attribute until the reader comes near or consents."""
    if _is_small(element):
        return None
    # by items: a name that holds a control character, as `\x01src`, is listed and may not be asked for
    waiting = [value for name, value in element.items() if name.endswith("src") and name != "src"]
    for address in (element.get("src"), element.get("data"), *waiting):
        url = absolute(address, base)
        told = frame_of(url) if url else None
        if told is not None:
            url, kind, provider = told
            return Embed(url, kind, player_title(element), provider)
    return None


def _film(element: Element, base: str | None) -> Embed | None:
    """A film or a recording; not one that moves behind the text."""
    if element.tag == "video" and "autoplay" in element.keys() and "loop" in element.keys():  # noqa: SIM118
        return None
    for holder in (element, *islice(element.iterchildren("source"), _MAX_SOURCES)):
        url = absolute(holder.get("src") or holder.get("data-src"), base)
        if url and not is_noise(url):
            kind = file_kind(url, _VIDEO) if element.tag == "video" else _AUDIO
            known = provider_of(url)
            return Embed(url, kind, player_title(element), known[0] if known else None)
    return None


def _is_small(element: Element) -> bool:
    for name in ("width", "height"):
        value = (element.get(name) or "").strip().removesuffix("px")
        if value.isdecimal() and len(value) < 6 and int(value) < _MIN_SIDE and not (name == "height" and int(value)):
            return True
    return "display:none" in (element.get("style") or "").replace(" ", "").lower()


def provider_of(url: str) -> tuple[str, EmbedKind] | None:
    """Who is behind an address, and what they show.

    >>> provider_of("https://player.vimeo.com/video/76979871")
    ('Vimeo', <EmbedKind.VIDEO: 'video'>)
    """
    parts = (urlsplit(url).hostname or "").split(".")
    for length in (3, 2):
        known = _PROVIDERS.get(".".join(parts[-length:]))
        if known is not None:
            return known
    return None


def frame_of(url: str) -> tuple[str, EmbedKind, str | None] | None:
    """Where a reader would open what a frame shows, what it is and whose; None for what is no part of a story.

    >>> frame_of("https://www.youtube-nocookie.com/embed/FoXHScf1mjA?rel=0")
    ('https://www.youtube.com/watch?v=FoXHScf1mjA', <EmbedKind.VIDEO: 'video'>, 'YouTube')
    >>> frame_of("https://ads.example.org/player/728x90") is None
    True
    """
    known = provider_of(url)
    if known is None:
        parts = urlsplit(url)
        if is_noise(url) or not _SHOWS.search(f"{parts.hostname}{parts.path}"):
            return None
        return url, file_kind(url, _AUDIO if re.search("audio|podcast", url, re.I) else _VIDEO), None
    name, kind = known
    opened = _opened(name, url)
    return (opened, kind, name) if opened else None


def is_noise(url: str) -> bool:
    """Whether an address speaks of advertising, of counting readers, or of a form."""
    parts = urlsplit(url)
    return _NOISE.search(f"{parts.hostname}{parts.path}") is not None


def file_kind(url: str, default: EmbedKind) -> EmbedKind:
    """What a file is by its ending."""
    path = urlsplit(url).path
    if _AUDIO_FILE.search(path):
        return _AUDIO
    return _VIDEO if _FILM_FILE.search(path) else default


def is_post(url: str) -> bool:
    """Whether an address is of one post, not of whoever wrote it.

    >>> is_post("https://twitter.com/osk_harbour/status/1"), is_post("https://twitter.com/osk_harbour")
    (True, False)
    """
    known = provider_of(url)
    return known is not None and known[1] is _POST and _POSTS.search(urlsplit(url).path) is not None


def _opened(name: str, url: str) -> str | None:
    """The page of what a known provider's frame shows."""
    parts = urlsplit(url)
    if name == "YouTube":
        return _youtube(url)
    if name == "Vimeo" and (match := _VIMEO_ID.search(parts.path)):
        return f"https://vimeo.com/{match[1]}"
    if name == "Dailymotion" and (match := _DAILYMOTION_ID.search(parts.path)):
        return f"https://www.dailymotion.com/video/{match[1]}"
    if name == "Spotify":
        return "https://open.spotify.com" + parts.path.replace("/embed", "", 1) if "/embed" in parts.path else None
    if name in ("SoundCloud", "Facebook"):
        if name == "Facebook" and not _FACEBOOK.search(parts.path):
            return None  # like buttons, page boxes, comments
        told = parse_qs(parts.query[:2000], max_num_fields=30).get("url" if name == "SoundCloud" else "href")
        return absolute(told[0], None) if told else None
    if name == "Google Maps":
        return url if parts.path.startswith("/maps") else None
    if name == "Apple":
        return "https://" + (parts.hostname or "").removeprefix("embed.") + parts.path if "embed" in url else None
    if name == "Internet Archive":
        return url if "/embed/" in parts.path and not parts.path.startswith("/web/") else None
    if name == "Instagram":
        return f"https://www.instagram.com{parts.path.removesuffix('embed/').removesuffix('captioned/')}"
    return None if _NOISE.search(parts.path) else url


def _youtube(url: str) -> str | None:
    parts = urlsplit(url)
    match = _YOUTUBE_ID.search(parts.path + "/")
    told = parse_qs(parts.query[:2000], max_num_fields=30)
    if match and match[1] != "videoseries":
        return f"https://www.youtube.com/watch?v={match[1]}"
    if "v" in told:
        return f"https://www.youtube.com/watch?v={told['v'][0]}"
    if "list" in told:
        return f"https://www.youtube.com/playlist?list={told['list'][0]}"
    return url if (parts.hostname or "").endswith("youtu.be") and len(parts.path) > 1 else None
