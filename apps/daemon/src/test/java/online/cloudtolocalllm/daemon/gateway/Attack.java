package online.cloudtolocalllm.daemon.gateway;

/**
 * A request that must be refused.
 *
 * @param what makes it bad
 * @param status of the refusal
 * @param request every byte, one character each; {@code {host}} stands for the gateway's own authority
 */
record Attack(String what, int status, String request) {

    /** A POST of a chat with this body framing, and a second request in what some readers take for its body. */
    static Attack framing(String what, String fields) {
        return new Attack(what, 400, "POST /api/chat HTTP/1.1\r\nHost: {host}\r\n" + fields + "\r\n\r\n0\r\n\r\n");
    }

    /** A GET with this line among its fields. */
    static Attack field(String what, String line) {
        return new Attack(what, 400, "GET /api/ps HTTP/1.1\r\nHost: {host}\r\n" + line + "\r\nX-Last: 1\r\n\r\n");
    }

    /** A request with this first line. */
    static Attack line(String what, int status, String line) {
        return new Attack(what, status, line + "\r\nHost: {host}\r\n\r\n");
    }

    /** A POST of a chat with this in the place of its chunks. */
    static Attack chunks(String what, String body) {
        return new Attack(
                what, 400, "POST /api/chat HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
    }

    @Override
    public String toString() {
        return what;
    }
}
