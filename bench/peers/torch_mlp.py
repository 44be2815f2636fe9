"""PyTorch with preloaded tensors: python3 torch_mlp.py DATA_DIR BATCH SECONDS THREADS."""

import json
import os
import resource
import sys
import time

import numpy
import torch

data_dir, batch_size, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
threads = int(sys.argv[4])
torch.set_num_threads(threads)
pixels = numpy.fromfile(f"{data_dir}/train-images-idx3-ubyte", dtype=numpy.uint8, offset=16)
labels = numpy.fromfile(f"{data_dir}/train-labels-idx1-ubyte", dtype=numpy.uint8, offset=8)
images = ((torch.from_numpy(pixels).float() / 255 - 0.1307) / 0.3081).reshape(-1, 784)
targets = torch.from_numpy(labels).long()

model = torch.nn.Sequential(
    torch.nn.Linear(784, 128),
    torch.nn.ReLU(),
    torch.nn.Linear(128, 64),
    torch.nn.ReLU(),
    torch.nn.Linear(64, 10),
)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
criterion = torch.nn.CrossEntropyLoss()


def blas():
    """File names of the BLAS libraries that are loaded, which decide most of the speed."""
    with open("/proc/self/maps", encoding="ascii") as maps:
        files = {line.split()[-1] for line in maps if "/" in line}
    names = sorted({os.path.basename(os.path.realpath(file)) for file in files})
    return [name for name in names if any(word in name for word in ("blas", "mkl", "blis"))]


def train(duration):
    """Steps for so many seconds; returns the images seen, the seconds taken and the last loss."""
    started, seen = time.perf_counter(), 0
    while True:
        order = torch.randperm(len(images))
        for start in range(0, len(images) - batch_size + 1, batch_size):
            batch = order[start : start + batch_size]
            optimizer.zero_grad(set_to_none=True)
            loss = criterion(model(images[batch]), targets[batch])
            loss.backward()
            optimizer.step()
            seen += batch_size
            elapsed = time.perf_counter() - started
            if elapsed > duration:
                return seen, elapsed, loss.item()


train(seconds / 10)
seen, elapsed, loss = train(seconds)
print(
    json.dumps(
        {
            "name": f"PyTorch {torch.__version__} ({', '.join(blas())}), preloaded, "
            f"{threads} thread{'' if threads == 1 else 's'}",
            "batchSize": batch_size,
            "imagesPerSecond": seen / elapsed,
            "loss": loss,
            "peakMemoryBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        }
    )
)
