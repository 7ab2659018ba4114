package org.acinus.mil.pack.convert.torch;

import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.mil.pack.convert.ByteScaling;

/// What a checkpoint does not say about its network.
///
/// @param spacingMicrons of the tiles that it wants
/// @param scaling of bytes before the first layer; empty for the family's usual one
/// @param pixels width and height of a tile; empty for the family's usual size, or the one the weights dictate
/// @param heads of a transformer's attention; empty for the number that its width usually has
public record TorchSettings(
        double spacingMicrons, Optional<ByteScaling> scaling, OptionalInt pixels, OptionalInt heads) {
    /// A spacing, and the usual for the rest.
    public static TorchSettings usual(double spacingMicrons) {
        return new TorchSettings(spacingMicrons, Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }
}
