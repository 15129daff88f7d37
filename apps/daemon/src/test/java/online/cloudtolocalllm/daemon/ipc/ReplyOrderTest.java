package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import org.junit.jupiter.api.Test;

class ReplyOrderTest {

    private final ReplyOrder order = new ReplyOrder(3);

    private ReplyOrder.Ticket open() {
        return order.open(Optional.empty());
    }

    private ReplyOrder.Ticket open(JsonValue id) {
        return order.open(Optional.of(id));
    }

    @Test
    void repliesWithoutIdsWaitForThoseBeforeThem() {
        ReplyOrder.Ticket first = open();
        ReplyOrder.Ticket second = open();
        ReplyOrder.Ticket third = open();
        assertThat(order.close(third, Optional.of("3"))).isEmpty();
        assertThat(order.close(first, Optional.of("1"))).containsExactly("1");
        assertThat(order.close(second, Optional.of("2"))).containsExactly("2", "3");
    }

    @Test
    void repliesWithIdsWaitForNobody() {
        open();
        assertThat(order.close(open(new JsonNumber("1")), Optional.of("x"))).containsExactly("x");
    }

    @Test
    void aSilentRequestHoldsNobodyUp() {
        ReplyOrder.Ticket silent = open();
        ReplyOrder.Ticket next = open();
        assertThat(order.close(next, Optional.of("2"))).isEmpty();
        assertThat(order.close(silent, Optional.empty())).containsExactly("2");
    }

    @Test
    void aSecondReplyIsNotSent() {
        ReplyOrder.Ticket named = open(new JsonText("a"));
        ReplyOrder.Ticket unnamed = open();
        order.close(named, Optional.of("x"));
        order.close(unnamed, Optional.of("y"));
        assertThat(order.close(named, Optional.of("x"))).isEmpty();
        assertThat(order.close(unnamed, Optional.of("y"))).isEmpty();
    }

    @Test
    void knowsWhenItIsFullAndWhichIdsWait() {
        open();
        open(new JsonText("1"));
        assertThat(order.isWaiting(new JsonText("1"))).isTrue();
        assertThat(order.isWaiting(new JsonNumber("1"))).isFalse();
        assertThat(order.isFull()).isFalse();
        ReplyOrder.Ticket last = open();
        assertThat(order.isFull()).isTrue();
        order.close(last, Optional.of("held"));
        assertThat(order.isFull()).as("a held reply still takes room").isTrue();
    }

    @Test
    void theIdComesFirst() {
        JsonObject reply = ReplyOrder.withId(Optional.of(new JsonNumber("7")), JsonObject.of("ok", true));
        assertThat(reply.toJson()).isEqualTo("{\"id\":7,\"ok\":true}");
    }
}
