package org.acinus.mil.pack;

/// A pack whose licence forbids what it is asked for.
public final class PackLicenceException extends PackException {
    PackLicenceException(String message) {
        super(message, null);
    }

    /// Refuses a pack whose licence forbids commercial use.
    ///
    /// @throws PackLicenceException naming the licence
    public static void requireCommercial(ModelPack pack) {
        PackLicence licence = pack.manifest().licence();
        if (!licence.commercialUse()) {
            throw new PackLicenceException("Pack " + pack + " is under " + licence.id()
                    + ", which forbids commercial use; name another pack, or leave out --commercial where the use is"
                    + " not commercial");
        }
    }
}
