"""The ways through a procedure: what is reached from where, and ways that only come back."""

from nennep.procedures.catalogue.shape import Procedure


def reached_from(procedure: Procedure, start: str) -> set[str]:
    """Steps to which some results lead from here; the start itself only where a way comes back."""
    ways = {step.key: [result.next for result in step.results if result.next] for step in procedure.steps}
    found, waiting = set[str](), [start]
    while waiting:
        for key in ways.get(waiting.pop(), ()):
            if key not in found:
                found.add(key)
                waiting.append(key)
    return found


def circle_of(procedure: Procedure) -> list[str]:
    """The steps of a way that comes back without an event; empty when there is none."""
    ways = {
        step.key: [result.next for result in step.results if result.next and not result.event]
        for step in procedure.steps
    }
    left = dict(ways)
    while free := [key for key, leads in left.items() if not any(to in left for to in leads)]:
        for key in free:
            del left[key]
    if not left:
        return []
    way = [next(iter(left))]
    while way[-1] not in way[:-1]:
        way.append(next(to for to in left[way[-1]] if to in left))
    return way[way.index(way[-1]) :]
