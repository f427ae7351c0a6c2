"""Seconds a training step of a convolutional network in Python torch, eager, and the peak memory.

    conv_step.py NET IMAGES.safetensors THREADS EPOCHS nchw|channels_last [--foreach]

Batches of 128 in shuffled order, picked from bytes and normalized; all kernels trained by Layca
over plain SGD, written by hand, op by op or by torch's foreach functions.
"""

import json
import sys
import time

import torch
from conv_nets import CONV_NETS
from layca_by_hand import ForeachLayca, Layca
from peak_bytes import peak_bytes
from samples import read
from torch import nn

BATCH = 128
RATE = 3**-3

name, path, threads, epochs, layout = sys.argv[1:6]
torch.set_num_threads(int(threads))
torch.manual_seed(1)
images, targets = read(path)
mean = images.double().mean().item()
deviation = images.double().std(correction=0).item()
memory_format = torch.channels_last if layout == "channels_last" else torch.contiguous_format
net = CONV_NETS[name]().to(memory_format=memory_format)
kind = ForeachLayca if "--foreach" in sys.argv else Layca
optimizer = kind(net.parameters(), rate=RATE)
loss_function = nn.CrossEntropyLoss()
for epoch in range(1 + int(epochs)):  # The first one is the warm-up.
    if epoch == 1:
        start = time.perf_counter()
    for batch in torch.randperm(len(images)).split(BATCH):
        inputs = images[batch].float().sub_(mean).div_(deviation)
        optimizer.zero_grad()
        logits = net(inputs.contiguous(memory_format=memory_format))
        loss = loss_function(logits, targets[batch])
        loss.backward()
        optimizer.step()
        loss.item()
steps = int(epochs) * len(images) // BATCH
seconds = (time.perf_counter() - start) / steps
print(json.dumps({"seconds": seconds, "peakBytes": peak_bytes()}))
