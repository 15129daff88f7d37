package online.cloudtolocalllm.daemon.desktop;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import online.cloudtolocalllm.daemon.ipc.ClientBoard;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;

/** A client that keeps what it is told, if it reads. */
final class FakeClient implements ClientBoard.Client {

    private final String name;
    private final boolean reads;
    private final List<DaemonEvent> told = new CopyOnWriteArrayList<>();

    private FakeClient(String name, boolean reads) {
        this.name = name;
        this.reads = reads;
    }

    static FakeClient of(String name) {
        return new FakeClient(name, true);
    }

    static FakeClient deaf(String name) {
        return new FakeClient(name, false);
    }

    List<DaemonEvent> told() {
        return told;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletionStage<Boolean> tell(DaemonEvent event) {
        if (reads) {
            told.add(event);
        }
        return CompletableFuture.completedFuture(reads);
    }
}
