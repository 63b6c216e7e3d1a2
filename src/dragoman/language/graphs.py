"""How the ONNX graphs that ship are opened: on one thread, with the optimisation that slows them left out."""

from typing import Any

# ONNX Runtime's fused kernel for this is several times slower than the operations that it stands for (measured on 1.31).
SLOW = ["SkipLayerNormFusion"]


def opened(graph: bytes) -> Any:
    """A session that runs this graph. One thread: the sums of floats come in one order; more cores are used by more processes."""
    import onnxruntime as ort  # noqa: PLC0415 (loaded only where a model is needed)

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW)
