/// PyTorch checkpoints, read without Python and without running what is in them.
///
/// A checkpoint is a pickle, and a pickle is a program: `TorchUnpickler` obeys the few instructions and names the
/// few globals that tensors need, and refuses the rest. [org.acinus.mil.pack.torch.TorchCheckpoint] hands out
/// tensors by name.
@NullMarked
package org.acinus.mil.pack.torch;

import org.jspecify.annotations.NullMarked;
