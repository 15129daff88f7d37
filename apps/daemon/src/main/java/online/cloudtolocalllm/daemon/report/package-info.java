/** What people and machines can learn of the requests: lists, totals, metrics and the lines of the log. */
@NullMarked
package online.cloudtolocalllm.daemon.report;

import org.jspecify.annotations.NullMarked;
