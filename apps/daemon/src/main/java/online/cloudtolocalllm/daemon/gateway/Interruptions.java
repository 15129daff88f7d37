package online.cloudtolocalllm.daemon.gateway;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What ends a client's connection before its time: the clock, the daemon's stop, and failures. Lives on one event loop. */
final class Interruptions {

    private static final Logger LOG = LoggerFactory.getLogger(Interruptions.class);
    static final String UNEXPECTED = "The gateway failed in a way that nobody expected. See tray.log.";

    private final ClientConnection connection;
    private final RequestDecoder decoder;
    private final WayOut wayOut;
    private final Clients clients;

    Interruptions(ClientConnection connection, RequestDecoder decoder, WayOut wayOut, Clients clients) {
        this.connection = connection;
        this.decoder = decoder;
        this.wayOut = wayOut;
        this.clients = clients;
    }

    /** Looks whether the client is late, and with what. */
    void lookAtTheClock(ClientClock clock) {
        boolean answering = connection.exchange() != null;
        boolean awaitsHead = !answering && !connection.closing() && decoder.isReadingHead();
        ClientClock.Doing doing = new ClientClock.Doing(
                answering, awaitsHead, connection.awaitsBody(), wayOut.isEmpty(), wayOut.standstill());
        switch (clock.late(doing)) {
            case NOTHING -> {}
            case HEAD -> connection.giveUp(408, "The rest of the request's head did not come. Send it again.");
            case BODY -> connection.breakOff(408, "The rest of the request's body did not come. Send it again.");
            case REQUEST, TAKING -> connection.cutOff();
        }
    }

    /** While the daemon stops, a connection on which nothing is going on is of no more use. */
    void endIfStopping() {
        if (!clients.stopping() || connection.closing() || !connection.idle()) {
            return;
        }
        if (decoder.isReadingHead()) {
            connection.giveUp(503, FrontDoor.STOPPING);
        } else {
            connection.closeWhenTaken();
        }
    }

    /** Something went wrong with the connection itself, or with the code of this gateway. */
    void failed(Throwable cause) {
        if (cause instanceof IOException) {
            // The client has gone, and what ends its requests is the end of the connection.
            connection.cutOff();
            return;
        }
        ClientExchange asked = connection.exchange();
        LOG.error("request {} failed unexpectedly", asked == null ? "(none)" : asked.requestId(), cause);
        if (asked == null && !connection.closing()) {
            connection.giveUp(500, UNEXPECTED);
        } else {
            connection.breakOff(500, UNEXPECTED);
        }
    }
}
