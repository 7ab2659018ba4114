package org.acinus.sql.database;

/// As whom a command works on the database.
public enum Access {
    /// Reads what its login may see.
    READ,
    /// Reads the audit log, as a member of `acinus_auditor`.
    AUDIT,
    /// Writes jobs and results, as a member of `acinus_writer`. On a server that somebody else runs, neither a
    /// superuser nor an owner of the schema is accepted: row security and the audit log would not bind it.
    WORK,
    /// Changes the schema, the retention policy, holds and the quarantine: as `acinus_owner`.
    OWN
}
