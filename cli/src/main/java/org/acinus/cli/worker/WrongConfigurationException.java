package org.acinus.cli.worker;

/// What is queued asks for another pack, or other parameters, than this worker has: no two are mixed in one run.
public final class WrongConfigurationException extends RuntimeException {
    /// The supervisor has another configuration than its worker finds.
    public WrongConfigurationException() {
        super("the pack or --slides-csv was changed while slides were queued for what it was; start again");
    }

    WrongConfigurationException(String file) {
        super(file + " was queued for another --pack or --slides-csv than this worker was started with;"
                + " start it with the same, or queue the slides again");
    }
}
