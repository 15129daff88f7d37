/** Language model servers on real sockets that do exactly what a test wrote in their script. */
@NullMarked
package online.cloudtolocalllm.testkit.upstream;

import org.jspecify.annotations.NullMarked;
