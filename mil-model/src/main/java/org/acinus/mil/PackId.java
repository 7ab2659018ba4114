package org.acinus.mil;

/// Which model pack said it, to the byte.
///
/// @param name for example `lite0`
/// @param version as the pack states it
/// @param sha256 of the pack's `pack.json`, which holds the hash of every other file; 64 lower-case hex digits
public record PackId(String name, String version, String sha256) {}
