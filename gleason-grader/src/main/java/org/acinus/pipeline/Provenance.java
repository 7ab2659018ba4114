package org.acinus.pipeline;

import java.util.Optional;

/// Where a slide comes from, as a person states it: who may see its result hangs on it.
///
/// What is not stated stays as it was stated before; a slide of which nobody ever named a site is of the site
/// `default`.
///
/// @param site whose slide it is; a name that the database's access rules use
/// @param caseId the case that it belongs to; an identifier, kept from researchers
public record Provenance(Optional<String> site, Optional<String> caseId) {
    /// Nothing stated.
    public static final Provenance UNSTATED = new Provenance(Optional.empty(), Optional.empty());
}
