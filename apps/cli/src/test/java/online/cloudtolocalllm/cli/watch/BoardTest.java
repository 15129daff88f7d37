package online.cloudtolocalllm.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.cli.fake.Statuses;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.watch.Board.View;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final DaemonStatus STATUS =
            Statuses.of("http://127.0.0.1:1", Statuses.up("a", ConnectionKind.OLLAMA));

    @Test
    void onlyTheNewestStateIsToBeSeen() throws Exception {
        Board board = new Board();
        board.status(STATUS);
        board.gone();
        View view = board.next(0, Duration.ZERO);
        assertThat(view.status()).isEmpty();
        board.gone();
        assertThat(board.next(view.number(), Duration.ZERO)).isEqualTo(view);
        board.status(STATUS);
        assertThat(board.next(view.number(), Duration.ZERO).status()).contains(STATUS);
    }

    @Test
    void whoeverWaitsHearsOfAChangeAndTheFirstWishToLeaveCounts() throws Exception {
        Board board = new Board();
        CompletableFuture<View> seen = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                seen.complete(board.next(0, Duration.ofSeconds(20)));
            } catch (InterruptedException e) {
                seen.completeExceptionally(e);
            }
        });
        board.leave(ExitCode.INTERRUPTED);
        assertThat(seen.get(20, TimeUnit.SECONDS).leave()).contains(ExitCode.INTERRUPTED);
        waiting.join();
        board.leave(ExitCode.OK);
        assertThat(board.next(0, Duration.ZERO).leave()).contains(ExitCode.INTERRUPTED);
    }
}
