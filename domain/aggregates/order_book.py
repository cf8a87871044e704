"""交办单编号簿: the running numbers of an authority's orders, each year from 1."""

from __future__ import annotations

from typing import Self
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.aggregates.base import Aggregate
from domain.events.base import Event
from domain.events.casework import OrderNumbered
from domain.values import Act, AuthorityId


def order_book(authority: AuthorityId) -> UUID:
    """The stream of an authority's order numbers."""
    return uuid5(NAMESPACE_URL, f"tiji:orders:{authority}")


class OrderBook(Aggregate):
    """The numbers given so far."""

    opens_with = OrderNumbered

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.last: dict[int, int] = {}

    @classmethod
    def blank(cls, authority: AuthorityId) -> Self:
        """Before the first order."""
        return cls(order_book(authority))

    def next_number(self, year: int, case: UUID, act: Act) -> int:
        """编号: take the next number of a year for an order about a case."""
        number = self.last.get(year, 0) + 1
        self.record(OrderNumbered(year=year, number=number, case=case, act=act))
        return number

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        match event:
            case OrderNumbered():
                self.last[event.year] = event.number
