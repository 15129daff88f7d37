/** The demo's listening socket: who may ask, which path leads where, and how replies are written. */
@NullMarked
package online.cloudtolocalllm.demo.http;

import org.jspecify.annotations.NullMarked;
