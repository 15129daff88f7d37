package online.cloudtolocalllm.broker.route;

import java.util.Optional;
import online.cloudtolocalllm.config.ConnectionSettings;

/**
 * One connection on a request's way.
 *
 * @param connection who is asked
 * @param model what the model is called there, if that is not what the request calls it
 */
public record Stop(ConnectionSettings connection, Optional<String> model) {}
