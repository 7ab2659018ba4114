package org.acinus.sql.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.acinus.pipeline.LedgerException;

/// One process at a time starts, joins or leaves a workspace's server.
///
/// Every holder's work ends by its own time limits, and the kernel lets go for a holder that dies, so taking
/// the lock needs no limit of its own. A file lock belongs to the whole JVM: a second lock orders this JVM's
/// threads.
final class TurnLock implements AutoCloseable {
    private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

    private final FileChannel file;

    private TurnLock(FileChannel file) {
        this.file = file;
    }

    static TurnLock take(Path path) {
        IN_THIS_JVM.lock();
        try {
            return new TurnLock(lockedFile(path));
        } catch (IOException e) {
            IN_THIS_JVM.unlock();
            throw new LedgerException("Cannot lock " + path + " (" + e + "): is the workspace yours and writable?", e);
        }
    }

    private static FileChannel lockedFile(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            file.lock();
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new LedgerException("Cannot unlock the workspace's database (" + e + ")", e);
        } finally {
            IN_THIS_JVM.unlock();
        }
    }
}
