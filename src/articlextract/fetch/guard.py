"""Which addresses may be contacted. The tables are explicit: Python's `is_global` changes from version to version.

Sources: the IANA special-purpose address registries for IPv4 and IPv6, RFC 6890 and its updates.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from ..errors import BlockedAddressError, FetchError, FetchReason
from ..options import FetchOptions
from ..terminal import safe_line

Address = IPv4Address | IPv6Address

_DENIED_4: tuple[tuple[IPv4Network, str], ...] = tuple(
    (IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a carrier's inner network"),  # with Alibaba's metadata at 100.100.100.200
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "the metadata of a cloud"),  # Azure's; public by its number, inner by its use
        ("169.254.0.0/16", "link-local, where clouds keep their metadata"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "reserved for protocols"),  # with Oracle's metadata at 192.0.0.192
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "a relay to IPv6"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "for measurements"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)

# Outside of it: loopback, unspecified, unique local, link-local, site-local, multicast, IPv4 mapped, compatible and
# translated (64:ff9b::/96, 64:ff9b:1::/48), discard-only, segment routing.
_GLOBAL_6 = IPv6Network("2000::/3")
_DENIED_6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), kind)
    for network, kind in (
        ("2001::/23", "reserved for protocols"),  # with Teredo, which holds an IPv4 address
        ("2001:db8::/32", "for documentation"),
        ("2002::/16", "an IPv4 address inside IPv6"),
        ("3fff::/20", "for documentation"),
    )
)
_ISATAP = (0x00005EFE, 0x02005EFE)  # in the third quarter of an address, with an IPv4 address in the fourth
_HEX = frozenset("0123456789abcdef")
_NAME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")


def why_denied(address: Address) -> str | None:
    """What the address is for, when it is not for the public; None when it may be contacted.

    >>> why_denied(ip_address("169.254.169.254"))
    'link-local, where clouds keep their metadata'
    >>> why_denied(ip_address("::ffff:8.8.8.8"))
    'not a public IPv6 address'
    """
    if isinstance(address, IPv4Address):
        return next((kind for network, kind in _DENIED_4 if address in network), None)
    if address not in _GLOBAL_6:
        return "not a public IPv6 address"
    if int(address) >> 32 & 0xFFFFFFFF in _ISATAP:
        return "an IPv4 address inside IPv6"
    return next((kind for network, kind in _DENIED_6 if address in network), None)


class Guard:
    """The addresses that one caller allows."""

    def __init__(self, options: FetchOptions) -> None:
        self.open = options.allow_private
        self.names = frozenset(host.lower().rstrip(".") for host in options.allow_hosts)
        self.networks = tuple(network for host in options.allow_hosts if (network := _network(host)))

    def check(self, host: str, addresses: Iterable[str]) -> None:
        """Refuse the host if any of its addresses is denied: a name with a good and a bad one is a trap.

        Raises:
            BlockedAddressError: one is.
        """
        if self.open or host.lower().rstrip(".") in self.names:
            return
        for text in addresses:
            address = ip_address(text.partition("%")[0])
            kind = why_denied(address)
            if kind and not any(address in network for network in self.networks):
                shown = host if host == text else f"{safe_line(host, 100)} is {text}, which"
                raise BlockedAddressError(
                    f"{shown} must not be contacted: it is {kind}. "
                    "allow_private=True (--allow-private) or allow_hosts opens it"
                )


def read_host(host: str) -> tuple[str, Sequence[str]]:
    """A host as it is to be looked up, and its address where it is a number in any of the forms that systems read.

    Numbers are never left to the resolver, which may ask a name server for `127.0.0.1.`; and a name holds only what
    names hold.

    >>> read_host("0x7f.1")
    ('127.0.0.1', ['127.0.0.1'])
    >>> read_host("Example.ORG.")
    ('example.org.', [])

    Raises:
        FetchError: it is neither a number nor a name.
    """
    name = unicodedata.normalize("NFKC", host).replace("\u3002", ".").lower()
    if ":" in name:
        return _read_ipv6(name)
    last = name.removesuffix(".").rpartition(".")[2]
    if last.isdecimal() or (last.startswith("0x") and set(last[2:]) <= _HEX):
        number = str(_read_ipv4(name.removesuffix(".")))
        return number, [number]
    if not name or not set(name) <= _NAME:
        raise _unusable(host)
    return name, []


def _read_ipv6(text: str) -> tuple[str, Sequence[str]]:
    """As `fe80::1%eth0`; a zone may be written as in a URL, `%25eth0`."""
    bare = text.strip("[]").replace("%25", "%")
    try:
        ip_address(bare)
    except ValueError:
        raise _unusable(text) from None
    return bare, [bare]


def _read_ipv4(text: str) -> IPv4Address:
    """One to four parts in decimal, octal or hexadecimal, the last of which fills what is left, as inet_aton reads."""
    parts = text.split(".")
    try:
        numbers = [_number(part) for part in parts]
        if len(parts) > 4 or any(number > 255 for number in numbers[:-1]):
            raise ValueError
        value = numbers[-1]
        if value >= 256 ** (5 - len(parts)):
            raise ValueError
        for place, number in enumerate(numbers[:-1]):
            value += number << 8 * (3 - place)
        return IPv4Address(value)
    except ValueError:
        raise _unusable(text) from None


def _number(part: str) -> int:
    if not part.isascii() or len(part) > 40:
        raise ValueError(part)
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") else 10)


def _network(host: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(host.strip("[]"), strict=False)
    except ValueError:  # a name
        return None


def _unusable(host: str) -> FetchError:
    return FetchError(f"{safe_line(host, 100)} is not a usable address. Check the spelling", reason=FetchReason.ADDRESS)
