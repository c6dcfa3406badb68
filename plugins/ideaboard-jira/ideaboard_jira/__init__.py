"""Jira for ideaboard: Cloud, and Data Center."""

from typing import Final

from ideaboard.plugin import Capability, TrackerType, hookimpl
from ideaboard_jira.editions import CLOUD, DATA_CENTER
from ideaboard_jira.settings import CloudSettings, DataCenterSettings
from ideaboard_jira.texts import LIMITS
from ideaboard_jira.tracker import Jira
from ideaboard_jira.webhooks import CloudWebhooks, DataCenterWebhooks

_CAPABILITIES: Final[frozenset[Capability]] = frozenset(
    {"choices", "comment", "look_up", "open_issues", "set_status", "statuses"}
)
# Jira's search sees a fresh issue only after a while.
_SEARCH_LAG = 30.0

JIRA = TrackerType(
    kind="jira",
    title="Jira Cloud",
    settings=CloudSettings,
    open=lambda settings, http: Jira(CLOUD, settings, http),
    limits=LIMITS,
    capabilities=_CAPABILITIES,
    search_lag=_SEARCH_LAG,
    inbound=CloudWebhooks(),
)
JIRA_DATA_CENTER = TrackerType(
    kind="jira-dc",
    title="Jira Data Center",
    settings=DataCenterSettings,
    open=lambda settings, http: Jira(DATA_CENTER, settings, http),
    limits=LIMITS,
    capabilities=_CAPABILITIES,
    search_lag=_SEARCH_LAG,
    inbound=DataCenterWebhooks(),
)


@hookimpl
def ideaboard_trackers() -> list[TrackerType]:
    """Say that there are both."""
    return [JIRA, JIRA_DATA_CENTER]
