"""Use cases of looking into a case: what is shown or leaves the house is a fact before it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from application.access import require_role
from application.calls import Call, Outcome
from application.commands.base import Command
from application.commands.looking import DiscloseIdentity, ExportBundle, ViewCase
from application.desk import Desk
from domain.aggregates.case_access import CaseAccess, access_stream, is_over
from domain.aggregates.complaint import Complaint
from domain.aggregates.identity_request import IdentityRequest
from domain.errors import NotFound
from domain.events.access import BundleExported, CaseViewed, IdentityDisclosed


@dataclass(frozen=True)
class CaseAccesses:
    """查阅记录: who was shown what, and what left the house."""

    desk: Desk

    def disclose(self, case: UUID, command: DiscloseIdentity, call: Call) -> Outcome:
        """公开诉求人身份. Raises NotAllowed, NotFound; NeedsSecondPerson where the request named is not good for it."""

        def tell(access: CaseAccess) -> None:
            act = self.desk.act(call, command, case)
            if command.request is not None:
                request = self.desk.store.get(IdentityRequest, command.request)
                request.require_open_to(case, call.actor, command.purpose, act)
            access.disclose(IdentityDisclosed(purpose=command.purpose, request=command.request, act=act, case=case))

        return self._told(case, "identity.read", command, call, tell)

    def export(self, case: UUID, command: ExportBundle, call: Call) -> Outcome:
        """导出证据包. Texts only go to whoever may read them. Raises NotAllowed, NotFound."""
        if command.with_texts:
            require_role(call.role, "texts.read")

        def tell(access: CaseAccess) -> None:
            act = self.desk.act(call, command, case)
            access.export(BundleExported(purpose=command.purpose, with_texts=command.with_texts, act=act, case=case))

        return self._told(case, "cases.export", command, call, tell)

    def view(self, case: UUID, command: ViewCase, call: Call) -> Outcome:
        """查看案件. Of a case that was just shown, so it is not asked for again. Raises NotAllowed."""

        def decide() -> tuple[CaseAccess, ...]:
            access, act = self._known(case), self.desk.act(call, command, case)
            access.view(CaseViewed(**command.model_dump(), act=act, case=case))
            return (access,)

        return self.desk.perform("cases.read", call, command, decide, {"id": str(case)})

    def _told(
        self, case: UUID, action: str, command: Command, call: Call, tell: Callable[[CaseAccess], None]
    ) -> Outcome:
        def decide() -> tuple[CaseAccess, ...]:
            self.desk.store.get(Complaint, case)
            access = self._known(case)
            tell(access)
            return (access,)

        return self.desk.perform(action, call, command, decide, {"id": str(case)})

    def _known(self, case: UUID) -> CaseAccess:
        """As far back as anything is decided by: a case that was looked at often costs no more to look at."""
        now = self.desk.clock.now()
        try:
            return self.desk.store.get_lately(CaseAccess, access_stream(case), lambda look: is_over(look, now))
        except NotFound:
            return CaseAccess.blank(case)
