"""Tells a chat what happens on a board, by an incoming webhook as Slack, Mattermost and Discord take it."""

from ideaboard.plugin import ListenerType, hookimpl
from ideaboard_slack.chat import Chat, ChatSettings

SLACK = ListenerType(kind="slack", title="Chat (Slack, Mattermost, Discord)", settings=ChatSettings, open=Chat)


@hookimpl
def ideaboard_listeners() -> ListenerType:
    """Say that there is a chat."""
    return SLACK
