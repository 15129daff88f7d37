/** Conversations recorded with real servers, and an upstream that replays them. */
@NullMarked
package online.cloudtolocalllm.testkit.recorded;

import org.jspecify.annotations.NullMarked;
