package org.acinus.mil.pack;

import java.util.Set;

/// The weights of a foreign network, by the names that its makers gave them. Immutable.
public interface NamedTensors {

    /// Names of all tensors, integer ones too.
    Set<String> names();

    /// A float tensor by name.
    ///
    /// @throws InvalidPackException where there is none of that name
    Tensor tensor(String name);

    /// A float tensor by name, which has to have a shape.
    ///
    /// @param shape the lengths that the architecture states
    /// @throws InvalidPackException where there is none of that name, or it has another shape
    default Tensor tensor(String name, int... shape) {
        return tensor(name).requireShape(name, shape);
    }
}
