/// NVIDIA's driver by Java's foreign function interface: what the engines' own interfaces do not offer.
///
/// One class, [org.acinus.mil.cuda.CudaDriver]; without a driver there is none of it, and nothing fails.
@NullMarked
package org.acinus.mil.cuda;

import org.jspecify.annotations.NullMarked;
