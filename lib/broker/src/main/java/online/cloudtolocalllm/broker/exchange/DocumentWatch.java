package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;

/** Watches one JSON document. */
final class DocumentWatch implements EndWatch {

    private final JsonBalance balance = new JsonBalance();

    @Override
    public void watch(ByteBuf piece) {
        balance.watch(piece);
    }

    @Override
    public Sight sight() {
        return balance.isComplete() ? Sight.END : Sight.NO_END;
    }
}
