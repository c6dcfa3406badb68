"""The hot list: the same page again and again, beside nginx giving the same bytes; and what a second process adds."""

import shutil
from dataclasses import replace

from ideaboard.settings import Settings
from tests.bench import places, serving
from tests.bench.places import Kind
from tests.bench.report import Report
from tests.client import PREFIX

LIST = f"{PREFIX}/boards/{places.SLUG}/ideas"
LEAST, SECOND = 0.5, 1.7


def measure(report: Report, kind: Kind, ideas: int) -> None:
    """Answers a second with 200 and with 304, ÷ nginx's; on PostgreSQL two processes ÷ one, neither keeping lists."""
    if shutil.which("wrk") is None:
        report.row(kind.name, "hot list ÷ nginx", "not measured: install wrk and nginx")
        return
    with places.board(kind, ideas) as place:
        mine = {"Authorization": f"Bearer {place.token}"}
        with serving.running(place.settings) as (port, _):
            one = serving.rate(port, LIST, mine) or 0
        with serving.running(replace(place.settings, kept_bytes=Settings.kept_bytes)) as (port, _):
            body, headers = serving.asked(port, LIST, mine)
            ours = serving.rate(port, LIST, mine) or 0
            same = serving.rate(port, LIST, {**mine, "If-None-Match": headers["etag"]}) or 0
        if shutil.which("nginx") is not None:
            with serving.nginx(kind.folder, body) as port:
                _, theirs = serving.asked(port, "/page")
                served = serving.rate(port, "/page") or 0
                spared = serving.rate(port, "/page", {"If-None-Match": theirs["etag"]}) or 0
            report.at_least(kind.name, f"hot list, 200 ({ours:,.0f}/s) ÷ nginx ({served:,.0f}/s)", ours / served, LEAST)
            report.at_least(kind.name, f"hot list, 304 ({same:,.0f}/s) ÷ nginx ({spared:,.0f}/s)", same / spared, LEAST)
        if kind.server is not None:
            with serving.running(place.settings, processes=2) as (port, _):
                two = serving.rate(port, LIST, mine) or 0
            # The database and wrk need cores of their own besides these two.
            report.at_least(kind.name, f"two processes ({two:,.0f} lists/s) ÷ one ({one:,.0f})", two / one, SECOND)
