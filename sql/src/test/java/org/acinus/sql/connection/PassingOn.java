package org.acinus.sql.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A port on another address of this machine that passes every byte on to a port of loopback: so a server of this
/// machine is met as one that is not.
final class PassingOn implements AutoCloseable {
    private final ServerSocket listening;

    PassingOn(InetAddress address, int port) throws IOException {
        listening = new ServerSocket();
        listening.bind(new InetSocketAddress(address, 0));
        Thread.ofVirtual().start(() -> accept(port));
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept(int port) {
        while (!listening.isClosed()) {
            try {
                Socket outside = listening.accept();
                Socket inside = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> copy(outside, inside));
                Thread.ofVirtual().start(() -> copy(inside, outside));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // One side has hung up, and now the other is told so.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
