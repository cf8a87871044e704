"""Whatever is sent, the API answers as its document says, and never with a failure of its own."""

from __future__ import annotations

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
FEW = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def try_operation(operation, headers, case) -> int:
    """Send what the document allows; how often."""
    tried = []

    @FEW
    @given(data=st.data())
    def sent(data):
        made = data.draw(operation.as_strategy())
        if "case" in (made.path_parameters or {}) and data.draw(st.booleans()):
            made.path_parameters["case"] = case
        tried.append(made)
        made.call_and_validate(headers=headers, checks=CHECKS)

    sent()
    return len(tried)


def test_the_api_answers_as_its_document_says_whatever_is_sent(city):
    case = city.dispatched()
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", city.client.app)
    tried = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        if operation.path == "/api/clock/advance":
            continue  # it would play years of an empty city
        who = "administrator" if operation.method == "post" else "efficiency_office"
        tried += try_operation(operation, city._as(who), case)
    assert tried > 100
