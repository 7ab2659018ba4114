/// Attention MIL networks on DJL's PyTorch engine: what they compute, not how they are trained.
///
/// Reading order: [org.acinus.mil.djl.net.MilNetwork] is what every architecture does,
/// [org.acinus.mil.djl.net.PooledNetwork] what most of them share, [org.acinus.mil.djl.net.MilArchitectures] the
/// list of them, [org.acinus.mil.djl.net.HeadNetwork] one of them with values.
@NullMarked
package org.acinus.mil.djl.net;

import org.jspecify.annotations.NullMarked;
