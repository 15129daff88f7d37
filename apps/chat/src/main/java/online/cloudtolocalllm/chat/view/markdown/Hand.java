package online.cloudtolocalllm.chat.view.markdown;

import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.code.Tongues;

/**
 * What all blocks of a text are drawn with.
 *
 * @param tongues the languages of code
 * @param openLink is given the address of a link that was clicked
 */
record Hand(Tongues tongues, Consumer<String> openLink) {}
