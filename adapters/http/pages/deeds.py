"""Verbs as people say them, with their icon."""

from __future__ import annotations

DEEDS: dict[str, tuple[str, str, str]] = {
    "register": ("登记", "Register", "plus"),
    "accept": ("受理", "Accept", "check"),
    "refuse": ("不予受理", "Not accept", "info"),
    "check_truth": ("核查前次答复", "Check the earlier answer", "compare"),
    "contact": ("记录联系", "Record contact", "contact"),
    "answer_directly": ("当场答复", "Answer directly", "reply"),
    "transfer": ("转紧急电话", "Hand to emergency", "alert"),
    "reclassify": ("更正类型", "Reclassify", "filter"),
    "dispatch": ("派单", "Dispatch", "split"),
    "sign": ("签收", "Sign for it", "sign"),
    "accept_assignment": ("接受", "Accept as ours", "check"),
    "request_return": ("退单", "Return", "return"),
    "rule_on_return": ("裁定退单", "Rule on the return", "ruling"),
    "handle": ("记录办理", "Record work", "pin"),
    "request_extension": ("报备延期", "File extension", "extend"),
    "rule_on_extension": ("裁定延期", "Rule on the extension", "ruling"),
    "submit_reply": ("提交答复", "Submit reply", "reply"),
    "send_back": ("退回重办", "Send back", "return"),
    "accept_reply": ("审核通过", "Approve reply", "check"),
    "tell_citizen": ("告知诉求人", "Tell the applicant", "contact"),
    "close": ("办结", "Close", "check"),
    "follow_up": ("回访", "Follow up", "star"),
    "verify_rating": ("差评核实", "Verify the rating", "eye"),
    "archive": ("归档", "Archive", "seal"),
    "instruct": ("批示", "Instruct", "flag"),
    "answer_instruction": ("批示反馈", "Answer the instruction", "reply"),
    "add_material": ("补充材料", "Add material", "clip"),
    "erase_material": ("销毁材料", "Erase material", "x"),
    "contest_finding": ("申诉", "Contest", "contest"),
    "uphold_finding": ("维持认定", "Uphold finding", "ruling"),
    "overturn_finding": ("撤销认定", "Overturn finding", "ruling"),
    "propose": ("提级（拟说「不」）", "Raise a level (propose a no)", "escalate"),
    "raise": ("提到上一级", "Raise a level", "escalate"),
    "find_can_do": ("能办，交办落实", "It can be done", "check"),
    "decide_final_no": ("最终不能办", "Final no", "lock"),
    "feed_back": ("向申请人反馈", "Feed back", "contact"),
}
"""Verb → Chinese, English, icon."""

NEXT: dict[str, tuple[str, ...]] = {
    "registered": ("accept",),
    "accepted": ("dispatch",),
    "dispatched": ("sign",),
    "signed": ("handle", "submit_reply"),
    "assigned": ("sign", "submit_reply"),
    "handling": ("submit_reply",),
    "return_pending": ("rule_on_return",),
    "answered": ("accept_reply", "tell_citizen", "close"),
    "closed": ("follow_up",),
    "followed_up": ("archive",),
    "verifying": ("verify_rating",),
}
"""State → the one next step, first of those that are open."""
