"""What the pages share: the store, the index over it, and what was set when the server was started."""

import datetime as dt
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

from msgspec import Struct, field

from formaudit.archive.actions import Act, Action, chunks, last_seq, since
from formaudit.archive.store import Store, is_server, store_file
from formaudit.errors import UsageError
from formaudit.extract.worker.pool import Pool
from formaudit.web.filters import Filters
from formaudit.web.index import Index, build
from formaudit.web.originals import ready
from formaudit.web.seeking import Search
from formaudit.web.texts import Texts

__all__ = ["Desk", "Kept", "Setup"]

T = TypeVar("T")
_REBUILT: Final = 15.0
"""So many seconds at least lie between two times that the whole store is read, while a scan is writing to it."""
_TEXTS: Final = 64
_PATIENCE: Final = 8.0
"""Seconds that a page waits for another program that writes to the store."""
_WORKERS: Final = 2
_SEEKERS: Final = 2
"""Threads that look for words in a store too large to hold them."""
_AT_ONCE: Final = 8
"""Who asks for words while so many others are still looked for waits."""
_SECONDS: Final = 150
_MEGABYTES: Final = 2048


class Setup(Struct, frozen=True, kw_only=True):
    """What was said at the start.

    ``sources`` are folders in which originals are looked for beside where the store says they lie. ``golden`` is a
    folder of goldens, ``reviewer`` the name of who decides where nobody has said another. ``token`` is the access token
    beyond the loopback address; ``header`` names a header that a proxy at one of ``proxies`` fills with the reviewer's
    name.
    """

    store: str
    lang: str = "zh"
    reviewer: str = ""
    sources: tuple[Path, ...] = ()
    golden: Path | None = None
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "::1")
    port: int = 8440
    token: str = ""
    header: str = ""
    proxies: tuple[str, ...] = ()


class Kept:
    """The last few things that were made, by key, up to a number of bytes."""

    def __init__(self, most: int) -> None:
        """Begin with nothing."""
        self._most = most
        self._held = 0
        self._lock = threading.Lock()
        self._items: OrderedDict[object, tuple[object, int]] = OrderedDict()

    def get(self, key: object) -> object | None:
        """What was kept under a key."""
        with self._lock:
            found = self._items.get(key)
            if found is None:
                return None
            self._items.move_to_end(key)
            return found[0]

    def put(self, key: object, item: object, size: int) -> None:
        """Keep something; what was asked for longest ago makes room."""
        with self._lock:
            self._held += size - (self._items.pop(key)[1] if key in self._items else 0)
            self._items[key] = (item, size)
            while self._held > self._most and len(self._items) > 1:
                _, (_, freed) = self._items.popitem(last=False)
                self._held -= freed


class _Link(Struct, frozen=True, eq=False):
    """A thread's connection, and the file that it is one to: a store may be moved away or replaced meanwhile."""

    store: Store
    file: tuple[int, int] | None


class _State(Struct, kw_only=True):
    index: Index | None = None
    file: tuple[int, int] | None = None
    signature: tuple[object, ...] = ()
    built: float = 0.0
    texts: "OrderedDict[str, int]" = field(default_factory=OrderedDict)
    words: Texts | None = None
    searches: dict[str, Search] = field(default_factory=dict)


class Desk:
    """One server's view of a store. Every thread has a connection of its own."""

    def __init__(self, setup: Setup) -> None:
        """Open the store and read it.

        Raises:
            UsageError: as ``Store``.

        """
        self.setup = setup
        self.pictures = Kept(48 * 1024 * 1024)
        self.papers = Kept(24 * 1024 * 1024)
        self.pool = Pool(size=_WORKERS, seconds=_SECONDS, megabytes=_MEGABYTES)
        self._threads = ThreadPoolExecutor(_WORKERS)
        self._seekers = ThreadPoolExecutor(_SEEKERS)
        self._under_way: dict[object, Future[Any]] = {}
        self._lock = threading.RLock()
        self._state = _State()
        self._local = threading.local()
        self._opened: list[_Link] = []
        with self.store() as store:
            self.secret = _secret(store)
        self.index()

    def warm(self) -> None:
        """Start the workers, so that the first page does not wait for them."""
        for number in range(_WORKERS):
            self.later(("warm", number), ready)

    def later(self, key: object, work: Callable[..., T], *arguments: object) -> "Future[T]":
        """Have something done by a worker; what is under way or done already is not begun again."""
        with self._lock:
            known = self._under_way.get(key)
            if known is None:
                known = self._under_way[key] = self._threads.submit(self.pool.run, work, *arguments)
                known.add_done_callback(lambda _: self._under_way.pop(key, None))
        return known

    def close(self) -> None:
        """End the workers and the connections."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._seekers.shutdown(wait=False, cancel_futures=True)
        self.pool.close()
        while self._opened:
            self._opened.pop().store.close()

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The connection of this thread. One that has failed is thrown away, so that the next call opens another.

        So is one whose file lies no longer in its place: what was written to it would be lost.

        Raises:
            UsageError: ``store-missing``, or what else ``Store`` says.

        """
        link: _Link | None = getattr(self._local, "link", None)
        file = _file_of(self.setup.store)
        if link is not None and link.file != file:
            self._left(link)
            link = None
        if link is None:
            store = Store(self.setup.store, create=False, threads=True, wait=_PATIENCE)
            link = self._local.link = _Link(store, _file_of(self.setup.store))
            self._opened.append(link)
        try:
            yield link.store
        except UsageError:
            self._left(link)
            raise

    def _left(self, link: _Link) -> None:
        """Close the connection of this thread."""
        self._local.link = None
        if link in self._opened:
            self._opened.remove(link)
        link.store.close()

    def today(self) -> dt.date:
        """The day by which waivers are judged."""
        return dt.datetime.now().astimezone().date()

    def index(self) -> Index:
        """The index with all that has been written until now."""
        with self.store() as store, self._lock:
            signature = _signature(store)
            known = self._state.index
            today = self.today()
            file = _file_of(self.setup.store)
            stale = known is None or known.day != today or self._state.file != file
            moved = signature != self._state.signature and time.monotonic() - self._state.built >= _REBUILT
            if known is None or stale or moved:
                known = build(store, today)
                words = Texts(store, known)
                built = time.monotonic()
                self._state = _State(index=known, file=file, signature=signature, built=built, words=words)
                return known
            if last_seq(store) > known.seq:
                actions = since(store, known.seq)
                known.apply(actions, _where(store, known, actions))
            return known

    def chosen(self, index: Index, filters: Filters, without: str = "", *, whole: bool = False) -> int:
        """The findings that the filters leave, the words looked for among them.

        In a store too large to hold its words these are looked for while the pages go on: until that is done they leave
        what was found so far (``looking`` tells). Who acts on all of them asks for the ``whole``, and waits.
        """
        left = index.chosen(filters, without)
        return left & self._text(index, filters.text, whole=whole) if filters.text else left

    def looking(self, text: str) -> bool:
        """Whether words are still being looked for."""
        with self._lock:
            return text in self._state.searches

    def facet(self, index: Index, facet: str, filters: Filters) -> dict[str, int]:
        """How many findings each value of a facet would leave."""
        base = self.chosen(index, filters, without=facet)
        return {value: (base & chosen).bit_count() for value, chosen in index.sets[facet].items()}

    def _text(self, index: Index, text: str, *, whole: bool = False) -> int:
        with self._lock:
            state = self._state
            known = state.texts.get(text)
            search = state.searches.get(text)
            if known is None and search is None and state.words is not None and not state.words.held:
                search = state.searches[text] = Search(index.layout.size)
                search.done = self._seekers.submit(self._seek, state, index, text, search)
                whole = whole or len(state.searches) > _AT_ONCE
        if known is not None:
            return known
        if search is None:
            search = Search(index.layout.size)
            with self.store() as store:
                (state.words or Texts(store, index)).found(store, index, text, search.bits)
            return self._keep(state, text, search)
        return search.found(whole=whole)

    def _seek(self, state: _State, index: Index, text: str, search: Search) -> None:
        """Look for words in a store that does not fit into memory, in a thread of its own."""
        try:
            with self.store() as store:
                if state.words is not None:
                    state.words.found(store, index, text, search.bits)
            self._keep(state, text, search)
        finally:
            with self._lock:
                state.searches.pop(text, None)

    def _keep(self, state: _State, text: str, search: Search) -> int:
        found = int.from_bytes(search.bits, "little")
        with self._lock:
            state.texts[text] = found
            while len(state.texts) > _TEXTS:
                state.texts.popitem(last=False)
        return found

    def locked(self, work: Callable[[Store], T]) -> T:
        """Do something in one transaction in which nobody else decides."""
        with self.store() as store, store.transaction():
            store.lock("decisions")
            return work(store)


def _file_of(url: str) -> tuple[int, int] | None:
    """Which file a store is; nothing for a server, or where there is no file."""
    try:
        told = None if is_server(url) else Path(store_file(url)).stat()
    except OSError:
        return None
    return None if told is None else (told.st_dev, told.st_ino)


def _secret(store: Store) -> str:
    """What cookies and tokens are signed with: kept in the store, so that a page outlives a server that was killed."""
    asked = "SELECT value FROM meta WHERE name = 'web'"
    if not store.rows(asked):
        store.write(
            "INSERT INTO meta (name, value) VALUES ('web', ?) ON CONFLICT (name) DO NOTHING", [secrets.token_hex(32)]
        )
    return str(store.rows(asked)[0][0])


def _signature(store: Store) -> tuple[object, ...]:
    """What changes with every scan."""
    (submissions,) = store.rows("SELECT COUNT(*) FROM submissions")[0]
    runs = store.rows("SELECT COUNT(*), MAX(started), MAX(COALESCE(ended, '')) FROM runs")[0]
    return (submissions, *runs)


def _where(store: Store, index: Index, actions: Sequence[Action]) -> dict[str, list[int]]:
    """The submissions that have the findings of some actions."""
    wanted = list(dict.fromkeys(each.finding for each in actions if each.act in (Act.DECIDE, Act.UNDO, Act.ASSIGN)))
    found: dict[str, list[int]] = {}
    for part in chunks(wanted):
        places = ", ".join("?" * len(part))
        for id_, root, key in store.rows(f"SELECT id, root, submission FROM findings WHERE id IN ({places})", part):
            row = index.by_key.get((root, key))
            if row is not None:
                found.setdefault(id_, []).append(row)
    return found
