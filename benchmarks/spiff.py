"""The peer: SpiffWorkflow runs the same steps as BPMN, its state kept in PostgreSQL.

After every task the whole state, as its serializer writes it, is in one row, in a transaction that is on
disk. That alone keeps no events, clocks, task lists or digests. With *equal persistence* the same
transaction also holds every row that a command here leaves: what happened with its digest, the command's
id, the work list, the clocks, the outbox, the jobs, the row that lists are made from. Whoever runs a
service on such an engine needs them too. The rows are the very ones the store sent, sent again under the
peer's ids (`bare`): deriving them, which an application would have to do, costs the peer nothing.
"""

import io
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import psycopg
from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

from benchmarks.bare import Life
from benchmarks.life import LIFE, new_id
from tongban.handling.codec import plain

TABLE = "CREATE TABLE spiff_case (case_id uuid PRIMARY KEY, version integer NOT NULL, state json NOT NULL)"
_INSERT = b"INSERT INTO spiff_case (case_id, version, state) VALUES (%s, 1, %s)"
_UPDATE = b"UPDATE spiff_case SET version = %s, state = %s WHERE case_id = %s AND version = %s"
_SELECT = b"SELECT state::text FROM spiff_case WHERE case_id = %s"

_BEFORE, _BESIDE, _AFTER = (
    ("receive", "accept"),
    ("fire", "housing", "health", "examine"),
    (
        "decide",
        "document",
        "deliver",
    ),
)
TASKS = (*_BEFORE, *_BESIDE, *_AFTER)


def model() -> bytes:
    """The steps of the life as BPMN: four side by side between acceptance and decision."""
    flows: list[tuple[str, str]] = []
    line = ["start", *_BEFORE, "fork"]
    flows += pairwise(line)
    flows += [edge for step in _BESIDE for edge in (("fork", step), (step, "join"))]
    line = ["join", *_AFTER, "end"]
    flows += pairwise(line)
    nodes = [
        '<startEvent id="start"/>',
        *(f'<manualTask id="{task}" name="{task}"/>' for task in TASKS),
        '<parallelGateway id="fork"/>',
        '<parallelGateway id="join"/>',
        '<endEvent id="end"/>',
    ]
    arrows = [f'<sequenceFlow id="f{n}" sourceRef="{a}" targetRef="{b}"/>' for n, (a, b) in enumerate(flows)]
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="bench">'
        f'<process id="licence" isExecutable="true">{"".join(nodes + arrows)}</process></definitions>'
    ).encode()


def _with_references(xml: bytes) -> Any:
    """The parser wants each node to name its incoming and outgoing flows."""
    tree = etree.parse(io.BytesIO(xml))
    space = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
    process = tree.getroot()[0]
    nodes = {node.get("id"): node for node in process}
    for flow in process.findall(f"{space}sequenceFlow"):
        for end, name in (("targetRef", "incoming"), ("sourceRef", "outgoing")):
            etree.SubElement(nodes[flow.get(end)], f"{space}{name}").text = flow.get("id")
    return tree


class Peer:
    """Parsed once, as an application would."""

    def __init__(self) -> None:
        parser = BpmnParser()
        parser.add_bpmn_xml(_with_references(model()))
        self.spec = parser.get_spec("licence")
        self.serializer = BpmnWorkflowSerializer()
        self.bytes_per_case = 0

    def play(
        self, connection: "psycopg.Connection[Any]", *, remember: bool, beside: Life | None = None
    ) -> Iterator[None]:
        """Complete tasks for ever; with `remember` the workflow stays in memory between them.

        `beside` are the rows of equal persistence.
        """
        while True:
            case_id, workflow = new_id(), BpmnWorkflow(self.spec)
            workflow.do_engine_steps()
            for number, name in enumerate(TASKS):
                if number and not remember:
                    row = psycopg.Cursor(connection).execute(_SELECT, [case_id], prepare=True).fetchone()
                    assert row is not None
                    workflow = self.serializer.deserialize_json(row[0])
                task = next(
                    t for t in workflow.get_tasks(state=TaskState.READY) if t.task_spec.bpmn_id == name
                )
                _at, actor, post, body = LIFE[number]
                task.data[name] = {"actor": actor, "post": post, **plain(body)}
                task.run()
                workflow.do_engine_steps()
                state = self.serializer.serialize_json(workflow)
                with connection.transaction():
                    cursor = psycopg.Cursor(connection)
                    if number:
                        cursor.execute(_UPDATE, [number + 1, state, case_id, number], prepare=True)
                    else:
                        cursor.execute(_INSERT, [case_id, state], prepare=True)
                    assert cursor.rowcount == 1
                    if beside is not None:
                        beside.send(connection, number, case_id)
                yield
            assert workflow.is_completed()
            self.bytes_per_case = len(json.dumps(state))
