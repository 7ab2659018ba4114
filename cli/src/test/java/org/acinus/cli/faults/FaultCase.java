package org.acinus.cli.faults;

/// One fault that must cost nothing.
///
/// @param number in the list of twenty-eight; several cases may be variants of one
/// @param name what happens
/// @param room whether the case needs a watcher of its own
/// @param story what is dropped, what goes wrong, and what must come of it
record FaultCase(int number, String name, Room room, Story story) {
    /// Who watches.
    enum Room {
        /// Starts and kills watchers itself.
        OWN,
        /// Only drops files, beside those of other cases, into a folder that is being watched.
        SHARED
    }

    /// The steps of a case.
    @FunctionalInterface
    interface Story {
        /// Takes them.
        ///
        /// @throws SkippedException where this machine does not permit the fault
        /// @throws Exception where a step fails, which is a failure of the case
        void tell(FaultRig rig) throws Exception;
    }

    /// The case cannot be tried here.
    static final class SkippedException extends Exception {
        private static final long serialVersionUID = 1;

        SkippedException(String reason) {
            super(reason);
        }
    }

    /// What the table calls it.
    String title() {
        return number + " " + name;
    }

    static FaultCase alone(int number, String name, Story story) {
        return new FaultCase(number, name, Room.OWN, story);
    }

    static FaultCase shared(int number, String name, Story story) {
        return new FaultCase(number, name, Room.SHARED, story);
    }
}
