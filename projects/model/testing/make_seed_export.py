"""Writes the fixtures beside it: an export in the shape of the seed's (three checkpoints, no hashes) and
what PyTorch computes with its last checkpoint.

Debian: apt-get install python3-torch; python3 make_seed_export.py
Format: Neural-Network-Visualisation by DFin, mlp_train.py (version 2, per-snapshot files).
"""

import base64
import json
from pathlib import Path

import torch
from torch import nn

ARCHITECTURE = [784, 6, 5, 10]
MEAN, STD = 0.1307, 0.3081
HERE = Path(__file__).parent


def network() -> nn.Sequential:
    a, b, c, d = ARCHITECTURE
    return nn.Sequential(nn.Linear(a, b), nn.ReLU(), nn.Linear(b, c), nn.ReLU(), nn.Linear(c, d))


def tensor(values: torch.Tensor) -> dict:
    data = values.detach().numpy().astype("<f2").tobytes()
    return {"shape": list(values.shape), "data": base64.b64encode(data).decode()}


def activation(index: int) -> str:
    return "linear" if index == len(ARCHITECTURE) - 2 else "relu"


def write_json(name: str, value: object, **options) -> None:
    path = HERE / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, **options) + ("\n" if options.get("indent") else ""))


def checkpoint(order, key, label, kind, target, seen, batches, description, metrics, multiple=None):
    entry = {
        "id": key,
        "order": order,
        "label": label,
        "kind": kind,
        "target_images": target,
        "images_seen": seen,
        "batches_seen": batches,
        "dataset_passes": seen / 60000,
        "description": description,
        "metrics": metrics,
        "weights": {
            "path": f"seed_export/{order:03d}_{key.replace('_', '-')}.json",
            "dtype": "float16",
            "format": "layer_array_v1",
        },
    }
    return entry if multiple is None else {**entry, "dataset_multiple": multiple}


torch.manual_seed(20)
timeline = [
    checkpoint(0, "initial", "Initial weights", "initial", 0, 0, 0,
               "0 images processed (random initialisation)", {"test_accuracy": 0.1375}),
    checkpoint(1, "approx_50", "≈50 images", "approx", 50, 128, 1,
               "128 images processed • 1 batches • 0.00× dataset",
               {"test_accuracy": 0.252, "avg_training_loss": 2.318258285522461}),
    checkpoint(14, "dataset_1x", "1× dataset", "dataset_multiple", 60000, 60000, 469,
               "60,000 images • 1× dataset • 469 batches",
               {"test_accuracy": 0.9539, "avg_training_loss": 0.3209175285657247}, 1.0),
]
manifest = {
    "version": 2,
    "dtype": "float16",
    "weights": {"storage": "per_snapshot_files", "format": "layer_array_v1", "precision": "float16"},
    "network": {
        "architecture": ARCHITECTURE,
        "layers": [
            {
                "layer_index": i,
                "type": "dense",
                "name": f"dense_{i}",
                "activation": activation(i),
                "weight_shape": [ARCHITECTURE[i + 1], ARCHITECTURE[i]],
                "bias_shape": [ARCHITECTURE[i + 1]],
            }
            for i in range(len(ARCHITECTURE) - 1)
        ],
        "input_dim": ARCHITECTURE[0],
        "output_dim": ARCHITECTURE[-1],
        "normalization": {"mean": MEAN, "std": STD},
    },
    "timeline": timeline,
}
write_json("seed_export.json", manifest, indent=2)

for entry in timeline:
    model = network()
    dense = [layer for layer in model if isinstance(layer, nn.Linear)]
    layers = [
        {
            "layer_index": i,
            "name": f"dense_{i}",
            "activation": activation(i),
            "weights": tensor(layer.weight),
            "biases": tensor(layer.bias),
        }
        for i, layer in enumerate(dense)
    ]
    write_json(entry["weights"]["path"], {"version": 1, "dtype": "float16", "layers": layers},
               separators=(",", ":"))

# The last checkpoint as readers load it, rounded to half floats, in double precision.
model = model.half().double()
pixels = torch.zeros(28, 28, dtype=torch.float64)
pixels[5:23, 12:16] = 1.0
pixels[4, 13:15] = 0.5
values = (pixels.flatten() - MEAN) / STD
pre_activations = []
for layer in model:
    values = layer(values)
    if isinstance(layer, nn.Linear):
        pre_activations.append([round(value, 12) for value in values.tolist()])
write_json("pytorch_reference.json", {
    "pixels": pixels.flatten().tolist(),
    "preActivations": pre_activations,
    "probabilities": [round(p, 12) for p in torch.softmax(values, 0).tolist()],
})
