"""Writes the event file that `test/reference/event-file.test.ts` holds ours against, by TensorBoard's own writer.

    pip install tensorboard==2.21.0
    python scripts/make-event-file.py > test/reference/data/event-file.json

Values are float32 in the file: some below have more digits. Zeros are what protobuf leaves out, and what it does not.
"""

import io
import json

import tensorboard
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

START = 1769853600.25
EVENTS = [
    {"wallTime": START, "step": 0, "scalars": {"loss/train": 2.302585092994046, "lr": 0.0}},
    {"wallTime": 1769853601.125, "step": 47, "scalars": {"rotation_distance/00_4.branch.0": 1e-9}},
    {"wallTime": 1769853602.0, "step": 2**40 + 1, "scalars": {"größe/ä": -0.1, "accuracy/test": 1.0}},
    {"wallTime": 0.0, "step": 300, "scalars": {f"weight_norm/{place:02d}": place / 3 for place in range(40)}},
]


def written() -> bytes:
    file = io.BytesIO()
    writer = RecordWriter(file)
    writer.write(Event(wall_time=START, file_version="brain.Event:2").SerializeToString())
    for event in EVENTS:
        values = [Summary.Value(tag=tag, simple_value=value) for tag, value in event["scalars"].items()]
        message = Event(wall_time=event["wallTime"], step=event["step"], summary=Summary(value=values))
        writer.write(message.SerializeToString())
    writer.flush()
    return file.getvalue()


content = {"tensorboard": tensorboard.__version__, "start": START, "events": EVENTS, "bytes": written().hex()}
print(json.dumps(content, indent=1, ensure_ascii=False))
