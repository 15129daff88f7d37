package online.cloudtolocalllm.broker.upstream;

import io.netty.channel.ConnectTimeoutException;

/** The system's resolver did not answer in time. */
final class LookUpTimeoutException extends ConnectTimeoutException {

    private static final long serialVersionUID = 1L;
}
