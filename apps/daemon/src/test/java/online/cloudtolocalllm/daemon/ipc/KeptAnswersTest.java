package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.daemon.ipc.KeptScene.Client;
import online.cloudtolocalllm.daemon.ipc.KeptScene.Upstream;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets which part of a kept answer, and how long it is there. */
class KeptAnswersTest {

    private final KeptScene scene = new KeptScene(KeptRoom.standard());
    private final Client client = new Client(1);
    private final Client other = new Client(2);

    private Upstream asked() {
        return scene.asked(client).orElseThrow();
    }

    @Test
    void aClientThatStaysIsSentWhatComesAsItComes() {
        Upstream upstream = asked().head();
        assertThat(client.lines.getFirst().get("kept")).isEqualTo(Optional.of(new JsonText(upstream.name)));
        upstream.say("1\n");
        assertThat(client.chunks()).containsExactly("1");
        upstream.say("2\n");
        upstream.call.end();
        assertThat(client.chunks()).containsExactly("1", "2");
        assertThat(client.ending()).isEqualTo("end");
        assertThat(client.overs).isOne();
        assertThat(upstream.cancelled).isFalse();
    }

    @Test
    void theAnswerGoesOnWithoutItsClientAndIsReadOn() {
        Upstream upstream = asked().head();
        upstream.numbers(0, 3);
        client.call().abandon();
        upstream.numbers(3, 5);
        assertThat(upstream.cancelled).isFalse();
        assertThat(scene.attached(other, upstream.name, 3)).isTrue();
        assertThat(other.lines.getFirst().text("event", "")).isEqualTo("head");
        assertThat(other.chunks()).containsExactly("3", "4");
        upstream.numbers(5, 6);
        upstream.call.end();
        assertThat(other.chunks()).containsExactly("3", "4", "5");
        assertThat(other.ending()).isEqualTo("end");
        assertThat(client.lines).as("nobody is there").hasSize(4);
        assertThat(client.overs).isZero();
    }

    @Test
    void theClockBeginsWithTheEndOfAnAnswerThatNobodyReads() {
        Upstream upstream = asked().head();
        client.call().abandon();
        scene.pass(3_600);
        assertThat(upstream.cancelled).as("it still runs").isFalse();
        upstream.say("1\n");
        upstream.call.end();
        scene.pass(299);
        assertThat(scene.answers.find(upstream.name)).isPresent();
        scene.pass(1);
        assertThat(scene.answers.find(upstream.name)).isEmpty();
    }

    @Test
    void theClockBeginsWhenTheReaderOfAnEndedAnswerGoes() {
        Upstream upstream = asked().head();
        client.room = false;
        upstream.say("1\n");
        upstream.call.end();
        scene.pass(3_600);
        assertThat(scene.answers.find(upstream.name)).as("it is still read").isPresent();
        client.call().abandon();
        scene.pass(200);
        assertThat(scene.attached(other, upstream.name, 0)).isTrue();
        assertThat(other.ending()).isEqualTo("end");
        scene.pass(299);
        assertThat(scene.attached(other, upstream.name, 1)).as("once more").isTrue();
        scene.pass(299);
        assertThat(scene.answers.find(upstream.name)).isPresent();
        scene.pass(1);
        assertThat(scene.attached(other, upstream.name, 0)).isFalse();
    }

    @Test
    void theClientThatAttachesTakesOver() {
        Upstream upstream = asked().head();
        upstream.numbers(0, 2);
        scene.attached(other, upstream.name, 0);
        assertThat(client.ending()).isEqualTo("taken_over");
        assertThat(client.overs).isOne();
        upstream.numbers(2, 3);
        assertThat(client.chunks()).containsExactly("0", "1");
        assertThat(other.chunks()).containsExactly("0", "1", "2");
        client.call().cancel();
        client.call().abandon();
        client.call().leave();
        client.call().credit(5);
        assertThat(upstream.cancelled).as("it is not its own any more").isFalse();
        assertThat(client.overs).isOne();
        other.call().cancel();
        assertThat(upstream.cancelled).isTrue();
        assertThat(other.ending()).isEqualTo("cancelled");
        assertThat(scene.answers.find(upstream.name)).isEmpty();
    }

    @Test
    void leavingKeepsItAndFreesTheCall() {
        Upstream upstream = asked().head();
        client.call().leave();
        assertThat(client.ending()).isEqualTo("left");
        assertThat(client.overs).isOne();
        upstream.numbers(0, 2);
        scene.attached(client, upstream.name, 0);
        assertThat(client.chunks()).containsExactly("0", "1");
    }

    @Test
    void beforeItsHeadNobodyKnowsTheNameAndItEndsWithItsClient() {
        Upstream upstream = asked();
        client.call().leave();
        assertThat(client.lines).as("it cannot be left").isEmpty();
        client.call().abandon();
        assertThat(upstream.cancelled).isTrue();
        assertThat(scene.answers.find(upstream.name)).isEmpty();
    }

    @Test
    void aHeadThatWasNotSentTellsNobody() {
        Upstream upstream = asked();
        client.room = false;
        upstream.head();
        client.call().abandon();
        assertThat(upstream.cancelled).isTrue();
    }

    @Test
    void aRefusalIsNotKept() {
        Upstream upstream = asked().head(404);
        assertThat(client.lines.getFirst().has("kept")).isFalse();
        upstream.say("{}\n");
        upstream.call.end();
        assertThat(client.ending()).isEqualTo("end");
        assertThat(scene.answers.find(upstream.name)).isEmpty();
    }

    @Test
    void whatBrokeIsKeptWithItsError() {
        Upstream upstream = asked().head();
        client.call().abandon();
        upstream.numbers(0, 2);
        upstream.breaks();
        scene.attached(other, upstream.name, 1);
        assertThat(other.chunks()).containsExactly("1");
        assertThat(other.ending()).isEqualTo("stream_broken");
        assertThat(other.overs).isOne();
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, Integer.MAX_VALUE, Long.MAX_VALUE})
    void anOffsetBehindWhatHasComeIsRefusedAndChangesNothing(long offset) {
        Upstream upstream = asked().head();
        upstream.numbers(0, 2);
        scene.attached(other, upstream.name, offset);
        assertThat(other.ending()).isEqualTo("bad_request");
        assertThat(other.overs).isOne();
        upstream.numbers(2, 3);
        assertThat(client.chunks()).containsExactly("0", "1", "2");
    }

    @Test
    void aForeignNameFindsNothing() {
        asked().head();
        assertThat(scene.attached(other, "name-2", 0)).isFalse();
        assertThat(scene.attached(other, "", 0)).isFalse();
    }

    @Test
    void creditThatIsNoneEndsIt() {
        Upstream upstream = asked().head();
        client.call().wrongCredit();
        assertThat(client.ending()).isEqualTo("bad_credit");
        assertThat(upstream.cancelled).isTrue();
    }

    @Test
    void aStopEndsWhatNobodyReadsAndLetsTheRestComeToItsEnd() {
        Upstream read = asked().head();
        Upstream left = scene.asked(other).orElseThrow().head();
        other.call().leave();
        scene.answers.stop();
        scene.settle();
        assertThat(left.cancelled).isTrue();
        client.call().leave();
        assertThat(client.ending()).as("there is no later").isEmpty();
        read.say("1\n");
        assertThat(client.chunks()).containsExactly("1");
        client.call().abandon();
        assertThat(read.cancelled).isTrue();
        assertThat(scene.asked(new Client(3))).isEmpty();
    }

    @Test
    void theDaemonBreaksOffWhatIsRead() {
        Upstream upstream = asked().head();
        client.call().breakOff(StreamCall.CANCELLED);
        assertThat(client.ending()).isEqualTo("cancelled");
        assertThat(upstream.cancelled).isTrue();
        assertThat(List.of(client.overs)).containsExactly(1);
        assertThat(client.id).isEqualTo(new JsonNumber("1"));
    }
}
