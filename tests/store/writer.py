"""Carries out commands on many cases and notes each once it was told that it is done.

Run as a program: writer.py URL NUMBER CASES COMMANDS NOTES. Begins again where its notes end, with the
same command ids, as a client does that got no answer.
"""

import sys
from pathlib import Path

from cast import CLERK, instant, receive, supplement
from office import open_office
from stored import case_id
from tongban.handling.in_memory import MemoryPersonalData
from tongban.kernel import Command
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections


def main(url: str, number: int, cases: int, commands: int, notes: Path) -> None:
    office = open_office(store=PgStore(OwnConnections(url)), personal=MemoryPersonalData())
    item = office.handler.ports.catalogue.in_force("food-operation-licence", instant("2025-09-24").date())
    told = set(notes.read_text().split("\n")) if notes.exists() else set()
    with notes.open("a") as file:
        for turn in range(commands):
            name = f"{number}-{turn}"
            if name in told:
                continue
            body = receive(receipt_number=f"R-{name}") if turn < cases else supplement("form")
            case = case_id(number * cases + turn % cases)
            command = Command(name, case, instant("2025-09-24"), CLERK.account, CLERK.post, body)
            office.handler.carry_out(command, item=item)
            file.write(name + "\n")
            file.flush()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]), Path(sys.argv[5]))
