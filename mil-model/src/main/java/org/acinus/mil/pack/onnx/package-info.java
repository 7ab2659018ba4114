/// ONNX graphs: written node by node, looked at before an engine sees them.
///
/// [org.acinus.mil.pack.onnx.OnnxGraph] is what architectures write on; a
/// [org.acinus.mil.pack.onnx.FoldedConvolution] has taken its [org.acinus.mil.pack.onnx.BatchNorm] in.
@NullMarked
package org.acinus.mil.pack.onnx;

import org.jspecify.annotations.NullMarked;
