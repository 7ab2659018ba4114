/// Foreign checkpoints become packs: weights are read, batch norm is folded, the network is written as an ONNX
/// graph.
///
/// [org.acinus.mil.pack.torch.TorchCheckpoint] reads named [org.acinus.mil.pack.Tensor]s, an
/// architecture such as [org.acinus.mil.pack.convert.EfficientNetLite] lays them out on an
/// [org.acinus.mil.pack.onnx.OnnxGraph], and [org.acinus.mil.pack.convert.Lite0Pack] makes a pack of the
/// graph. A further architecture is one class like `EfficientNetLite`; a further file format is one class like
/// `TorchCheckpoint`. The same checkpoint gives the same bytes on every machine, because their hash is the pack's
/// identity.
@NullMarked
package org.acinus.mil.pack.convert;

import org.jspecify.annotations.NullMarked;
