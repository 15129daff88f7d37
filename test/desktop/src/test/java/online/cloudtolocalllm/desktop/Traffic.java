package online.cloudtolocalllm.desktop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who asks the gateway all the time, whatever happens to the desktop. {@link #close()} ends the asking. */
final class Traffic implements AutoCloseable {

    private static final long PAUSE_MILLIS = 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    private Traffic(String url) {
        this.request = HttpRequest.newBuilder(URI.create(url + "/api/tags")).build();
        this.thread = Thread.ofVirtual().name("traffic").unstarted(this::ask);
    }

    static Traffic to(String url) {
        Traffic traffic = new Traffic(url);
        traffic.thread.start();
        return traffic;
    }

    private void ask() {
        try {
            while (!over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    (status == 200 ? answered : failed).incrementAndGet();
                } catch (IOException e) {
                    failed.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many were answered so far. */
    int answered() {
        return answered.get();
    }

    /** How many were not. */
    int failed() {
        return failed.get();
    }

    @Override
    public void close() {
        over.countDown();
        client.close();
    }
}
