"""Milliseconds to set, seal and verify a document: `python -m benchmarks documents`."""

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from connectors.specimens import SPECIMENS
from tongban.connectors.seal import PadesSeal, demo_certificate
from tongban.connectors.typesetter import TypstTypesetter

REPEATS = 15


def milliseconds(action):
    first = time.perf_counter()
    result = action()
    times = [time.perf_counter() - first]
    for _ in range(REPEATS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return result, times[0] * 1000, median(times[1:]) * 1000


def main():
    at = datetime(2026, 3, 30, 2, 30, tzinfo=UTC)
    typesetter = TypstTypesetter()
    print(f"{'what':<28}{'first ms':>10}{'median ms':>11}{'bytes':>9}")

    def show(what, pdf, first, middle):
        print(f"{what:<28}{first:>10.1f}{middle:>11.1f}{len(pdf):>9}")

    documents = {}
    for form, fields in SPECIMENS.items():
        documents[form], first, middle = milliseconds(
            lambda form=form, fields=fields: typesetter.render(
                form, fields, qr_payload="https://city.example/v/42"
            )
        )
        show(f"set {form}", documents[form], first, middle)
    with tempfile.TemporaryDirectory() as directory:
        start = time.perf_counter()
        seal = PadesSeal(demo_certificate.create(Path(directory), at=at))
        print(f"{'make the demo certificate':<28}{(time.perf_counter() - start) * 1000:>10.1f}")
        sealed, first, middle = milliseconds(
            lambda: seal.sign(documents["licence"], reason="颁发", signer="演示市行政审批局", at=at)
        )
        show("seal licence", sealed, first, middle)
        report, first, middle = milliseconds(lambda: seal.verify(sealed))
        assert report.is_valid
        show("verify licence", sealed, first, middle)


if __name__ == "__main__":
    main()
