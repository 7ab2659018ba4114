package org.acinus.mil.pack;

/// What the pack's licence is and what it permits.
///
/// @param id SPDX identifier, for example `Apache-2.0`
/// @param commercialUse whether the licence allows commercial use
/// @param redistribution whether the licence allows passing the weights on
public record PackLicence(String id, boolean commercialUse, boolean redistribution) {
    public PackLicence {
        PackRules.requireText("licence.id", id);
    }
}
