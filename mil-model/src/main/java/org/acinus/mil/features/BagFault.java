package org.acinus.mil.features;

import java.nio.file.Path;

/// What is wrong with a bag's content, in words of ours that follow "is not a readable feature bag:".
///
/// Arrow meets damage with whatever exception the wrong bytes lead to, and its words say nothing to who has the file:
/// only these are passed on.
final class BagFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    BagFault(String message) {
        super(message);
    }

    /// The sentence about a file.
    ///
    /// @param damaged what reading it led to
    static InvalidBagException sentence(Path file, Exception damaged) {
        String what = damaged instanceof BagFault
                ? String.valueOf(damaged.getMessage())
                : "its bytes are damaged, or some of them are missing";
        return new InvalidBagException(
                file + " is not a readable feature bag: " + what + "; remove it, and it will be made again", damaged);
    }
}
