package org.acinus.mil.pack;

/// What the pack's licence is and what it permits.
///
/// @param id SPDX identifier, for example `Apache-2.0`
/// @param commercialUse whether the licence allows commercial use
/// @param redistribution whether the weights may be passed on in a release under other terms; a copyleft licence
///     such as GPL-3.0 does not allow that
public record PackLicence(String id, boolean commercialUse, boolean redistribution) {
    public PackLicence {
        PackRules.requireText("licence.id", id);
    }
}
