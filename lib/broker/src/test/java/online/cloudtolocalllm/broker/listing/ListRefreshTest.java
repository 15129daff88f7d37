package online.cloudtolocalllm.broker.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.broker.PatientLimits;
import online.cloudtolocalllm.broker.health.HealthBoard;
import online.cloudtolocalllm.broker.upstream.UpstreamSockets;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListRefreshTest {

    private static final String TAGS = "/api/tags";

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final UpstreamSockets sockets = new UpstreamSockets(loops, blocking, TimeSource.system());
    private final HealthBoard board = new HealthBoard(TimeSource.system(), (delay, task) -> {});

    @AfterEach
    void close() {
        sockets.close();
        blocking.shutdownNow();
        loops.shutdownGracefully(5, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private static Reply models(String name) {
        return Reply.json("{\"models\":[{\"name\":\"" + name + "\"}]}");
    }

    private static void await(CompletableFuture<Void> read) throws Exception {
        read.get(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void aListThatComesLateDoesNotTakeThePlaceOfOneThatWasAskedForAfterIt() throws Exception {
        Gate late = new Gate();
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama()) {
            ConnectionSettings settings = Connections.remote("box", upstream.url(), 1);
            board.add(settings);
            ListRefresh refresh = new ListRefresh(sockets, board, PatientLimits.probedOnce());
            upstream.on(TAGS, new Fault.LateFirstByte(models("old:latest"), late), models("new:latest"));

            board.modelsChanged(settings.id());
            CompletableFuture<Void> first = refresh.models(loops.next(), settings);
            late.awaitReached();
            board.modelsChanged(settings.id());
            await(refresh.models(loops.next(), settings));
            assertThat(board.snapshot().connections().getFirst().models()).containsExactly("new:latest");

            late.open();
            await(first);
            assertThat(board.snapshot().connections().getFirst().models()).containsExactly("new:latest");
        }
    }
}
