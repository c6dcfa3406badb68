"""The rules together: the class that a plugin's author subclasses."""

from ideaboard.plugin.testing.creating import Creating
from ideaboard.plugin.testing.describing import Describing
from ideaboard.plugin.testing.failing import Failing
from ideaboard.plugin.testing.hearing import Hearing
from ideaboard.plugin.testing.linking import Linking
from ideaboard.plugin.testing.moving import Moving
from ideaboard.plugin.testing.setting import Setting
from ideaboard.plugin.testing.trusting import Trusting


class TrackerConformance(Creating, Linking, Moving, Hearing, Failing, Trusting, Setting, Describing):
    """Subclass it, say which `tracker_type`, and provide `settings`, `seen` and `broken`: see Bench."""
