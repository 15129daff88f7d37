package online.cloudtolocalllm.daemon.ipc;

import static online.cloudtolocalllm.daemon.ipc.ReplyRoom.Taking.ALL_ARE_FULL;
import static online.cloudtolocalllm.daemon.ipc.ReplyRoom.Taking.CLIENT_IS_FULL;
import static online.cloudtolocalllm.daemon.ipc.ReplyRoom.Taking.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The room of all clients. */
class ReplyRoomTest {

    private final ReplyRoom all = new ReplyRoom(100);
    private final ReplyRoom one = new ReplyRoom(70, all);
    private final ReplyRoom other = new ReplyRoom(70, all);

    @Test
    void refusesAndRecovers() {
        ReplyRoom.Share first = one.share();
        ReplyRoom.Share second = other.share();
        assertThat(first.take(71)).isEqualTo(CLIENT_IS_FULL);
        assertThat(first.take(70)).isEqualTo(TAKEN);
        assertThat(second.take(31)).isEqualTo(ALL_ARE_FULL);
        assertThat(second.take(30)).isEqualTo(TAKEN);
        assertThat(all.used()).isEqualTo(100);
        first.becomes(60);
        assertThat(second.take(10)).isEqualTo(TAKEN);
        one.free(60);
        assertThat(second.take(30)).isEqualTo(TAKEN);
        second.becomes(70);
        other.free(70);
        assertThat(all.used()).isZero();
    }

    @Test
    void whatAClientHadIsGivenBackOnceWhenItGoes() {
        ReplyRoom.Share first = one.share();
        assertThat(first.take(50)).isEqualTo(TAKEN);
        one.add(20);
        one.leave();
        one.leave();
        assertThat(all.used()).isZero();
        first.becomes(10);
        one.free(30);
        assertThat(one.used()).isZero();
        assertThat(all.used()).isZero();
        assertThat(other.share().take(70)).isEqualTo(TAKEN);
    }

    @Test
    void largeAnswersAreConvertedOneAfterTheOther() throws Exception {
        ReplyRoom wide = new ReplyRoom(1024 * 1024);
        ReplyRoom.Share first = new ReplyRoom(1024 * 1024, wide).share();
        ReplyRoom.Share second = new ReplyRoom(1024 * 1024, wide).share();
        assertThat(first.take(300 * 1024)).isEqualTo(TAKEN);
        assertThat(second.take(300 * 1024)).isEqualTo(TAKEN);
        Thread later = Thread.ofVirtual().unstarted(() -> second.converting(() -> 1));
        first.converting(() -> {
            later.start();
            while (later.getState() != Thread.State.WAITING && later.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(later.isAlive()).isTrue();
            return wide.share().converting(() -> "a small one does not wait");
        });
        later.join();
    }
}
