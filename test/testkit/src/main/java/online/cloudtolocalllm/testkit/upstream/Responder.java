package online.cloudtolocalllm.testkit.upstream;

/** What an upstream answers where its script says nothing. Thread-safe. */
@FunctionalInterface
public interface Responder {

    /**
     * The answer; never {@link Reply.Usual}.
     *
     * @param request what was asked
     * @param offer the models that the upstream has at this moment, and what they say
     */
    Reply answer(SeenRequest request, Offer offer);
}
