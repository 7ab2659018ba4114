package org.acinus.cli.worker;

/// A queued slide asks for another pack, or other parameters, than this worker has: no two are mixed in one run.
public final class WrongConfigurationException extends RuntimeException {
    WrongConfigurationException(String file) {
        super(file + " was queued for another --pack or --slides-csv than this worker was started with;"
                + " start it with the same, or queue the slides again");
    }
}
