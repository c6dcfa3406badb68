"""Questions that a leader can begin a feedback round with: one for each of the six steps, and a scale."""

from typing import Final

QUESTIONS: Final = (
    {"kind": "text", "text": "Guidance: when did you get work without the help that it needed?"},
    {"kind": "text", "text": "Feedback: what did you want to tell me, and did not? What would have made it easier?"},
    {"kind": "text", "text": "Innovation: which idea of yours, or of somebody else, did I not listen to?"},
    {"kind": "text", "text": "Trust: which of my decisions do you not understand, or not agree with?"},
    {"kind": "text", "text": "Values: where did I put a number before what we say we care about?"},
    {"kind": "text", "text": "Support: when something went wrong, how did I make it easier or harder?"},
    {"kind": "scale", "text": "I can say what I think without fear of what follows. (1: not at all, 5: fully)"},
)
