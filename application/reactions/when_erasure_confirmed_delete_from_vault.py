"""决定删除即删: whatever stopped the deletion, the fact that it was decided brings it about."""

from __future__ import annotations

from application.erasures import carry_out
from application.reactions.base import Surroundings, whenever
from domain.events.erasure import ErasureConfirmed
from domain.values import Place


@whenever(ErasureConfirmed)
def when_erasure_confirmed_delete_from_vault(fact: ErasureConfirmed, place: Place, surroundings: Surroundings) -> None:
    """Finish what a crash between the fact and the deletion left; where nothing was left, do nothing."""
    del place
    if fact.case is not None:
        carry_out(surroundings.desk, surroundings.post, fact.case)
