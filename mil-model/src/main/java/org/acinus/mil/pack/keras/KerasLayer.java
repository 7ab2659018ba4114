package org.acinus.mil.pack.keras;

import com.fasterxml.jackson.databind.JsonNode;
import org.acinus.mil.pack.InvalidPackException;

/// One layer of a Keras model, as its configuration states it. Immutable as long as nobody writes to the tree.
///
/// @param name unique in the model; weights are named by it
/// @param kind Keras's class name, for example `Conv2D`
/// @param config the arguments it was made with
public record KerasLayer(String name, String kind, JsonNode config) {

    /// A word among the arguments.
    ///
    /// @param otherwise where there is no such argument
    public String word(String argument, String otherwise) {
        JsonNode value = config.path(argument);
        return value.isTextual() ? value.asText() : otherwise;
    }

    /// A yes or no among the arguments.
    public boolean flag(String argument, boolean otherwise) {
        return config.path(argument).asBoolean(otherwise);
    }

    /// A whole number among the arguments, or the one that a list of equal ones repeats, such as strides.
    ///
    /// @throws InvalidPackException where it is missing, or the list's numbers differ
    public int whole(String argument) {
        JsonNode value = config.path(argument);
        if (value.isArray() && !value.isEmpty()) {
            for (JsonNode other : value) {
                if (!other.equals(value.get(0))) {
                    throw refusal(argument + " differs between rows and columns");
                }
            }
            value = value.get(0);
        }
        if (!value.isInt()) {
            throw refusal("its " + argument + " is missing");
        }
        return value.asInt();
    }

    /// A number among the arguments.
    ///
    /// @throws InvalidPackException where it is missing
    public double number(String argument) {
        JsonNode value = config.path(argument);
        if (!value.isNumber()) {
            throw refusal("its " + argument + " is missing");
        }
        return value.asDouble();
    }

    /// Why this layer cannot be taken over.
    public InvalidPackException refusal(String reason) {
        return new InvalidPackException("Layer " + name + " (" + kind + ") cannot be imported: " + reason);
    }
}
