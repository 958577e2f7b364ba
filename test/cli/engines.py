"""Runs integrations/encounter_notes_batches.py on engines that are not ours; scale-engines.deep.test.ts says with what.

    engines.py STEP NOTES.jsonl…      prints one JSON line a record, or one line that says what was refused
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "integrations"))
import encounter_notes_batches as notes_batches  # noqa: E402


def rows_of(files):
    return [json.loads(line) for file in files for line in Path(file).read_text().splitlines()]


def ordered(rows):
    return sorted(rows, key=lambda row: (row["patient"], row["file"]))


def in_batches(rows, size):
    return [rows[i : i + size] for i in range(0, len(rows), size)]


def show(rows):
    for row in rows:
        print(row["json"])


def frames(files):
    import pandas

    for batch in notes_batches.judge(pandas.DataFrame(part) for part in in_batches(ordered(rows_of(files)), 37)):
        show(batch.to_dict("records"))


def arrow(files):
    import pyarrow

    parts = in_batches(ordered(rows_of(files)), 37)
    for batch in notes_batches.judge(pyarrow.RecordBatch.from_pylist(part) for part in parts):
        show(batch.to_pylist())


def death(files):
    """The process is killed after the first chunk, and again within one."""
    notes_batches.CHUNK = 20_000
    for number, batch in enumerate(notes_batches.judge(in_batches(ordered(rows_of(files)), 37))):
        show(batch)
        if number in (0, 3):
            os.kill(notes_batches._running.check._process.pid, signal.SIGKILL)


def split(files):
    rows = ordered(rows_of(files))
    try:
        for batch in notes_batches.judge([rows, rows[:1]]):
            show(batch)
    except notes_batches.PatientSplit as error:
        print(json.dumps({"refused": str(error)}))


def odd(_files):
    """Values that are no text, from lists of dicts and from a frame whose patients are written in two ways."""
    import pandas

    note = "2026-11-20 visit P-1 @office"
    values = [5, float("nan"), None, ["a"], {"b": 1}, b"\xff", note.encode()]
    rows = [{"file": f"value {i}", "patient": f"P-{i}", "text": value} for i, value in enumerate(values)]
    for batch in notes_batches.judge([[*rows, None, 5]]):
        show(batch)
    patients = ["p-1", "P-2", None, "P-1", 7]
    frame = pandas.DataFrame({"file": "frame", "patient": patients, "text": [note] * 5}, dtype=object)
    show(notes_batches.judge_frame(frame).to_dict("records"))


def missing(files):
    os.environ["ENCOUNTER_NOTES"] = "no-such-command"
    try:
        list(notes_batches.judge([ordered(rows_of(files))]))
    except notes_batches.CheckFailed as error:
        print(json.dumps({"refused": str(error)}))


def dask(files):
    """The patients are split over the files, as in an archive by day. All once, and again while a worker is killed."""
    for is_killing in (False, True):
        for part in computed(files, is_killing):
            show(part.to_dict("records"))
        print(json.dumps({"end": "killed" if is_killing else "whole"}))


# Seconds for a computation that takes about ten: a scheduler that lost a task when its worker died waits forever.
PATIENCE = 120


def computed(files, is_killing):
    """The parts that a cluster of two workers gives; on another cluster if the scheduler of one has stopped."""
    import dask.bag
    from distributed import Client, LocalCluster, TimeoutError, wait

    for _ in range(3):
        cluster = LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
        with cluster, Client(cluster) as client:
            client.upload_file(notes_batches.__file__)
            bag = dask.bag.read_text([str(file) for file in files]).map(json.loads)
            frame = bag.to_dataframe(meta={"file": object, "patient": object, "text": object})
            parts = client.compute(notes_batches.judge_dask(frame, 8).to_delayed())
            if is_killing:
                kill_worker(client, parts)
            try:
                wait(parts, timeout=PATIENCE)
            except TimeoutError:
                print("the scheduler has stopped; the same on another cluster", file=sys.stderr)
                continue
            return client.gather(parts)
    raise TimeoutError("three clusters have stopped")


def kill_worker(client, parts):
    """Kill one worker when it holds a result, so that this one has to be computed again."""
    while True:
        held = [key for key, future in zip([part.key for part in parts], parts) if future.status == "finished"]
        holders = [worker for workers in client.who_has(parts).values() for worker in workers]
        if held and holders:
            break
        time.sleep(0.02)
    pids = client.run(os.getpid)
    os.kill(pids[holders[0]], signal.SIGKILL)


def spark(files):
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2]").getOrCreate()
    frame = session.read.schema("file string, patient string, text string").json([str(file) for file in files])
    show(row.asDict() for row in notes_batches.judge_spark(frame, 8).collect())


if __name__ == "__main__":
    {
        "frames": frames,
        "arrow": arrow,
        "death": death,
        "split": split,
        "odd": odd,
        "missing": missing,
        "dask": dask,
        "spark": spark,
    }[sys.argv[1]](sys.argv[2:])
