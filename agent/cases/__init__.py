"""The fifth stage: what every message means, folded into hiring processes as of a moment.

    sifting    each message once, in time order
    linking    which messages belong together (marks, placing by what links them, filing, bundles, choosing, pool)
    course     one process, mail by mail (noting, diary, entries: interviews; questions; contacts; state: the table)
    fold       what the clock and the owner's choices add: the Case (played to the end, where it is standing)

`fold` is pure and does not depend on the order of its input; `find` looks a case up by what a person types.
"""

from agent.cases.fold import fold
from agent.cases.keys import find

__all__ = ["find", "fold"]
