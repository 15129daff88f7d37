/** HTTP/1.1 seen byte by byte, so that a test can tell a clean end from a cut. */
@NullMarked
package online.cloudtolocalllm.testkit.http;

import org.jspecify.annotations.NullMarked;
