package online.cloudtolocalllm.demo.answer;

import java.util.List;

/** The prepared texts and the words that call them up; where several fit, the one with most words, then the earlier. */
enum Topic {
    HELLO(
            "Hello. I am the demo model of CloudToLocalLLM: a small program with prepared answers, not a language"
                + " model. The gateway chose a connection for your message, and this answer streams back over it word"
                + " by word."
                    + Topic.REAL_MODEL,
            "hi hello hey hallo moin servus morning evening"),
    FAILOVER(
            "When a connection goes down, the gateway sends the next question to the next connection that can serve."
                + " An answer that has begun is never switched: if its connection breaks, you get an honest error and"
                + " no made-up end. The response header X-Served-By says who answered, so ask again and compare.",
            "failover fail fails fallback down dies crash crashes stops kill outage switch broken breaks"),
    STREAM(
            "This answer is a stream: each word travels as a line of its own the moment it is there, as fast as a"
                + " small model would write. A reader who is slow slows the sender, and one who leaves ends the work"
                + " at once. Watch it with \"curl -N\" at the gateway's address.",
            "stream streaming streams backpressure chunk chunks fast slow speed token tokens"),
    PRIVACY(
            "Nothing leaves this computer unless you enable a connection that leads outside, such as the cloud proxy."
                    + " The request header \"X-Privacy: local\" forbids it for one question. Your question to this demo"
                    + " stayed on this computer and is not kept.",
            "privacy private secret cloud internet safe secure security leave leaves data"),
    MODEL(
            "To get a real model, install Ollama from https://ollama.com and run \"ollama pull llama3.2\"."
                    + " CloudToLocalLLM finds it within seconds and serves it at the same address. Until then this demo"
                    + " answers with prepared texts; it is not a language model.",
            "model models ollama llama install download pull real gpu"),
    STATUS(
            "\"cloudtolocalllm status\" lists every connection: up, slow or down, since when and why, and which one"
                    + " serves. A connection is checked every few seconds, and real questions count as checks too."
                    + Topic.REAL_MODEL,
            "status health healthy check probe connection connections latency working"),
    GATEWAY(
            "The gateway is one address for every model you can reach: http://127.0.0.1:11435 unless you moved it."
                    + " Tools that speak Ollama use it with OLLAMA_HOST, tools that speak OpenAI with /v1 behind it."
                    + Topic.REAL_MODEL,
            "gateway address openai api port url tool tools editor cloudtolocalllm"),
    WHO(
            "I am the demo model of CloudToLocalLLM: a few prepared answers in a small process of its own, not a"
                    + " language model. I understand nothing, but I stream like a real model, so that you can try"
                    + " everything else."
                    + Topic.REAL_MODEL,
            "who name demo yourself human bot"),
    THANKS("You are welcome. This was the demo of CloudToLocalLLM." + Topic.REAL_MODEL, "thanks thank bye danke"),
    OTHER("", "");

    /** What is said about questions that no topic fits. */
    static final List<String> OTHER_VARIANTS = List.of(
            "I cannot answer that: I am the demo of CloudToLocalLLM, a program with prepared texts and not a language"
                    + " model. But you saw the whole way of a question: the gateway chose a connection, and this answer"
                    + " came back word by word." + Topic.REAL_MODEL,
            "A language model would now answer; this is only the demo of CloudToLocalLLM, which has prepared texts."
                    + " Ask it about failover, streaming, privacy or the gateway, or say \"count to"
                    + " 50\"." + Topic.REAL_MODEL,
            "That reached the demo of CloudToLocalLLM, which is not a language model and has no opinion on it. The same"
                    + " question to the same address gets a real answer as soon as a real model is there."
                    + Topic.REAL_MODEL);

    private static final String REAL_MODEL =
            " For real answers install Ollama from https://ollama.com and run \"ollama pull llama3.2\".";

    private final String text;
    private final String words;

    Topic(String text, String words) {
        this.text = text;
        this.words = words;
    }

    String text() {
        return text;
    }

    /** The words that call it up, in lower case. */
    List<String> words() {
        return List.of(words.split(" "));
    }
}
