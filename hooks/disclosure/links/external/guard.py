"""No request to a private address: neither as written, nor by name service, nor by redirect.

Whoever writes a link could otherwise make the machine that checks it ask its own network. The addresses that the
guard has approved are the very ones that are connected to, so a name that changes its mind in between gains nothing.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# A host's name → its addresses. Raises :class:`NameMissing` or :class:`NameUnsure`.
Lookup = Callable[[str], list[str]]

# What no reader can reach, beyond what the ipaddress module of every Python version in use calls not global.
_CLOSED = tuple(
    map(
        ip_network,
        (
            "100.64.0.0/10",  # carrier-grade NAT; clouds answer there too (100.100.100.200)
            "192.0.0.0/24",  # IETF protocol assignments; 192.0.0.192 answers for a machine's own credentials
            "192.88.99.0/24",  # the former relays of 6to4: to whichever router is near
            "168.63.129.16/32",  # a cloud's own service to the machine, in the middle of public addresses
            "2001::/23",  # IETF protocol assignments: tunnels, benchmarks
            "3fff::/20",  # documentation
        ),
    )
)
_GLOBAL_V6 = ip_network("2000::/3")  # all that is given out of IPv6 so far
_TRANSLATED = ip_network("64:ff9b::/96")  # NAT64: an IPv4 address in the last 32 bits


class NameMissing(Exception):
    """The name does not exist (NXDOMAIN)."""


class NameUnsure(Exception):
    """The name service gave no answer; nothing follows from that."""


class PrivateAddress(Exception):
    """The host lies in a network that the public cannot reach."""


def system_resolver(host: str) -> list[str]:
    """The addresses of a host, as the machine's own name service knows them."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        missing = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        raise (NameMissing(host) if error.errno in missing else NameUnsure(str(error))) from error
    except UnicodeError as error:
        raise NameMissing(host) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Guard:
    """Turns hosts into addresses that may be asked.

    ``allowed`` names single exceptions as ``(address, port)``; tests let their own server in by it, and nothing else.
    """

    def __init__(
        self,
        resolver: Lookup = system_resolver,
        allowed: Collection[tuple[str, int]] = (),
        control_host: str = "",
    ) -> None:
        self._resolver = resolver
        self._allowed = frozenset(allowed)
        self._control_host = control_host
        self._known: dict[str, list[str] | Exception] = {}
        self._lock = threading.Lock()

    def forget(self) -> None:
        """Ask the name service anew from now on: a new round begins."""
        with self._lock:
            self._known.clear()

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of ``host``, all of them public; IPv4 first, because more machines can use it."""
        found = [_literal(host)] if _literal(host) else self._lookup(host)
        refused = [address for address in found if not self._may_ask(str(address), port)]
        if refused:
            raise PrivateAddress(f"{host} → {refused[0]}")
        return sorted(map(str, found), key=lambda address: ":" in address)

    def _may_ask(self, address: str, port: int) -> bool:
        return (address, port) in self._allowed or is_public(address)

    def _lookup(self, host: str) -> list[str]:
        with self._lock:
            known = self._known.get(host)
        if known is None:
            known = self._ask(host)
            with self._lock:
                self._known[host] = known
        if isinstance(known, Exception):
            raise known
        return known

    def _ask(self, host: str) -> list[str] | Exception:
        try:
            return self._resolver(host) or NameMissing(host)
        except NameUnsure as error:
            return error
        except NameMissing as error:
            return error if self._name_service_works() else NameUnsure(f"{host}; {self._control_host}")

    def _name_service_works(self) -> bool:
        if not self._control_host:
            return True
        try:
            return bool(self._resolver(self._control_host))
        except (NameMissing, NameUnsure):
            return False


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _embedded(ip)
    if inner is not None:
        return is_public(str(inner))
    if any(ip in network for network in _CLOSED):
        return False
    if isinstance(ip, IPv6Address):
        return ip.is_global and ip in _GLOBAL_V6
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _embedded(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside of an IPv6 one (mapped, 6to4, NAT64), which is the one that counts."""
    if isinstance(ip, IPv4Address):
        return None
    if ip in _TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


def _literal(host: str) -> str:
    """The address that a host already is, also in the old spellings (``127.1``, ``0x7f.1``, ``2130706433``)."""
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host)) if host[-1:].isalnum() and host[:1].isdigit() else ""
    except OSError:
        return ""
