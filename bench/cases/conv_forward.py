"""Seconds an image of the forward pass alone in Python torch, eager, channels last.

    conv_forward.py NET IMAGES.safetensors THREADS PASSES

In evaluation mode, without gradients, in batches of 128 that are ready as normalized numbers.
"""

import json
import statistics
import sys
import time

import torch
from conv_nets import CONV_NETS
from samples import read

name, path, threads, passes = sys.argv[1:5]
torch.set_num_threads(int(threads))
torch.manual_seed(1)
images, _ = read(path)
net = CONV_NETS[name]().eval().to(memory_format=torch.channels_last)
inputs = images.float().sub_(127.5).div_(74).contiguous(memory_format=torch.channels_last)
batches = inputs.split(128)
seconds = []
with torch.no_grad():
    for _ in range(1 + int(passes)):
        start = time.perf_counter()
        for batch in batches:
            net(batch)
        seconds.append((time.perf_counter() - start) / len(images))
print(json.dumps({"seconds": statistics.median(seconds[1:])}))  # The first one is the warm-up.
