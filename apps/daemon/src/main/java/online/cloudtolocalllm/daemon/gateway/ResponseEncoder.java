package online.cloudtolocalllm.daemon.gateway;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Netty's response encoder, told when the answer is to a HEAD and so has no body whatever its fields say. */
final class ResponseEncoder extends HttpResponseEncoder {

    private boolean answersHead;

    void answersHead(boolean head) {
        answersHead = head;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        return super.isContentAlwaysEmpty(response)
                || (answersHead && response.status().code() >= 200);
    }
}
