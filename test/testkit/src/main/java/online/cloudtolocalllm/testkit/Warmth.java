package online.cloudtolocalllm.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The JDK starts its pollers at the first use of virtual threads with sockets and keeps them; that is no leak. */
final class Warmth {

    private Warmth() {}

    static void ofVirtualThreads() throws IOException, InterruptedException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> firstByte = threads.submit(() -> {
                try (Socket accepted = listening.accept()) {
                    accepted.setSoTimeout((int) Until.LIMIT.toMillis());
                    return accepted.getInputStream().read();
                }
            });
            try (Socket client = new Socket(listening.getInetAddress(), listening.getLocalPort())) {
                client.getOutputStream().write(1);
                firstByte.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a loopback connection failed", e);
        }
    }
}
