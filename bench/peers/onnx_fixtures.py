"""Writes the ONNX files of projects/formats/testing/onnx/, and what they compute for ten digits.

Debian: apt-get install python3-torch python3-onnx; python3 onnx_fixtures.py
Files named pytorch-* are what PyTorch's own exporter writes (TorchScript, 1.13). Files named synthetic-* are put together
node by node after what other exporters write: PyTorch 2.9 (torch.onnx.export with dynamo), tf2onnx, skl2onnx.
"""

import json

import numpy
import torch
from onnx import TensorProto, ValueInfoProto, checker, helper, numpy_helper, save
from onnx.external_data_helper import convert_model_to_external_data
from torch import nn

from onnx_networks import INPUTS, MEAN, STD, ROOT, Mlp, Normalizing, samples, train, with_batch_norm

OUT = ROOT / "projects/formats/testing/onnx"
FLOAT, DOUBLE, HALF, INT64 = TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.FLOAT16, TensorProto.INT64
expected: dict[str, dict] = {}


def remember(name: str, kind: str, logits) -> None:
    """Logits, or what differs from them by a constant for each image."""
    rows = [[float(f"{value:.9g}") for value in row] for row in logits.tolist()]
    expected[name] = {"input": kind, "logits": rows}


def reference(model: nn.Module, kind: str):
    """What a model computes in double precision."""
    with torch.no_grad():
        return model.double()(INPUTS[kind](samples().double()))


def export(name: str, model: nn.Module, kind: str, opset: int, dynamic: bool) -> None:
    axes = {"image": {0: "batch"}, "scores": {0: "batch"}} if dynamic else None
    torch.onnx.export(
        model.float(),
        torch.zeros(1, 1, 28, 28),
        str(OUT / f"{name}.onnx"),
        input_names=["image"],
        output_names=["scores"],
        opset_version=opset,
        dynamic_axes=axes,
    )
    remember(name, kind, reference(model, kind))
    model.float()


def arrays(model: Mlp) -> list[numpy.ndarray]:
    parts = (model.fc1.weight, model.fc1.bias, model.fc2.weight, model.fc2.bias)
    return [part.detach().numpy().copy() for part in parts]


def logits_of(weights, x: numpy.ndarray) -> numpy.ndarray:
    w1, b1, w2, b2 = (part.astype(numpy.float64) for part in weights)
    return numpy.maximum(x.reshape(10, 784).astype(numpy.float64) @ w1.T + b1, 0) @ w2.T + b2


def write(name, nodes, constants, inputs, outputs, opsets, producer, external=False) -> None:
    initializers = [numpy_helper.from_array(value, key) for key, value in constants.items()]
    graph = helper.make_graph(nodes, "network", inputs, outputs, initializers)
    imports = [helper.make_opsetid(domain, version) for domain, version in opsets.items()]
    model = helper.make_model(graph, opset_imports=imports, ir_version=8)
    model.producer_name, model.producer_version = producer
    checker.check_model(model)
    path = OUT / f"{name}.onnx"
    if external:
        (OUT / f"{path.name}.data").unlink(missing_ok=True)
        convert_model_to_external_data(model, location=f"{path.name}.data", size_threshold=64)
    save(model, str(path))


def dynamo(weights) -> None:
    """PyTorch 2.9: weights in a file beside it, Reshape from the image's own Shape, MatMul and Add, LogSoftmax."""
    w1, b1, w2, b2 = weights
    node = helper.make_node
    nodes = [
        node("Shape", ["x"], ["val_0"], start=0, end=1),
        node("Concat", ["val_0", "val_1"], ["val_2"], axis=0),
        node("Reshape", ["x", "val_2"], ["view"], name="node_view", allowzero=1),
        node("Gemm", ["view", "fc1.weight", "fc1.bias"], ["linear"], name="node_linear", transB=1),
        node("Relu", ["linear"], ["relu"], name="node_relu"),
        node("Transpose", ["fc2.weight"], ["val_3"], perm=[1, 0]),
        node("MatMul", ["relu", "val_3"], ["val_4"], name="node_MatMul_4"),
        node("Add", ["val_4", "fc2.bias"], ["linear_1"], name="node_linear_1"),
        node("LogSoftmax", ["linear_1"], ["log_softmax"], axis=1),
    ]
    constants = {
        "val_1": numpy.array([784], dtype=numpy.int64),
        **{"fc1.weight": w1, "fc1.bias": b1, "fc2.weight": w2, "fc2.bias": b2},
    }
    image = helper.make_tensor_value_info("x", FLOAT, ["s0", 1, 28, 28])
    answer = helper.make_tensor_value_info("log_softmax", FLOAT, ["s0", 10])
    name = "synthetic-dynamo"
    write(name, nodes, constants, [image], [answer], {"": 18}, ("pytorch", "2.9.0"), external=True)
    remember(name, "0-1", logits_of(weights, samples().numpy()))


def keras(weights) -> None:
    """tf2onnx: Rescaling(1/127.5, -1) as Mul and Add, weights [in, out], names with slashes."""
    w1, b1, w2, b2 = weights
    node = helper.make_node
    nodes = [
        node("Mul", ["image", "rescale/scale"], ["rescale/mul:0"], name="sequential/rescaling/mul"),
        node("Add", ["rescale/mul:0", "rescale/offset"], ["rescale/add:0"], name="sequential/rescaling/add"),
        node("Reshape", ["rescale/add:0", "shape"], ["flatten:0"], name="sequential/flatten/Reshape"),
        node("MatMul", ["flatten:0", "dense/kernel"], ["dense/MatMul:0"], name="sequential/dense/MatMul"),
        node("Add", ["dense/MatMul:0", "dense/bias"], ["dense/BiasAdd:0"], name="sequential/dense/BiasAdd"),
        node("Relu", ["dense/BiasAdd:0"], ["dense/Relu:0"], name="sequential/dense/Relu"),
        node("MatMul", ["dense/Relu:0", "dense_1/kernel"], ["dense_1/MatMul:0"], name="sequential/dense_1/MatMul"),
        node("Add", ["dense_1/MatMul:0", "dense_1/bias"], ["dense_1/BiasAdd:0"], name="sequential/dense_1/BiasAdd"),
        node("Softmax", ["dense_1/BiasAdd:0"], ["dense_1/Softmax:0"], name="sequential/dense_1/Softmax"),
        node("Identity", ["dense_1/Softmax:0"], ["dense_1"], name="Identity"),
    ]
    constants = {
        "rescale/scale": numpy.array(1 / 127.5, dtype=numpy.float32),
        "rescale/offset": numpy.array(-1, dtype=numpy.float32),
        "shape": numpy.array([-1, 784], dtype=numpy.int64),
        **{"dense/kernel": w1.T.copy(), "dense/bias": b1, "dense_1/kernel": w2.T.copy(), "dense_1/bias": b2},
    }
    image = helper.make_tensor_value_info("image", FLOAT, ["unk__1", 28, 28])
    answer = helper.make_tensor_value_info("dense_1", FLOAT, ["unk__1", 10])
    name = "synthetic-tf2onnx"
    write(name, nodes, constants, [image], [answer], {"": 15}, ("tf2onnx", "1.16.1 15c810"))
    scaled = samples().numpy().astype(numpy.float64) * 255 * numpy.float32(1 / 127.5) - 1
    remember(name, "0-255", logits_of(weights, scaled))


def sklearn(name: str, weights, kind: int) -> None:
    """skl2onnx: Scaler and MLPClassifier with its label, biases [1, n]; what ends in softmax is named relu; in double without ZipMap."""
    w1, b1, w2, b2 = (part.astype(numpy.float64 if kind == DOUBLE else numpy.float32) for part in weights)
    node = helper.make_node
    rng = numpy.random.default_rng(3)
    offset = rng.uniform(0, 0.5, 784).astype(numpy.float32)
    scale = rng.uniform(0.5, 2, 784).astype(numpy.float32)
    # As if it had been trained behind the Scaler: what that does is undone.
    b1 = (b1 + w1 @ offset).astype(b1.dtype)
    w1 = (w1 / scale).astype(w1.dtype)
    nodes = [
        node("Scaler", ["X"], ["variable"], name="Scaler", domain="ai.onnx.ml", offset=offset, scale=scale),
        node("Cast", ["variable"], ["cast_input"], name="Cast", to=kind),
        node("MatMul", ["cast_input", "coefficient"], ["mul_result"], name="MatMul"),
        node("Add", ["mul_result", "intercepts"], ["add_result"], name="Add"),
        node("Relu", ["add_result"], ["next_activations"], name="Relu"),
        node("MatMul", ["next_activations", "coefficient1"], ["mul_result1"], name="MatMul1"),
        node("Add", ["mul_result1", "intercepts1"], ["add_result1"], name="Add1"),
        node("Softmax", ["add_result1"], ["out_activations_result"], name="relu", axis=-1),
        node("ArgMax", ["out_activations_result"], ["argmax_output"], name="ArgMax", axis=1),
        node("ArrayFeatureExtractor", ["classes", "argmax_output"], ["array_feature_extractor_result"],
             name="ArrayFeatureExtractor", domain="ai.onnx.ml"),
        node("Reshape", ["array_feature_extractor_result", "shape_tensor"], ["output_label"], name="Reshape"),
        node("Cast", ["out_activations_result"], ["probabilities"], name="Cast1", to=FLOAT),
    ]
    if kind == FLOAT:
        zipped = {"domain": "ai.onnx.ml", "classlabels_int64s": list(range(10))}
        nodes.append(node("ZipMap", ["probabilities"], ["output_probability"], name="ZipMap", **zipped))
    constants = {
        **{"coefficient": w1.T.copy(), "intercepts": b1.reshape(1, -1)},
        **{"coefficient1": w2.T.copy(), "intercepts1": b2.reshape(1, -1)},
        "classes": numpy.arange(10, dtype=numpy.int64),
        "shape_tensor": numpy.array([-1], dtype=numpy.int64),
    }
    image = helper.make_tensor_value_info("X", FLOAT, [None, 784])
    label = helper.make_tensor_value_info("output_label", INT64, [None])
    answer = helper.make_tensor_value_info("probabilities", FLOAT, [None, 10])
    if kind == FLOAT:
        answer = ValueInfoProto(name="output_probability")
        entry = answer.type.sequence_type.elem_type.map_type
        entry.key_type = INT64
        entry.value_type.tensor_type.elem_type = FLOAT
    write(name, nodes, constants, [image], [label, answer], {"": 13, "ai.onnx.ml": 1}, ("skl2onnx", "1.17.0"))
    x = samples().numpy().reshape(10, 784).astype(numpy.float64)
    remember(name, "0-1", logits_of((w1, b1, w2, b2), (x - offset) * scale))


def half(weights) -> None:
    """A converter to float16: casts at both ends."""
    halves = [part.astype(numpy.float16) for part in weights]
    w1, b1, w2, b2 = halves
    node = helper.make_node
    nodes = [
        node("Cast", ["image"], ["half"], name="graph_input_cast_0", to=HALF),
        node("Flatten", ["half"], ["row"], name="flatten"),
        node("Gemm", ["row", "w1", "b1"], ["sum"], name="fc1", transB=1),
        node("Relu", ["sum"], ["relu"], name="relu"),
        node("Gemm", ["relu", "w2", "b2"], ["scores_half"], name="fc2", transB=1),
        node("Cast", ["scores_half"], ["scores"], name="graph_output_cast_0", to=FLOAT),
    ]
    image = helper.make_tensor_value_info("image", FLOAT, ["batch", 1, 28, 28])
    answer = helper.make_tensor_value_info("scores", FLOAT, ["batch", 10])
    constants = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
    name = "synthetic-float16"
    write(name, nodes, constants, [image], [answer], {"": 17}, ("onnxconverter-common", "1.14"))
    remember(name, "0-1", logits_of(halves, samples().numpy()))


OUT.mkdir(parents=True, exist_ok=True)
plain = train(Mlp(lambda x: x.view(-1, 784)), "0-1")
export("pytorch-0-1", plain, "0-1", 11, dynamic=False)
export("pytorch-0-255", train(Mlp(lambda x: x.view(x.size(0), -1)), "0-255", 8), "0-255", 13, dynamic=True)
signed = train(Mlp(nn.Flatten(), nn.LogSoftmax(dim=1)), "minus-1-1")
export("pytorch-minus-1-1", signed, "minus-1-1", 9, dynamic=True)
normalized = train(Mlp(lambda x: torch.flatten(x, 1)), "mnist")
export("pytorch-mnist", normalized, "mnist", 13, dynamic=True)
export("pytorch-normalizing", Normalizing(normalized), "0-1", 16, dynamic=True)
export("pytorch-batch-norm", train(with_batch_norm(), "0-255-inverted"), "0-255-inverted", 14, dynamic=True)
export("pytorch-transposed", train(Mlp(nn.Flatten()), "0-1-transposed"), "0-1-transposed", 13, dynamic=True)
dynamo(arrays(plain))
keras(arrays(signed))
sklearn("synthetic-skl2onnx", arrays(plain), FLOAT)
sklearn("synthetic-skl2onnx-double", arrays(plain), DOUBLE)
half(arrays(plain))
lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in expected.items())
(OUT / "expected.json").write_text(f"{{\n{lines}\n}}\n")
