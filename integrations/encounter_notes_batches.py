"""Check encounter notes on Spark, Dask, DuckDB, or anything else that has batches of rows.

One file that needs the standard library only, beside the engine's own pandas or Arrow. Each worker thread starts the
command `encounter-notes check --input jsonl` once, sends it notes over standard input and reads records over standard
output. Records are those of `schemas/records.schema.json`.

    judge(batches)           batches in, batches out: pandas frames, Arrow record batches or tables, or lists of dicts
    judge_frame(frame)       one pandas frame, for Dask's map_partitions
    judge_spark(notes, n)    a Spark data frame, partitioned by patient, with mapInPandas
    judge_dask(notes, n)     a Dask data frame, partitioned by patient
    python3 encounter_notes_batches.py < notes.jsonl > results.jsonl

A batch has the columns `file`, `patient` and `text`. Findings rest on the history of the patient, so all notes of a
patient must be in one partition, one after the other; across the batches of a partition they may run on. If a patient
comes again after others, `judge` raises PatientSplit. It cannot see other partitions: partition by patient, as
judge_spark and judge_dask do.

The command is `encounter-notes`, or what the environment variable ENCOUNTER_NOTES says (a shell-like line, such as
`node /opt/encounter-notes/dist/cli.js`).
"""

import atexit
import json
import os
import shlex
import subprocess
import sys
import tempfile
import threading

#: The columns of a result, all texts. `record` is encounter, finding, notice or error; `json` is the whole record.
COLUMNS = ("record", "file", "encounter", "patient", "date", "rule", "severity", "message", "json")
SPARK_SCHEMA = ", ".join(f"{column} string" for column in COLUMNS)

#: Characters of notes that are sent before their results are awaited; what is sent again if the process dies.
CHUNK = 4 * 1024 * 1024
#: How often one chunk is tried.
TRIES = 3

CHECK = "check --input jsonl --format jsonl --fail-on never --on-error record --jobs 1".split()


class PatientSplit(ValueError):
    """The notes of a patient are not together."""


class CheckFailed(RuntimeError):
    """The command cannot be started, or it ends again and again on the same notes."""


def judge(batches, options=()):
    """Yield the records of all notes, batch by batch, in the kind of the batches.

    options: more options of `encounter-notes check`, such as ("--profile", "medicare").
    """
    pack = None
    for chunk, pack in _chunks(batches):
        yield pack(_rows(_checked(chunk, tuple(options))))


def judge_frame(frame, options=()):
    """The records of one pandas frame that holds whole patients; its notes may be in any order."""
    import pandas

    ordered = frame.sort_values(["patient", "file"], kind="stable", key=lambda column: column.map(_order))
    results = list(judge([ordered], options))
    return pandas.concat(results, ignore_index=True) if results else _frame([])


def judge_spark(notes, partitions, options=()):
    """The records of a Spark data frame with the columns file, patient and text."""
    whole = notes.select("file", "patient", "text").repartition(partitions, "patient").sortWithinPartitions("patient", "file")
    return whole.mapInPandas(lambda batches: judge(batches, options), SPARK_SCHEMA)


def judge_dask(notes, partitions, options=()):
    """The records of a Dask data frame with the columns file, patient and text."""
    whole = notes[["file", "patient", "text"]].shuffle(on="patient", npartitions=partitions)
    return whole.map_partitions(judge_frame, list(options), meta=_frame([]))


def _order(value):
    """What a patient or a file is sorted by: one patient is one in capitals and small letters."""
    return (_text(value) or "").upper()


# Rows


def _chunks(batches):
    """Cut rows into chunks of whole patients, each with the function that packs its results."""
    chunk, size, current, seen, number, pack = [], 0, None, set(), 0, None
    for batch in batches:
        rows, pack = _unpacked(batch)
        for file, patient, text in rows:
            number += 1
            patient = None if patient is None else str(patient)
            key = None if patient is None else patient.upper()
            if key is None or key != current:
                if key in seen:
                    raise PatientSplit(
                        f"Row {number} of the partition has a patient who came before, with other patients between: "
                        "sort each partition by patient, and partition by patient."
                    )
                if key is not None:
                    seen.add(key)
                if size >= CHUNK:
                    yield chunk, pack
                    chunk, size = [], 0
                current = key
            file = file or f"row {number}"
            line = json.dumps({"file": file, "patient": patient, "text": text})
            chunk.append((file, line))
            size += len(line)
    if chunk:
        yield chunk, pack


def _unpacked(batch):
    """The (file, patient, text) of a batch, and the function that packs rows in the same kind."""
    if isinstance(batch, list):
        rows = [row if isinstance(row, dict) else {} for row in batch]
        return [(_text(row.get("file")), _text(row.get("patient")), _note(row.get("text"))) for row in rows], _dicts
    if hasattr(batch, "to_pydict"):
        columns, pack = batch.to_pydict(), _arrow
    elif hasattr(batch, "itertuples"):
        columns, pack = {name: batch[name].tolist() for name in batch.columns}, _frame
    else:
        raise TypeError(f"A batch is a pandas frame, Arrow data or a list of dicts, not {type(batch).__name__}.")
    if "text" not in columns or "patient" not in columns:
        raise ValueError("A batch needs the columns patient and text, and should have file.")
    files = columns.get("file") or [None] * len(columns["text"])
    rows = zip(files, columns["patient"], columns["text"])
    return [(_text(file), _text(patient), _note(text)) for file, patient, text in rows], pack


def _note(value):
    """The text of a note. None for anything else, such as a number: the check leaves an error record of it."""
    return _text(value) if isinstance(value, (str, bytes)) else None


def _text(value):
    """A value as text; None if it is missing, or bytes that are no UTF-8."""
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return None
    if isinstance(value, str):
        return value
    return None if _is_missing(value) else str(value)


def _is_missing(value):
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):  # a list of an engine compares with itself item by item
        return False


def _rows(records):
    for record in records:
        whole = {**record, "encounter": record["id"]} if record["record"] == "encounter" else record
        yield {
            **{column: whole.get(column) for column in COLUMNS},
            "json": json.dumps(record, ensure_ascii=False, separators=(",", ":")),
        }


def _dicts(rows):
    return list(rows)


def _frame(rows):
    import pandas

    return pandas.DataFrame(list(rows), columns=list(COLUMNS), dtype=object)


def _arrow(rows):
    import pyarrow

    schema = pyarrow.schema([(column, pyarrow.string()) for column in COLUMNS])
    return pyarrow.RecordBatch.from_pylist(list(rows), schema=schema)


# The process


class _Check:
    """One running command."""

    def __init__(self, options):
        command = shlex.split(os.environ.get("ENCOUNTER_NOTES", "encounter-notes"))
        self._errors = tempfile.TemporaryFile()
        self._sent = 0
        try:
            self._process = subprocess.Popen(
                [*command, *CHECK, *options],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
            )
        except OSError as error:
            raise CheckFailed(
                f"{command[0]} cannot be started ({error.strerror}): install it, or set ENCOUNTER_NOTES to its command."
            ) from None

    def ask(self, notes):
        """The records of some notes; None if the process ended before it had sent all."""
        text = "".join([*(line + "\n" for _, line in notes), '{"flush": 0}\n']).encode()
        before, self._sent = self._sent, self._sent + len(notes) + 1
        writer = threading.Thread(target=self._write, args=(text,), daemon=True)
        writer.start()
        records = []
        for line in self._process.stdout:
            try:
                record = json.loads(line)
            except ValueError:
                break  # it was killed within a line
            if record["record"] == "flushed":
                writer.join()
                return records
            if "inputLine" in record:  # counted from the start of the process, which means nothing to a reader
                record["file"] = notes[record.pop("inputLine") - before - 1][0]
            records.append(record)
        self.close()
        writer.join()
        return None

    def _write(self, text):
        try:
            self._process.stdin.write(text)
            self._process.stdin.flush()
        except (OSError, ValueError):
            pass  # it has ended; the reader finds that out

    def last_words(self):
        """Why it ended. The command never writes text of a note there."""
        self._errors.seek(0)
        words = self._errors.read()[-500:].decode("utf-8", "replace").strip()
        return words or f"exit code {self._process.returncode}"

    def close(self):
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                pipe.close()
            except OSError:
                pass


#: The process of each worker thread, which outlives the partitions.
_running = threading.local()


def _checked(notes, options):
    """The records of some notes of whole patients, from this thread's process, or from a new one if it dies."""
    words = ""
    for _ in range(TRIES):
        key = (os.getpid(), options)
        if getattr(_running, "key", None) != key:
            _stop()
            _running.check = _Check(options)
            _running.key = key
            atexit.register(_running.check.close)
        records = _running.check.ask(notes)
        if records is not None:
            return records
        words = _running.check.last_words()
        _stop()
    raise CheckFailed(f"The check ended {TRIES} times on the same {len(notes)} notes: {words}")


def _stop():
    check = getattr(_running, "check", None)
    if check is not None and _running.key[0] == os.getpid():
        atexit.unregister(check.close)
        check.close()
    _running.check = _running.key = None


# Standard input


def _batches_of(lines, rows=1000):
    batch = []
    for line in lines:
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):  # not JSON, or lists within lists without end
                row = None
            batch.append(row if isinstance(row, dict) else {})
        if len(batch) == rows:
            yield batch
            batch = []
    yield batch


def main():
    out = sys.stdout.buffer
    try:
        for rows in judge(_batches_of(sys.stdin.buffer), tuple(sys.argv[1:])):
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    except (PatientSplit, CheckFailed) as error:
        sys.exit(str(error))
    out.flush()


if __name__ == "__main__":
    main()
