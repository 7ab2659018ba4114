package org.acinus.mil.train.data;

import java.util.Locale;

/// How a folder of bags and a labels file become a data set.
///
/// @param unlabelled what happens to bags that no row names
/// @param bySite whether slides of one site are kept together, as those of one patient always are
public record FolderRules(Unlabelled unlabelled, boolean bySite) {
    /// Every bag has a label; patients are kept together.
    public static final FolderRules STRICT = new FolderRules(Unlabelled.REFUSE, false);

    /// What happens to bags that no row names.
    public enum Unlabelled {
        /// They are an error.
        REFUSE,
        /// They are passed over.
        SKIP,
        /// They are learnt from with pseudo-labels.
        PSEUDO;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
