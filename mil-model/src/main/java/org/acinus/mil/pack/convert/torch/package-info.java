/// PyTorch checkpoints become encoders: which network the weights belong to is read off their names and shapes.
///
/// Each family is one [org.acinus.mil.pack.convert.torch.TorchFamily]; a member of it is data, taken from the
/// tensors themselves. A tensor for which a family has no place is an error, because a network that is nearly a
/// ResNet is not one.
@NullMarked
package org.acinus.mil.pack.convert.torch;

import org.jspecify.annotations.NullMarked;
