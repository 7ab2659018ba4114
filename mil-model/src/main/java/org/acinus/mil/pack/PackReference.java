package org.acinus.mil.pack;

/// Another pack, to the byte.
///
/// @param name of that pack
/// @param sha256 of that pack's `pack.json`, 64 lower-case hex digits
public record PackReference(String name, String sha256) {
    public PackReference {
        PackRules.requireName("encoder.name", name);
        PackRules.requireSha256("encoder.sha256", sha256);
    }
}
