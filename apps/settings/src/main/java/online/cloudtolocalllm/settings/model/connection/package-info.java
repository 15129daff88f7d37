/** One connection on its page: what it is, what leaves this computer, its token, its test, its models. */
@NullMarked
package online.cloudtolocalllm.settings.model.connection;

import org.jspecify.annotations.NullMarked;
