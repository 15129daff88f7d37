/** What became of every request: for people who ask why, and for counters. */
@NullMarked
package online.cloudtolocalllm.broker.journal;

import org.jspecify.annotations.NullMarked;
