"""What is printed: each measure beside its goal, met or missed, as soon as it is known."""

from dataclasses import dataclass, field


@dataclass
class Report:
    """The rows so far, and how many of them reach their goal."""

    met: int = 0
    missed: list[str] = field(default_factory=list)

    def head(self) -> None:
        """The head of the table."""
        print("| database | what | measured | goal | |\n|---|---|---|---|---|", flush=True)

    def row(self, kind: str, what: str, measured: str, goal: str = "", met: bool | None = None) -> None:
        """One row; `met` None is for what has no goal, or could not be measured here."""
        verdict = {None: "", True: "met", False: "**missed**"}[met]
        if met is not None:
            self.met += met
            if not met:
                self.missed.append(f"{kind}: {what}")
        print(f"| {kind} | {what} | {measured} | {goal} | {verdict} |", flush=True)

    def at_most(self, kind: str, what: str, value: float, most: float, unit: str = "") -> None:
        """A row whose measure should not be more than `most`."""
        self.row(kind, what, f"{value:.4g}{unit}", f"≤ {most:g}{unit}", value <= most)

    def at_least(self, kind: str, what: str, value: float, least: float, unit: str = "") -> None:
        """A row whose measure should not be less than `least`."""
        self.row(kind, what, f"{value:.4g}{unit}", f"≥ {least:g}{unit}", value >= least)

    def end(self) -> None:
        """How many goals are met, and which are not."""
        print(f"\n{self.met} met, {len(self.missed)} missed.")
        for what in self.missed:
            print(f"- missed on {what}")
