"""What `npm run bench -- train --device gpu` is compared with: the same run in PyTorch on the card.

    python3 bench/peers/torch_full_run.py DATA_DIR [--epochs 50] [--batch-size 128] [--rounds 3]

784-128-64-10, Adam, all images as normalised tensors on the card before the clock starts, a new order
each pass. `eager` is the loop as one writes it; `CUDA graph` is one recorded step, replayed. A graph has
one batch size, so its passes leave out the last images that fill no batch (96 of 60,000 at 128); the
eager loop takes them. Prints a JSON object a line, with the seconds of the whole run.
"""

import argparse
import json
import statistics
import sys
import time

import numpy
import torch


def read_set(data_dir, part, device):
    """Images, normalised, and labels of MNIST's `train` or `t10k`."""
    pixels = numpy.fromfile(f"{data_dir}/{part}-images-idx3-ubyte", dtype=numpy.uint8)[16:]
    labels = numpy.fromfile(f"{data_dir}/{part}-labels-idx1-ubyte", dtype=numpy.uint8)[8:]
    images = (torch.from_numpy(pixels).to(device).float() / 255 - 0.1307) / 0.3081
    return images.reshape(-1, 784), torch.from_numpy(labels).to(device).long()


def new_model(device):
    """The network that the app ships."""
    return torch.nn.Sequential(
        torch.nn.Linear(784, 128),
        torch.nn.ReLU(),
        torch.nn.Linear(128, 64),
        torch.nn.ReLU(),
        torch.nn.Linear(64, 10),
    ).to(device)


def train_eager(model, images, labels, batch_size, epochs):
    """The usual loop."""
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    criterion = torch.nn.CrossEntropyLoss()
    for _ in range(epochs):
        order = torch.randperm(len(images), device=images.device)
        for start in range(0, len(images), batch_size):
            batch = order[start : start + batch_size]
            optimizer.zero_grad(set_to_none=True)
            criterion(model(images[batch]), labels[batch]).backward()
            optimizer.step()


def train_graph(model, images, labels, batch_size, epochs):
    """The same step, recorded once and replayed (https://pytorch.org/docs/stable/notes/cuda.html#cuda-graphs)."""
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, capturable=True)
    criterion = torch.nn.CrossEntropyLoss()
    batch = torch.zeros(batch_size, dtype=torch.long, device=images.device)
    before = [parameter.detach().clone() for parameter in model.parameters()]

    def step():
        optimizer.zero_grad(set_to_none=True)
        criterion(model(images[batch]), labels[batch]).backward()
        optimizer.step()

    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            step()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    optimizer.zero_grad(set_to_none=True)
    with torch.cuda.graph(graph):
        step()
    # Recording needs some steps to warm up, which the run must not have learned from.
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), before):
            parameter.copy_(value)
        for state in optimizer.state.values():
            for value in state.values():
                value.zero_()
    for _ in range(epochs):
        order = torch.randperm(len(images), device=images.device)
        for start in range(0, len(images) - batch_size + 1, batch_size):
            batch.copy_(order[start : start + batch_size])
            graph.replay()


def main():
    """Runs both loops in turns."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data_dir")
    parser.add_argument("--epochs", type=int, default=50)
    parser.add_argument("--batch-size", type=int, default=128)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--device", default="cuda", choices=["cuda", "cpu"])
    options = parser.parse_args()
    if options.device == "cuda" and not torch.cuda.is_available():
        sys.exit(f"PyTorch {torch.__version__} finds no card")
    images, labels = read_set(options.data_dir, "train", options.device)
    test_images, test_labels = read_set(options.data_dir, "t10k", options.device)
    loops = {"eager": train_eager}
    if options.device == "cuda":
        loops["CUDA graph"] = train_graph
    seconds = {name: [] for name in loops}
    accuracy = {}
    # The first round is not counted: libraries load, and choose their kernels.
    for round_number in range(options.rounds + 1):
        epochs = options.epochs if round_number > 0 else 1
        for name, train in loops.items():
            torch.manual_seed(round_number)
            model = new_model(options.device)
            if options.device == "cuda":
                torch.cuda.synchronize()
            started = time.perf_counter()
            train(model, images, labels, options.batch_size, epochs)
            if options.device == "cuda":
                torch.cuda.synchronize()
            if round_number == 0:
                continue
            seconds[name].append(time.perf_counter() - started)
            with torch.no_grad():
                right = model(test_images).argmax(1) == test_labels
            accuracy[name] = right.float().mean().item()
    for name in loops:
        median = statistics.median(seconds[name])
        print(
            json.dumps(
                {
                    "name": f"PyTorch {torch.__version__}, {name}, preloaded",
                    "seconds": median,
                    "imagesPerSecond": options.epochs * len(images) / median,
                    "accuracy": accuracy[name],
                }
            )
        )


main()
