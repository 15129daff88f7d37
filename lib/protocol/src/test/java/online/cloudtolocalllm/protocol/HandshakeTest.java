package online.cloudtolocalllm.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import online.cloudtolocalllm.protocol.Handshake.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

    private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final String CLIENT_NONCE = "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1-f4CBgoM";
    private static final String SERVER_NONCE = "yMnKy8zNzs_Q0dLT1NXW19jZ2tvc3d7f4OHi4-Tl5uc";

    /** The proofs were computed with Python's hmac and hashlib. */
    @ParameterizedTest
    @CsvSource({
        "SERVER, 40123, 4xG8VA177ShY-C32FOAwkwM6aG-9Xhzl74PKl1ZTP3U",
        "CLIENT, 40123, RqUNCH2E_PDIPTwGcbiLUhotr7Flggloj0u9L2gqV8I"
    })
    void proofsAreThoseOfTheProtocol(Side side, int port, String proof) {
        assertThat(Handshake.proof(SECRET, side, CLIENT_NONCE, SERVER_NONCE, port))
                .isEqualTo(proof);
    }

    /** Computed as above, with a key and nonces whose text holds both special characters of base64url. */
    @ParameterizedTest
    @CsvSource({
        "SERVER, 1,     d8bPbSHEubc_V469vlBb5UT1QcJS49YTcUM7uS8pN4c",
        "SERVER, 65535, T3fL-LAoyhJnm08g5tiDvc5_wxpRXTSaMUi5w9Hdkao",
        "CLIENT, 1,     UNcARQAhNhNfxeEfUUcc8b11rrcLqLbgCh1dRjzk1FQ",
        "CLIENT, 65535, RdM6AFrA9BVRufJ5mQaoGIEU_Md0wcx-vYRvHcoEypc"
    })
    void proofsWithSpecialCharacters(Side side, int port, String proof) {
        String secret = "__________________________________________8";
        String clientNonce = "AAAAAAAAAAAAAAAAAAAAAA";
        String serverNonce = "-__7__v_-__7__v_-__7__v_-__7__v_-__7__v_-_8";
        assertThat(Handshake.proof(secret, side, clientNonce, serverNonce, port))
                .isEqualTo(proof);
    }

    @Test
    void everyPartOfTheConversationChangesTheProof() {
        String other = Handshake.randomText();
        Set<String> proofs = Set.of(
                Handshake.proof(SECRET, Side.CLIENT, CLIENT_NONCE, SERVER_NONCE, 1),
                Handshake.proof(SECRET, Side.SERVER, CLIENT_NONCE, SERVER_NONCE, 1),
                Handshake.proof(SECRET, Side.CLIENT, SERVER_NONCE, CLIENT_NONCE, 1),
                Handshake.proof(SECRET, Side.CLIENT, other, SERVER_NONCE, 1),
                Handshake.proof(SECRET, Side.CLIENT, CLIENT_NONCE, other, 1),
                Handshake.proof(SECRET, Side.CLIENT, CLIENT_NONCE, SERVER_NONCE, 2),
                Handshake.proof(other, Side.CLIENT, CLIENT_NONCE, SERVER_NONCE, 1));
        assertThat(proofs).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "A", "AAAAA", "A+/A", "é"})
    void secretsThatAreNotBase64urlAreRefused(String secret) {
        assertThatThrownBy(() -> Handshake.proof(secret, Side.CLIENT, CLIENT_NONCE, SERVER_NONCE, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noncesAre16To32Bytes() {
        for (int length = 0; length <= 64; length++) {
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[length]);
            assertThat(Handshake.isNonce(text)).as(length + " bytes").isEqualTo(length >= 16 && length <= 32);
        }
    }

    @Test
    void whatIsTakenForANonceCanBeDecoded() {
        for (int length = 0; length <= 64; length++) {
            String text = "A".repeat(length);
            if (Handshake.isNonce(text)) {
                assertThat(Base64.getUrlDecoder().decode(text)).hasSizeBetween(16, 32);
            }
        }
        assertThat(Handshake.isNonce("A".repeat(25))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAAAAAAAAAAAAAAAAAAAAA==",
                "AAAAAAAAAAAAAAAAAAAAA+",
                "AAAAAAAAAAAAAAAAAAAAA/",
                "AAAAAAAAAAAAAAAAAAAAA ",
                "AAAAAAAAAAAAAAAAAAAAAA\n",
                "AAAAAAAAAA|AAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAé"
            })
    void otherCharactersAreNoNonce(String text) {
        assertThat(Handshake.isNonce(text)).isFalse();
    }

    @Test
    void randomTextsAreNoncesAndDiffer() {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String text = Handshake.randomText();
            assertThat(Handshake.isNonce(text)).isTrue();
            assertThat(text).hasSize(43);
            texts.add(text);
        }
        assertThat(texts).hasSize(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, abc, true",
        "abc, abd, false",
        "abc, ab, false",
        "abc, abcd, false",
        "abc, '', false",
        "'', '', true"
    })
    void proofsMatchOnlyWhole(String expected, String received, boolean matches) {
        assertThat(Handshake.matches(expected, received)).isEqualTo(matches);
    }
}
