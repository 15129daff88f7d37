package online.cloudtolocalllm.client;

import java.util.Objects;
import java.util.concurrent.Flow;

/** Makes a request of its own for every subscriber. Thread-safe. */
record PiecePublisher<T>(PieceSubscription.Opening<T> opening) implements Flow.Publisher<T> {

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        new PieceSubscription<T>(opening, subscriber).introduce(subscriber);
    }
}
