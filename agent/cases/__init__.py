"""The fifth stage: what every message means, folded into hiring processes as of a moment.

    sifting    each message once, in time order
    linking    which messages belong together (bundles, choosing, pool, threads; employers and roles compared)
    course     one process, message by message (diary and slots: interviews; questions; contacts; state: the table)
    fold       what the clock and the owner's choices add: the Case

`fold` is pure and does not depend on the order of its input; `find` looks a case up by what a person types.
"""

from agent.cases.fold import fold
from agent.cases.keys import find

__all__ = ["find", "fold"]
